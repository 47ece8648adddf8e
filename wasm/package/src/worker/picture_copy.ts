// Pictures into the session's buffer, in the module's own memory.
import { PrecheckError } from '../api.js';
import type { WireFrame } from '../protocol.js';
import { type CoreSession, Format, Matrix, type Picture } from './core_session.js';
import { colorsOf, pixelFormat } from './picture_meaning.js';

/** Copies a picture into the session's buffer and says how it lies there. The frame stays the caller's. */
export class PictureCopier {
  #sharedRefused = false;
  #canvas: OffscreenCanvasRenderingContext2D | undefined;

  constructor(readonly lumaSource: 'auto' | 'rgba') {}

  async copy(session: CoreSession, frame: WireFrame): Promise<Picture> {
    if (frame.kind === 'video') return this.#copyVideoFrame(session, frame.frame);
    const begin = session.buffer(frame.data.length);
    session.module.bytes.set(frame.data, begin);
    const { width, height } = frame;
    if (frame.kind === 'rgba') return rgba(width, height);
    const { stride, fullRange } = frame;
    return {
      format: Format.gray,
      width,
      height,
      bits: 8,
      planes: [{ offset: 0, stride }],
      fullRange,
      matrix: Matrix.bt709,
    };
  }

  async #copyVideoFrame(session: CoreSession, frame: VideoFrame): Promise<Picture> {
    const size = frame.visibleRect;
    if (!size) throw new PrecheckError('invalid_argument', 'push: the VideoFrame is closed');
    const { width, height } = size;
    const pixels = this.lumaSource === 'auto' ? pixelFormat(frame.format) : undefined;
    if (!pixels) return this.#copyRgba(session, frame, width, height);
    const layout = await this.#copyTo(session, frame);
    const { fullRange, matrix } = colorsOf(frame, height);
    const { format, bits } = pixels;
    return { format, width, height, bits, planes: layout.slice(0, pixels.planes), fullRange, matrix };
  }

  async #copyRgba(session: CoreSession, frame: VideoFrame, width: number, height: number): Promise<Picture> {
    try {
      const layout = await this.#copyTo(session, frame, { format: 'RGBA', colorSpace: 'srgb' });
      return { ...rgba(width, height), planes: layout.slice(0, 1) };
    } catch (error) {
      if (error instanceof PrecheckError) throw error;
      // Browsers that do not convert on copying draw.
      const data = this.#drawn(frame, width, height);
      session.module.bytes.set(data, session.buffer(data.length));
      return rgba(width, height);
    }
  }

  async #copyTo(
    session: CoreSession,
    frame: VideoFrame,
    options: VideoFrameCopyToOptions = {},
  ): Promise<{ offset: number; stride: number }[]> {
    const bytes = frame.allocationSize(options);
    const begin = session.buffer(bytes);
    const target = session.module.bytes.subarray(begin, begin + bytes);
    if (!this.#sharedRefused) {
      try {
        return await frame.copyTo(target, options);
      } catch (error) {
        if (session.module.build !== 'threads' || !(error instanceof TypeError)) throw error;
        this.#sharedRefused = true;
      }
    }
    const own = new Uint8Array(bytes);
    const layout = await frame.copyTo(own, options);
    target.set(own);
    return layout;
  }

  #drawn(frame: VideoFrame, width: number, height: number): Uint8ClampedArray {
    let canvas = this.#canvas;
    if (canvas?.canvas.width !== width || canvas.canvas.height !== height) {
      canvas =
        new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true, alpha: false }) ?? undefined;
      this.#canvas = canvas;
    }
    if (!canvas)
      throw new PrecheckError('unsupported_environment', `the browser has no canvas of ${width} × ${height} px`);
    canvas.drawImage(frame, 0, 0, width, height);
    return canvas.getImageData(0, 0, width, height).data;
  }
}

function rgba(width: number, height: number): Picture {
  return {
    format: Format.rgba,
    width,
    height,
    bits: 8,
    planes: [{ offset: 0, stride: width * 4 }],
    fullRange: true,
    matrix: Matrix.bt709,
  };
}
