// Frames as they go to the worker: without a copy wherever the caller's buffer can be handed over.
import { type FrameInput, PrecheckError } from './api.js';
import type { WireFrame } from './protocol.js';

export interface Parcel {
  frame: WireFrame;
  transfer: Transferable[];
}

function isVideoFrame(frame: FrameInput): frame is VideoFrame {
  return typeof VideoFrame === 'function' && frame instanceof VideoFrame;
}

/** Closes what must be closed of a frame that is not looked at. */
export function release(frame: FrameInput): void {
  if (isVideoFrame(frame)) frame.close();
}

/** s, of frames that know their time. */
export function timeOf(frame: FrameInput): number | undefined {
  return isVideoFrame(frame) ? frame.timestamp / 1e6 : undefined;
}

/** The clockwise turn of frames that know theirs, as phones' cameras do in newer browsers; else 0. */
export function rotationOf(frame: FrameInput): number {
  return isVideoFrame(frame) ? ((frame as VideoFrame & { rotation?: number }).rotation ?? 0) : 0;
}

/** Packs a frame. ArrayBuffers that hold nothing else are handed over and so detached; of others the part is copied. */
export function pack(frame: FrameInput): Parcel {
  if (isVideoFrame(frame)) return { frame: { kind: 'video', frame }, transfer: [frame] };
  const { width, height } = frame;
  if (!Number.isInteger(width) || !Number.isInteger(height) || width < 1 || height < 1) {
    throw new PrecheckError(
      'invalid_argument',
      `push: a frame of ${width} × ${height} px; both must be whole and at least 1`,
    );
  }
  if (!ArrayBuffer.isView(frame.data) || frame.data.BYTES_PER_ELEMENT !== 1) {
    throw new PrecheckError('invalid_argument', 'push: the frame is no VideoFrame, ImageData or luma plane of bytes');
  }
  if (isRgba(frame)) {
    need(frame.data.length, width * height * 4, 'RGBA picture', width, height);
    const { data, transfer } = own(frame.data);
    return { frame: { kind: 'rgba', data, width, height }, transfer };
  }
  const stride = frame.stride ?? width;
  if (!Number.isInteger(stride) || stride < width) {
    throw new PrecheckError(
      'invalid_argument',
      `push: the luma plane's stride is ${stride}; it is at least the width, ${width}`,
    );
  }
  need(frame.data.length, stride * (height - 1) + width, 'luma plane', width, height);
  const { data, transfer } = own(frame.data);
  return { frame: { kind: 'luma', data, width, height, stride, fullRange: frame.fullRange ?? false }, transfer };
}

/** ImageData, or in Node what looks like it: clamped bytes, four a pixel. */
function isRgba(frame: Exclude<FrameInput, VideoFrame>): frame is ImageData {
  return frame.data instanceof Uint8ClampedArray;
}

function need(has: number, needs: number, what: string, width: number, height: number): void {
  if (has >= needs) return;
  throw new PrecheckError(
    'invalid_argument',
    `push: a ${what} of ${width} × ${height} px needs ${needs} bytes; there are ${has}`,
  );
}

function own<T extends Uint8Array | Uint8ClampedArray>(data: T): { data: T; transfer: Transferable[] } {
  const { buffer, byteLength } = data;
  const whole = buffer instanceof ArrayBuffer && buffer.byteLength === byteLength;
  return whole ? { data, transfer: [buffer] } : { data: data.slice() as T, transfer: [] };
}
