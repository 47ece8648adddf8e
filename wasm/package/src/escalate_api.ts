// The public face of @gradevault/precheck/escalate: from a pre-check to the server's full analysis.
import type { Report } from './generated/schema.js';

export interface Server {
  /** The server's address; default: the page's own origin. */
  url?: string | URL;
  /** API key, where the server asks for one. */
  key?: string;
}

export interface EscalateSettings extends Server {
  /** The pre-check's report: sent along, compared by the server in `agreement[]`. */
  precheck?: Report;
  scanId?: string;
  shot?: string;
  tier?: string;
  engine?: string;
  profile?: 'quick' | 'precise';
  itemType?: 'comic' | 'card' | 'toy';
  side?: 'front' | 'back';
  fileName?: string;
  signal?: AbortSignal;
  /** Bytes that the server has. An upload that was cut goes on where it was, after a lost network and after a reload. */
  onUpload?: (sent: number, total: number) => void;
  /** Waiting for the network, and back again. */
  onConnection?: (state: 'online' | 'retrying') => void;
  /** The server has taken the capture and analyses it under this id: what a page keeps, to follow it after a reload. */
  onAccepted?: (id: string) => void;
  onEvent?: (event: AnalysisEvent) => void;
}

/** What the server tells while it works (docs/openapi.json has the events). */
export interface AnalysisEvent {
  id: number;
  type: string;
  data: unknown;
}

export interface FullAnalysis {
  /** The server's id of the analysis. */
  id: string;
  report: Report;
  /** Artifact's name → address, absolute, good for some minutes. */
  artifacts: Record<string, string>;
}

export type Escalate = (file: Blob, settings: EscalateSettings) => Promise<FullAnalysis>;
/** Follows an analysis that was begun before, e.g. after a reload. */
export type FollowAnalysis = (id: string, settings: Server & Pick<EscalateSettings, 'signal' | 'onEvent' | 'onConnection'>) => Promise<FullAnalysis>;
