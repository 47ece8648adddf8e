// The public face of @gradevault/precheck/escalate: from a pre-check to the server's full analysis.
import type { AnalysisOptions, Report } from './generated/schema.js';

export interface Server {
  /** The server's address, without a path; default: the page's own origin. */
  url?: string | URL;
  /** API key, where the server asks for one. */
  key?: string;
}

export interface EscalateSettings extends Server {
  /** The pre-check's report: sent along, compared by the server in `agreement[]`. */
  precheck?: Report;
  /** Several shots of one item have the same; default: the pre-check's. */
  scanId?: string;
  /** Default: the pre-check's. */
  shot?: string;
  tier?: string;
  engine?: string;
  profile?: 'quick' | 'precise';
  itemType?: 'comic' | 'card' | 'toy';
  side?: 'front' | 'back';
  /** Anything else of options.schema.json. */
  options?: Partial<AnalysisOptions>;
  /** Default: the file's own. */
  fileName?: string;
  /**
   * Ends all at once, with the error `cancelled`; the next call with the same file goes on.
   * An analysis that was begun goes on, too: `cancelAnalysis` ends it.
   */
  signal?: AbortSignal;
  /** Bytes that were sent; steps back after a cut to what the server has. */
  onUpload?: (sent: number, total: number) => void;
  /** The server has taken the capture and analyses it under this id: what a page keeps, to follow it after a reload. */
  onAccepted?: (id: string) => void;
  /** `retrying`: something is in the way (`why`) and is tried again; `online`: on it goes. */
  onConnection?: (state: 'online' | 'retrying', why?: EscalateError) => void;
  onEvent?: (event: AnalysisEvent) => void;
  /** Where a reload finds what was begun; default: localStorage, where there is one. null: nowhere. */
  storage?: EscalationStorage | null;
}

/** localStorage is one. */
export interface EscalationStorage {
  getItem(name: string): string | null;
  setItem(name: string, text: string): void;
}

/** What the server tells while it works (docs/openapi.json has the events). */
export interface AnalysisEvent {
  /** Of events that were asked for, since none came by themselves: 0. */
  id: number;
  /** queued, running, progress, check, golden_frame, retry, done, failed, cancelled, quarantined. */
  type: string;
  data: unknown;
}

export interface FullAnalysis {
  /** The server's id of the analysis. */
  id: string;
  report: Report;
  /** Artifact's name → address, absolute, good for some minutes; `followAnalysis` gives fresh ones. */
  artifacts: Record<string, string>;
}

/** RFC 9457, as the server says it (docs/openapi.json has the codes). */
export interface ServerProblem {
  status: number;
  code: string;
  title: string;
  detail: string;
  /** JSON pointer of the member at fault. */
  pointer?: string;
  /** s */
  retryAfter?: number;
}

export type EscalateErrorCode =
  | 'invalid_argument'
  | 'unreadable_file'
  | 'server_unreachable'
  | 'key_missing'
  | 'key_refused'
  | 'forbidden'
  | 'too_large'
  | 'no_room'
  | 'refused'
  | 'server_busy'
  | 'server_failed'
  | 'not_found'
  | 'analysis_failed'
  | 'analysis_cancelled'
  | 'cancelled';

/** Every rejection; `message` says what, where and what to do. */
export class EscalateError extends Error {
  /** What the server said about it, if it did; of an analysis that failed: why (status 0). */
  readonly problem?: ServerProblem;
  /** The analysis that it is about. */
  readonly analysis?: string;

  constructor(
    readonly code: EscalateErrorCode,
    message: string,
    about: { problem?: ServerProblem; analysis?: string } = {},
  ) {
    super(message);
    this.name = 'EscalateError';
    if (about.problem) this.problem = about.problem;
    if (about.analysis) this.analysis = about.analysis;
  }
}

export type Escalate = (file: Blob, settings?: EscalateSettings) => Promise<FullAnalysis>;
/** Follows an analysis that was begun before, e.g. after a reload; one that has ended is there at once. */
export type FollowAnalysis = (
  id: string,
  settings?: Server & Pick<EscalateSettings, 'signal' | 'onEvent' | 'onConnection'>,
) => Promise<FullAnalysis>;
/** Ends an analysis that is queued or running; one that has ended stays as it is. */
export type CancelAnalysis = (id: string, settings?: Server & Pick<EscalateSettings, 'signal'>) => Promise<void>;
