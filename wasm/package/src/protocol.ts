// What the page and the session's worker say to each other. Every request with an `id` gets one `done` or `failed` with it.
import type { AnalysisOptions, Build, ErrorCode, Feedback, FileProgress, Report } from './api.js';

export interface StartSettings {
  options: Partial<AnalysisOptions>;
  scanId: string;
  shot: string;
  build: 'auto' | Build;
  /** 0: as many as the machine has, at most 8. */
  threads: number;
  lumaSource: 'auto' | 'rgba';
  /** Folder of the module's files, absolute; empty: beside the worker. */
  assets: string;
}

export interface Started {
  build: Build;
  isa: string;
  threads: number;
}

/** A frame on its way: a VideoFrame is the worker's to close, bytes are its own. */
export type WireFrame =
  | { kind: 'video'; frame: VideoFrame }
  | { kind: 'rgba'; data: Uint8Array | Uint8ClampedArray; width: number; height: number }
  | { kind: 'luma'; data: Uint8Array; width: number; height: number; stride: number; fullRange: boolean };

export interface FileRequest {
  file: Blob;
  fileName: string;
  options: Partial<AnalysisOptions>;
  scanId?: string;
  shot?: string;
  wantsPictures: boolean;
}

export type Request =
  | { type: 'start'; id: number; settings: StartSettings }
  | { type: 'push'; id: number; frame: WireFrame; time: number; rotation: number }
  | { type: 'finish'; id: number; wantsPictures: boolean }
  | { type: 'checkFile'; id: number; request: FileRequest }
  | { type: 'memoryBytes'; id: number }
  /** Ends the checkFile of that id. */
  | { type: 'cancel'; id: number }
  /** Answers `wantElement` and `wantPicture`. */
  | { type: 'element'; id: number; answer: ElementAnswer };

export type ElementAnswer =
  { ok: true; width: number; height: number; data: Uint8ClampedArray | null } | { ok: false; message: string };

/** What a `<video>` shall show: coded size in px, and the clockwise turn that it puts on the coded picture. */
export interface ElementRequest {
  codedWidth: number;
  codedHeight: number;
  rotation: number;
}

export interface WirePicture {
  index: number;
  frame: number;
  time: number;
  width: number;
  height: number;
  data: Uint8ClampedArray<ArrayBuffer>;
}

export type Result = Started | Report | number | LiveResult;

/** Feedback less what only the page knows. */
export type LiveResult = Omit<Feedback, 'latency'>;

export type Reply =
  | { type: 'done'; id: number; result: Result }
  | { type: 'failed'; id: number; code: ErrorCode; message: string }
  | { type: 'progress'; id: number; progress: FileProgress }
  | { type: 'golden'; id: number; picture: WirePicture }
  /** The page is to open the file of checkFile `id` in a `<video>`. */
  | { type: 'wantElement'; id: number; request: ElementRequest }
  /** … and to show it at so many seconds; `step`: s to the frame after it. */
  | { type: 'wantPicture'; id: number; time: number; step: number }
  | { type: 'closeElement'; id: number };
