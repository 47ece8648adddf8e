import type { ItemType, Report } from '../report.js';

/** What was filmed or chosen. */
export interface Capture {
  file: Blob;
  name: string;
  /** The camera of this page made it. */
  filmed: boolean;
}

/** A golden frame as a picture, long side ≤ 640 px. */
export interface GoldenStill {
  index: number;
  frame: number;
  width: number;
  height: number;
  picture: Blob;
}

/** How far the way to the full analysis is; what must survive a reload. */
export interface EscalationRecord {
  state: 'uploading' | 'analysing' | 'done' | 'failed' | 'stopped';
  /** The server's id, once it has taken the capture. */
  analysisId?: string;
  /** The server's address, absolute. */
  server: string;
  sent: number;
  total: number;
  problem?: string;
}

export interface Problem {
  code: string;
  message: string;
}

export interface Shot {
  key: string;
  capture: Capture | null;
  report: Report | null;
  stills: GoldenStill[];
  problem: Problem | null;
  escalation: EscalationRecord | null;
}

/** Everything that is filmed of one item; the server knows it by its id. */
export interface Scan {
  id: string;
  itemType: ItemType;
  /** ms since 1970. */
  started: number;
}

export function emptyShot(key: string): Shot {
  return { key, capture: null, report: null, stills: [], problem: null, escalation: null };
}

export function newScan(itemType: ItemType, now: number, random: string): Scan {
  return { id: `scan-${new Date(now).toISOString().slice(0, 10)}-${random}`, itemType, started: now };
}

export type ShotMark = 'empty' | 'checking' | 'good' | 'usable' | 'retake' | 'problem' | 'uploading' | 'analysing' | 'done';

/** What a list of shots shows of one. */
export function markOf(shot: Shot): ShotMark {
  const way = shot.escalation?.state;
  if (way === 'uploading' || way === 'analysing' || way === 'done') return way;
  if (shot.problem) return 'problem';
  if (shot.report) return shot.report.verdict;
  return shot.capture ? 'checking' : 'empty';
}

export const markWords: Record<ShotMark, string> = {
  empty: 'to film',
  checking: 'being checked',
  good: 'good',
  usable: 'usable',
  retake: 'film it again',
  problem: 'not checked',
  uploading: 'uploading',
  analysing: 'being analysed',
  done: 'analysed',
};
