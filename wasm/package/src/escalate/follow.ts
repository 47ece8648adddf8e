// An analysis to its end: by its events as they come, or by asking where they do not come.
import { EscalateError, type AnalysisEvent, type EscalateSettings, type FullAnalysis } from '../escalate_api.js';
import type { Report } from '../generated/schema.js';
import { listen } from './event_stream.js';
import { Patience, pause, throwIfCancelled } from './patience.js';
import type { ServerCalls } from './server_calls.js';

/** Streams in a row that ended before anything came; then it asks. */
const mostDeaf = 3;
const betweenQuestions = 2000;

/** What of GET /v1/analyses/{id} is used here. */
interface Analysis {
  id: string;
  status: string;
  links: { events: string };
  problem?: { code: string; detail: string };
  report?: Report;
  artifacts?: { name: string; url: string }[];
}

const ended = new Set(['done', 'failed', 'quarantined', 'cancelled']);

function result(analysis: Analysis, calls: ServerCalls): FullAnalysis {
  const { id, status, report, problem } = analysis;
  if (status === 'done' && report) {
    const artifacts = (analysis.artifacts ?? []).map(({ name, url }) => [name, calls.url(url)] as const);
    return { id, report, artifacts: Object.fromEntries(artifacts) };
  }
  if (status === 'cancelled')
    throw new EscalateError('analysis_cancelled', `analysis ${id} was cancelled at the server`, { analysis: id });
  const why = problem ?? { code: 'internal', detail: 'the server does not say why' };
  throw new EscalateError('analysis_failed', `analysis ${id} failed: ${why.detail}`, {
    analysis: id,
    problem: { status: 0, title: 'The analysis failed', ...why },
  });
}

/** Throws EscalateError; `not_found` when there is no such analysis for this key. */
export async function follow(
  id: string,
  calls: ServerCalls,
  settings: Pick<EscalateSettings, 'signal' | 'onEvent' | 'onConnection'>,
): Promise<FullAnalysis> {
  const patience = new Patience(settings);
  const path = `/v1/analyses/${encodeURIComponent(id)}`;
  let last = 0;
  let state = '';
  let deaf = 0;
  const tell = (event: AnalysisEvent) => {
    if (event.id > 0) last = event.id;
    if (event.type === 'queued' || event.type === 'running' || ended.has(event.type)) state = event.type;
    settings.onEvent?.(event);
  };
  for (;;) {
    throwIfCancelled(settings.signal);
    const analysis = (await calls.askPatiently(patience, 'asking for the analysis', 'GET', path)) as Analysis;
    if (analysis.status !== state && (deaf >= mostDeaf || (ended.has(analysis.status) && last > 0)))
      tell({ id: 0, type: analysis.status, data: {} });
    if (ended.has(analysis.status)) return result(analysis, calls);
    if (deaf >= mostDeaf) {
      await pause(betweenQuestions, settings.signal);
      continue;
    }
    let heard = false;
    const url = `${calls.url(analysis.links.events)}&lastEventId=${last}`;
    const end = await listen(
      url,
      tell,
      () => {
        heard = true;
        patience.succeeded();
      },
      settings.signal,
    );
    if (end === 'ended') continue;
    if (end === 'blocked') deaf = mostDeaf;
    else if (heard) deaf = 0;
    else deaf += 1;
    if (!ended.has(state)) await pause(heard ? 250 : 1000, settings.signal);
  }
}
