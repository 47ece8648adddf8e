// One pre-check inside the module: the C functions as methods, their errors as PrecheckErrors.
import { type AnalysisOptions, type ErrorCode, PrecheckError, type Report, type Source } from '../api.js';
import type { EmscriptenModule } from './emscripten_module.js';
import { readText, writeText } from './module_text.js';

export interface CoreRequest {
  options: Partial<AnalysisOptions>;
  live: boolean;
  source: Partial<Source>;
  rotation: number;
  scanId: string;
  shot: string;
  threads: number;
}

/** GvFormat. */
export enum Format {
  i420 = 0,
  i422 = 1,
  i444 = 2,
  nv12 = 3,
  rgba = 4,
  gray = 5,
}
/** GvFrame's matrix. */
export enum Matrix {
  bt601 = 0,
  bt709 = 1,
  bt2020 = 2,
}

/** A picture that lies in the session's buffer: GvFrame less the time. */
export interface Picture {
  format: Format;
  width: number;
  height: number;
  bits: number;
  planes: { offset: number; stride: number }[];
  fullRange: boolean;
  matrix: Matrix;
}

const codes: Record<number, ErrorCode> = {
  1: 'invalid_argument',
  2: 'unreadable_file',
  3: 'unsupported_codec',
  4: 'out_of_memory',
  5: 'internal',
};
const frameBytes = 64;

export class CoreSession {
  #handle: number;

  private constructor(
    readonly module: EmscriptenModule,
    handle: number,
  ) {
    this.#handle = handle;
  }

  /** Errors: invalid_argument (an option that does not exist or is out of range), out_of_memory. */
  static start(module: EmscriptenModule, request: CoreRequest): CoreSession {
    const { c } = module;
    const text = writeText(module, JSON.stringify(request));
    const error = c._malloc(4);
    try {
      const handle = text && error ? c._gv_start(text, error) : 0;
      if (handle) return new CoreSession(module, handle);
      const code = text && error ? new DataView(module.memory.buffer).getInt32(error, true) : 4;
      throw new PrecheckError(codes[code] ?? 'internal', readText(module, c._gv_message(0)));
    } finally {
      c._free(text);
      c._free(error);
    }
  }

  /** Room for one picture, as an offset in the module's memory; valid until the next call of this. */
  buffer(bytes: number): number {
    const pointer = this.module.c._gv_buffer(this.#handle, bytes);
    if (pointer) return pointer;
    throw new PrecheckError(
      'out_of_memory',
      `no memory for a picture of ${bytes} bytes: close other pages, or take a smaller video`,
    );
  }

  /** Takes the picture in the buffer. Live: its feedback. */
  push(picture: Picture, time: number, gapBefore: boolean): unknown {
    this.#describe(picture, time, gapBefore);
    this.#check(this.module.c._gv_push(this.#handle));
    const text = this.#text();
    return text ? JSON.parse(text) : undefined;
  }

  /** Frames whose pictures are needed again, ascending. */
  wanted(): number[] {
    this.#check(this.module.c._gv_wanted(this.#handle));
    return JSON.parse(this.#text()) as number[];
  }

  /** Whether the picture in the buffer is that frame's indeed. */
  showGolden(frame: number, picture: Picture, time: number): boolean {
    this.#describe(picture, time, false);
    const code = this.module.c._gv_golden(this.#handle, frame);
    if (codes[code] === 'unreadable_file') return false;
    this.#check(code);
    return true;
  }

  finish(): Report {
    this.#check(this.module.c._gv_finish(this.#handle));
    return JSON.parse(this.#text()) as Report;
  }

  /** A golden frame upright, small; a copy. */
  goldenPicture(
    index: number,
    longSide: number,
  ): { width: number; height: number; data: Uint8ClampedArray<ArrayBuffer> } {
    this.#check(this.module.c._gv_golden_picture(this.#handle, index, longSide));
    const { width, height } = JSON.parse(this.#text()) as { width: number; height: number };
    const bytes = width * height * 4;
    const begin = this.buffer(bytes);
    const data = new Uint8ClampedArray(bytes);
    data.set(this.module.bytes.subarray(begin, begin + bytes));
    return { width, height, data };
  }

  end(): void {
    if (this.#handle) this.module.c._gv_end(this.#handle);
    this.#handle = 0;
  }

  /** Writes the GvFrame. */
  #describe(picture: Picture, time: number, gapBefore: boolean): void {
    const begin = this.module.c._gv_frame(this.#handle);
    const view = new DataView(this.module.memory.buffer, begin, frameBytes);
    const plane = (index: number) => picture.planes[index] ?? { offset: 0, stride: 0 };
    const words = [
      picture.format,
      picture.width,
      picture.height,
      picture.bits,
      plane(0).offset,
      plane(1).offset,
      plane(2).offset,
      plane(0).stride,
      plane(1).stride,
      plane(2).stride,
      Number(picture.fullRange),
      picture.matrix,
      Number(gapBefore),
      0,
    ];
    words.forEach((word, index) => view.setInt32(index * 4, word, true));
    view.setFloat64(words.length * 4, time, true);
  }

  #text(): string {
    const { c } = this.module;
    return readText(this.module, c._gv_text(this.#handle), c._gv_text_bytes(this.#handle));
  }

  #check(code: number): void {
    if (code === 0) return;
    throw new PrecheckError(codes[code] ?? 'internal', readText(this.module, this.module.c._gv_message(this.#handle)));
  }
}
