import { cancelAnalysis, escalate, EscalateError, followAnalysis, type EscalateSettings, type FullAnalysis } from '@gradevault/precheck/escalate';
import type { App } from '../app.js';
import { Broadcast } from '../dom/broadcast.js';
import type { EscalationRecord } from '../scan/scan.js';
import { shotKind } from '../scan/shots.js';
import { serverAddress } from '../settings/settings.js';
import { beginning, withEvent, type AnalysisProgress } from './progress.js';

interface Way {
  progress: AnalysisProgress;
  stop: AbortController;
  savedAt: number;
}

/** Takes captures to the server, several at once, and keeps what came back. Its records survive a reload; `resume` goes on then. */
export class EscalationDesk {
  private readonly ways = new Map<string, Way>();
  private readonly results = new Map<string, FullAnalysis>();
  /** The key of the shot whose way or result changed. */
  readonly changes = new Broadcast<string>();

  constructor(private readonly app: App) {
    app.session.changes.on((key) => {
      if (key === '' || app.session.shot(key).escalation === null) this.forget(key);
    });
  }

  progress(shot: string): AnalysisProgress | null {
    return this.ways.get(shot)?.progress ?? null;
  }

  result(shot: string): FullAnalysis | null {
    return this.results.get(shot) ?? null;
  }

  /** From the shot's capture to the full analysis; an upload that had begun goes on where it was. */
  start(shot: string): void {
    const capture = this.app.session.shot(shot).capture;
    if (!capture || this.ways.has(shot)) return;
    const address = serverAddress(this.app.settings.server, location.href);
    const record = { state: 'uploading' as const, server: String(address), sent: 0, total: capture.file.size };
    if (typeof address === 'string') {
      this.app.session.update(shot, { escalation: { ...record, state: 'failed', problem: `The server’s address in the settings is not usable: ${address}.` } });
      return;
    }
    this.app.session.update(shot, { escalation: record });
    void this.send(shot, record);
  }

  /** Goes on after a reload: with the upload, or with listening to the analysis, or by fetching the result. */
  resume(shot: string): void {
    const record = this.app.session.shot(shot).escalation;
    if (!record || this.ways.has(shot)) return;
    if (record.analysisId === undefined) void this.send(shot, { ...record, state: 'uploading' });
    else void this.follow(shot, record, record.analysisId);
  }

  /** Stops an upload, or cancels the analysis on the server; `start` begins again. */
  stop(shot: string): void {
    const way = this.ways.get(shot);
    const record = this.app.session.shot(shot).escalation;
    way?.stop.abort();
    if (record?.analysisId !== undefined && record.state === 'analysing') {
      // Told or not, the person has moved on; the server's own limits end what is left.
      cancelAnalysis(record.analysisId, this.serverOf(record)).catch(() => undefined);
    }
  }

  /** Links to artifacts are good for some minutes: new ones. */
  async refresh(shot: string): Promise<FullAnalysis | null> {
    const record = this.app.session.shot(shot).escalation;
    if (record?.analysisId === undefined) return null;
    const result = await followAnalysis(record.analysisId, this.serverOf(record));
    this.results.set(shot, result);
    return result;
  }

