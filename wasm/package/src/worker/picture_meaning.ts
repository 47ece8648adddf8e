// What a VideoFrame's numbers mean, by the same rules as the server (docs/media.md).
import { Format, Matrix } from './core_session.js';

/** How a VideoFrame's planes lie: GvFormat, bits a sample, FFmpeg's name, planes that the module reads. */
export interface PixelFormat {
  format: Format;
  bits: number;
  name: string;
  planes: number;
}

const families = new Map<string, { format: Format; name: string; planes: number }>([
  ['I420', { format: Format.i420, name: 'yuv420p', planes: 3 }],
  ['I422', { format: Format.i422, name: 'yuv422p', planes: 3 }],
  ['I444', { format: Format.i444, name: 'yuv444p', planes: 3 }],
  ['NV12', { format: Format.nv12, name: 'nv12', planes: 2 }],
]);

/** Of VideoFrame.format, e.g. I420, I420AP10, NV12; undefined for RGB and for what the browser does not tell. */
export function pixelFormat(format: string | null): PixelFormat | undefined {
  const parts = /^(I420|I422|I444|NV12)A?(?:P(10|12))?$/.exec(format ?? '');
  const family = families.get(parts?.[1] ?? '');
  if (!family) return undefined;
  const bits = Number(parts?.[2] ?? 8);
  return { ...family, bits, name: bits === 8 ? family.name : `${family.name}${bits}le` };
}

export type Transfer = 'sdr' | 'pq' | 'hlg';

export interface Colors {
  fullRange: boolean;
  matrix: Matrix;
  transfer: Transfer;
}

/** Unspecified: limited range; BT.2020 for HDR, BT.601 below 720 lines, BT.709 from there. */
export function colorsOf(frame: VideoFrame, lines: number): Colors {
  const { fullRange, matrix, transfer } = frame.colorSpace;
  const kind = transferKind(transfer);
  return { fullRange: fullRange ?? false, matrix: matrixKind(matrix, kind, lines), transfer: kind };
}

export function transferKind(transfer: string | null | undefined): Transfer {
  if (transfer === 'pq') return 'pq';
  return transfer === 'hlg' ? 'hlg' : 'sdr';
}

function matrixKind(matrix: string | null, transfer: Transfer, lines: number): Matrix {
  switch (matrix) {
    case 'bt709':
      return Matrix.bt709;
    case 'bt470bg':
    case 'smpte170m':
      return Matrix.bt601;
    case 'bt2020-ncl':
      return Matrix.bt2020;
    default:
      if (transfer !== 'sdr') return Matrix.bt2020;
      return lines < 720 ? Matrix.bt601 : Matrix.bt709;
  }
}
