import type { FileProgress } from '@gradevault/precheck';
import type { Announcer } from './dom/announcer.js';
import { Broadcast } from './dom/broadcast.js';
import type { EscalationDesk } from './escalate/escalation_desk.js';
import { checkCapture, problemOf } from './precheck/check_capture.js';
import type { PrecheckHolder } from './precheck/precheck_holder.js';
import { meaningOf, verdictWords } from './checks/meaning.js';
import { hashOf, type Route } from './route.js';
import type { Capture, GoldenStill } from './scan/scan.js';
import type { ScanSession } from './scan/scan_session.js';
import { shotKind } from './scan/shots.js';
import type { Settings } from './settings/settings.js';

/** A check of a whole file that is under way. */
export interface Checking {
  shot: string;
  progress: FileProgress | null;
  stills: GoldenStill[];
  /** ms since the page's time origin. */
  began: number;
  stop: AbortController;
}

/** What every view needs; made once, in main.ts. */
export class App {
  checking: Checking | null = null;
  readonly checkingChanges = new Broadcast<Checking>();

  constructor(
    readonly session: ScanSession,
    readonly precheck: PrecheckHolder,
    readonly announcer: Announcer,
    /** Comes with its code when it is first needed. */
    readonly desk: () => Promise<EscalationDesk>,
    public settings: Settings,
  ) {}

  go(route: Route): void {
    const hash = hashOf(route);
    if (location.hash === hash) window.dispatchEvent(new HashChangeEvent('hashchange'));
    else location.hash = hash;
  }

  /** Takes a capture for a shot and checks it. */
  async check(shot: string, capture: Capture): Promise<void> {
    this.checking?.stop.abort();
    const { session } = this;
    session.capture(shot, capture);
    const checking: Checking = { shot, progress: null, stills: [], began: performance.now(), stop: new AbortController() };
    this.checking = checking;
    this.go({ shot, filming: false });
    const kind = shotKind(session.scan.itemType, shot);
    this.announcer.say(`Checking ${capture.name}`);
    try {
      const { report, stills } = await checkCapture(await this.precheck.get(), {
        file: capture.file,
        kind,
        scanId: session.scan.id,
        itemType: session.scan.itemType,
        profile: this.settings.precheckProfile,
        signal: checking.stop.signal,
        onProgress: (progress) => {
          checking.progress = progress;
          if (progress.stage === 'scan' && progress.done > 0) markFirstFeedback();
          this.checkingChanges.send(checking);
        },
        onStill: (still) => {
          checking.stills.push(still);
          this.checkingChanges.send(checking);
        },
      });
      if (this.checking !== checking) return;
      this.checking = null;
      session.update(shot, { report, stills });
      const wrong = report.checks.filter((check) => check.status === 'fail' || check.status === 'warn');
      const words = verdictWords[report.verdict];
      const what = wrong.map((check) => `${meaningOf(check.id).title}: ${check.hint}`).join(' ');
      this.announcer.say(`${kind.title}: ${words.title}. ${words.sentence} ${what}`);
    } catch (error) {
      const problem = problemOf(error);
      const current = this.checking === checking;
      if (current) this.checking = null;
      // Cancelled by the person or by another capture: the shot is as if nothing had been taken, unless it has a new capture already.
      if (problem.code === 'cancelled' && session.shot(shot).capture === capture) session.clear(shot);
      if (!current || problem.code === 'cancelled') return;
      if (problem.code === 'internal' || problem.code === 'out_of_memory' || problem.code === 'disposed') this.precheck.renew();
      session.update(shot, { problem });
      this.announcer.say(`${kind.title} could not be checked: ${problem.message}`);
    }
  }
}

/** For whoever measures how fast the page is: the first frame's measurement has reached the page. */
function markFirstFeedback(): void {
  if (performance.getEntriesByName('gradevault:first-feedback').length === 0) performance.mark('gradevault:first-feedback');
}