  private send(shot: string, record: EscalationRecord): Promise<void> {
    const { session, settings } = this.app;
    const { capture, report } = session.shot(shot);
    if (!capture) return Promise.resolve();
    const kind = shotKind(session.scan.itemType, shot);
    return this.run(shot, record, (way, listeners) => {
      const settingsOfCall: EscalateSettings = {
        ...listeners,
        ...this.serverOf(record),
        ...(report ? { precheck: report } : {}),
        scanId: session.scan.id,
        shot: kind.word,
        side: kind.side,
        itemType: session.scan.itemType,
        tier: settings.tier,
        engine: settings.engine,
        profile: settings.profile,
        fileName: capture.name,
        onUpload: (sent, total) => {
          this.advance(shot, way, { ...way.progress, sent, total });
          this.remember(shot, way, { ...record, sent, total });
        },
        onAccepted: (analysisId) => {
          record = { ...record, state: 'analysing', analysisId, sent: capture.file.size };
          session.update(shot, { escalation: record });
          this.advance(shot, way, { ...way.progress, phase: way.progress.phase === 'uploading' ? 'queued' : way.progress.phase });
        },
      };
      // One that was stopped before is remembered as cancelled; whoever asks again wants another.
      return escalate(capture.file, settingsOfCall).catch((error: unknown) => {
        if (error instanceof EscalateError && error.code === 'analysis_cancelled' && !way.stop.signal.aborted) return escalate(capture.file, settingsOfCall);
        throw error;
      });
    });
  }

  private follow(shot: string, record: EscalationRecord, id: string): Promise<void> {
    return this.run(shot, record, (_way, listeners) => followAnalysis(id, { ...listeners, ...this.serverOf(record) }), 'queued');
  }

  private serverOf(record: EscalationRecord): { url: string; key?: string } {
    const { key } = this.app.settings;
    return { url: record.server, ...(key === '' ? {} : { key }) };
  }

  private async run(
    shot: string,
    record: EscalationRecord,
    work: (way: Way, listeners: Listeners) => Promise<FullAnalysis>,
    phase: AnalysisProgress['phase'] = 'uploading',
  ): Promise<void> {
    const { session } = this.app;
    const way: Way = { progress: { ...beginning(record.total), phase, sent: record.sent }, stop: new AbortController(), savedAt: 0 };
    this.ways.set(shot, way);
    this.changes.send(shot);
    const ended = (part: Partial<EscalationRecord>) => {
      if (this.ways.get(shot) !== way) return; // the shot has another capture now
      this.ways.delete(shot);
      session.update(shot, { escalation: { ...(session.shot(shot).escalation ?? record), ...part } });
      this.changes.send(shot);
    };
    try {
      const result = await work(way, {
        signal: way.stop.signal,
        onEvent: (event) => this.advance(shot, way, withEvent(way.progress, event)),
        onConnection: (state, why) => this.advance(shot, way, { ...way.progress, online: state === 'online', obstacle: obstacleOf(why) }),
      });
      if (this.ways.get(shot) === way) this.results.set(shot, result);
      ended({ state: 'done', analysisId: result.id });
      this.app.announcer.say('The full analysis is there.');
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      if (way.stop.signal.aborted) ended({ state: 'stopped' });
      else {
        ended({ state: 'failed', problem });
        this.app.announcer.say(`The full analysis failed: ${problem}`);
      }
    }
  }

  private advance(shot: string, way: Way, progress: AnalysisProgress): void {
    way.progress = progress;
    this.changes.send(shot);
  }

  /** Twice a second is often enough for what only a reload reads. */
  private remember(shot: string, way: Way, record: EscalationRecord): void {
    if (performance.now() - way.savedAt < 500) return;
    way.savedAt = performance.now();
    if (this.ways.get(shot) === way) this.app.session.update(shot, { escalation: record });
  }

  private forget(shot: string): void {
    const gone = shot === '' ? [...this.ways.keys(), ...this.results.keys()] : [shot];
    for (const key of gone) {
      const way = this.ways.get(key);
      this.ways.delete(key);
      this.results.delete(key);
      way?.stop.abort();
    }
  }
}

/** What is in the way, in few words; the network unless the server said something else. */
function obstacleOf(why: EscalateError | undefined): string {
  if (why?.code === 'server_busy') return 'waiting for the server, which is busy';
  if (why?.code === 'server_failed') return 'waiting for the server, which is in trouble';
  return why && navigator.onLine ? 'waiting for the server' : 'waiting for the network';
}

type Listeners = Required<Pick<EscalateSettings, 'signal' | 'onEvent' | 'onConnection'>>;
