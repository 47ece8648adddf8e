// The public face of @gradevault/precheck: what `createPrecheck` takes and gives. Everything that comes out is a plain object.
import type { AnalysisOptions, Quad, Report } from './generated/schema.js';

/** Every type of the schema of reports and options. */
export type * from './generated/schema.js';

/** The builds of the module, best first. */
export type Build = 'threads' | 'simd' | 'baseline';

export interface PrecheckSettings {
  /** Anything of options.schema.json; profile `quick` unless given. */
  options?: Partial<AnalysisOptions>;
  /** Names the scan that several shots belong to; goes into the report. */
  scanId?: string;
  /** A free word: front, back, spine, raking light, … */
  shot?: string;
  /** Which build to use; `auto` takes the best one that runs here. */
  build?: 'auto' | Build;
  /** Threads of the build `threads`; default: what the machine has, at most 8. */
  threads?: number;
  /** `auto` reads the decoder's Y plane where there is one; `rgba` never does. */
  lumaSource?: 'auto' | 'rgba';
  /** Where the package's files are served; default: beside its own module. */
  assets?: string | URL;
}

/** A Y plane alone, 8 bits a sample. */
export interface LumaPlane {
  data: Uint8Array;
  width: number;
  height: number;
  /** Bytes from row to row; default: width. */
  stride?: number;
  /** Default: false (16 … 235). */
  fullRange?: boolean;
}

export type FrameInput = VideoFrame | ImageData | LumaPlane;

export type Hint =
  'good' | 'show_item' | 'hold_still' | 'closer' | 'farther' | 'more_light' | 'less_light' | 'glare' | 'tilt' | 'focus';

/** What one live frame showed. Coordinates are px of the upright frame. */
export interface Feedback {
  frame: number;
  /** s since the first frame. */
  time: number;
  sharpness: number;
  /** px of the quick luma, from the frame taken before; null for the first one and after a quarter of a second without any. */
  motion: number | null;
  motionPerSecond: number | null;
  meanLuma: number;
  glareShare: number;
  quad: Quad | null;
  /** The quad was carried on from an earlier frame. */
  quadTracked: boolean;
  hint: Hint;
  /** "top left", …; empty where the hint has none. */
  place: string;
  /** The hint as a sentence. */
  sentence: string;
  changed: boolean;
  confidence: number;
  /** ms from `push` to this. */
  latency: number;
  width: number;
  height: number;
}

export type ErrorCode =
  | 'unsupported_environment'
  | 'unsupported_container'
  | 'unsupported_codec'
  | 'no_video_track'
  | 'unreadable_file'
  | 'invalid_argument'
  | 'out_of_memory'
  | 'cancelled'
  | 'disposed'
  | 'internal';

/** Every rejection of this package; `message` says what, where and what to do. */
export class PrecheckError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'PrecheckError';
  }
}

export interface FileProgress {
  stage: 'open' | 'scan' | 'golden' | 'item';
  /** Frames done in this stage, and how many there will be as far as the file says. */
  done: number;
  total: number | null;
}

export interface GoldenPicture {
  /** 0 is the sharpest. */
  index: number;
  frame: number;
  time: number;
  picture: ImageData;
}

export interface CheckFileSettings {
  onProgress?: (progress: FileProgress) => void;
  /** Each golden frame, small (long side ≤ 640 px), once it is known. */
  onGoldenPicture?: (golden: GoldenPicture) => void;
  signal?: AbortSignal;
  /** Override the session's for this file. */
  scanId?: string;
  shot?: string;
  options?: Partial<AnalysisOptions>;
}

export interface PushSettings {
  /** s; default: the VideoFrame's timestamp, else the time of the call. Never decreasing. */
  time?: number;
  /** Clockwise turn that makes the frame upright; default: the VideoFrame's own, else 0. Fixed by the first frame. */
  rotation?: 0 | 90 | 180 | 270;
}

/** One pre-check with a worker of its own. Use it for one live stream at a time, or for files one after the other. */
export interface Precheck {
  readonly build: Build;
  /** E.g. WASM, scalar. */
  readonly isa: string;
  readonly threads: number;
  /**
   * Takes a live frame; a VideoFrame is transferred and closed in every case, and other frames' buffers are given away. While a
   * frame is looked at the newest of those that come waits, and the others are dropped: nothing else is queued. Resolves with the
   * frame's feedback, or with null when it was dropped.
   */
  push(frame: FrameInput, settings?: PushSettings): Promise<Feedback | null>;
  on(event: 'feedback', listener: (feedback: Feedback) => void): () => void;
  /** Ends the live stream: its report. The next `push` begins a new one. */
  finish(settings?: { onGoldenPicture?: (golden: GoldenPicture) => void }): Promise<Report>;
  /** A whole file: every frame, in order. Rejects with a PrecheckError; nothing is left behind then. */
  checkFile(file: Blob, settings?: CheckFileSettings): Promise<Report>;
  /** Bytes of the module's memory, for those who watch. */
  memoryBytes(): Promise<number>;
  /** Ends the worker at once; whatever is under way rejects with `disposed`. */
  dispose(): void;
}

export type CreatePrecheck = (settings?: PrecheckSettings) => Promise<Precheck>;
