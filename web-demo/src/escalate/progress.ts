import type { AnalysisEvent } from '@gradevault/precheck/escalate';
import type { Check } from '../report.js';

export interface GoldenFound {
  index: number;
  frame: number;
  time: number;
}

/** What is known of an analysis while it is under way. */
export interface AnalysisProgress {
  phase: 'uploading' | 'queued' | 'running' | 'ended';
  /** Bytes. */
  sent: number;
  total: number;
  online: boolean;
  /** While not online: what it waits for. */
  obstacle: string;
  lane: string;
  attempt: number;
  stage: string;
  percent: number | null;
  framesPerSecond: number | null;
  checks: Check[];
  golden: GoldenFound[];
  /** Why it is tried again, …; for people. */
  note: string;
}

export function beginning(total: number): AnalysisProgress {
  return {
    phase: 'uploading', sent: 0, total, online: true, obstacle: '', lane: '', attempt: 0, stage: '', percent: null, framesPerSecond: null,
    checks: [], golden: [], note: '',
  };
}

type Data = Record<string, unknown>;
const numberOf = (data: Data, name: string): number | null => (typeof data[name] === 'number' ? data[name] : null);
const textOf = (data: Data, name: string): string => (typeof data[name] === 'string' ? data[name] : '');

function checkFrom(data: Data): Check {
  const status = textOf(data, 'status');
  return {
    id: textOf(data, 'id'),
    status: status === 'ok' || status === 'warn' || status === 'fail' ? status : 'not_available',
    value: numberOf(data, 'value'),
    threshold: numberOf(data, 'threshold'),
    unit: textOf(data, 'unit'),
    where: Array.isArray(data['where']) ? data['where'].map(String) : [],
    hint: textOf(data, 'hint'),
  };
}

/** What is known after one more event. An event of a kind that is not known changes nothing. */
export function withEvent(progress: AnalysisProgress, event: AnalysisEvent): AnalysisProgress {
  const data: Data = typeof event.data === 'object' && event.data !== null ? (event.data as Data) : {};
  switch (event.type) {
    case 'queued':
      return { ...progress, phase: 'queued', stage: '', percent: null };
    case 'running':
      return { ...progress, phase: 'running', lane: textOf(data, 'lane'), attempt: numberOf(data, 'attempt') ?? 1, checks: [], golden: [] };
    case 'progress':
      return { ...progress, phase: 'running', stage: textOf(data, 'stage'), percent: numberOf(data, 'percent'), framesPerSecond: numberOf(data, 'framesPerSecond') };
    case 'check': {
      const check = checkFrom(data);
      return { ...progress, checks: [...progress.checks.filter((each) => each.id !== check.id), check] };
    }
    case 'golden_frame': {
      const found = { index: numberOf(data, 'index') ?? progress.golden.length, frame: numberOf(data, 'frame') ?? 0, time: numberOf(data, 'time') ?? 0 };
      return { ...progress, golden: [...progress.golden.filter((each) => each.index !== found.index), found].sort((a, b) => a.index - b.index) };
    }
    case 'retry':
      return { ...progress, phase: 'queued', percent: null, note: 'The analysis was interrupted; the server tries it again.' };
    case 'done':
    case 'failed':
    case 'cancelled':
    case 'quarantined':
      return { ...progress, phase: 'ended' };
    default:
      return progress;
  }
}

const stageWords: Record<string, string> = {
  fetch: 'Fetching the capture', open: 'Opening the capture', scan: 'Measuring every frame', scanning: 'Measuring every frame', select: 'Choosing golden frames', selecting: 'Choosing golden frames',
  golden: 'Reading golden frames', item: 'Finding the item', rectify: 'Straightening the item', rectifying: 'Straightening the item', align: 'Laying the frames over each other',
  aligning: 'Laying the frames over each other', defects: 'Looking for damage', write: 'Writing the results', writing: 'Writing the results', store: 'Storing the results',
};

export function stageSentence(stage: string): string {
  return stageWords[stage] ?? (stage === '' ? 'Beginning' : stage.charAt(0).toUpperCase() + stage.slice(1));
}
