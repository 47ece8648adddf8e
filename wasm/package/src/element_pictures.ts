// Pictures of a file by way of <video> and canvas: what is left where WebCodecs or the codec is missing.
import type { ElementAnswer, ElementRequest } from './protocol.js';

const patience = 20_000; // ms for one seek; a phone under load takes a second

/**
 * Shows a file at given times and reads the picture off a canvas, in coded orientation and size. Slow (a seek a frame), and its
 * luma went through RGB; the report says so.
 */
export class ElementPictures {
  readonly #file: Blob;
  readonly #request: ElementRequest;
  #video: HTMLVideoElement | undefined;
  #url = '';
  #canvas: CanvasRenderingContext2D | undefined;

  constructor(file: Blob, request: ElementRequest) {
    this.#file = file;
    this.#request = request;
  }

  /** Loads the file as far as its first picture. */
  async open(): Promise<ElementAnswer> {
    if (typeof document !== 'object') return { ok: false, message: 'there is no page with a <video> here' };
    const video = document.createElement('video');
    this.#video = video;
    video.muted = true;
    video.playsInline = true;
    video.preload = 'auto';
    this.#url = URL.createObjectURL(this.#file);
    const loaded = event(video, 'loadeddata');
    video.src = this.#url;
    if (!(await loaded)) return this.#refusal('cannot play the file');
    // Browsers play the sound of a file whose pictures they cannot decode.
    if (video.videoWidth === 0) return this.#refusal('plays its sound only');
    const { codedWidth: width, codedHeight: height } = this.#request;
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
    if (!context) return { ok: false, message: 'the browser has no canvas for pictures of this size' };
    this.#canvas = context;
    return { ok: true, width, height, data: null };
  }

  /** The picture that is shown from `time` on for `step` seconds. */
  async show(time: number, step: number): Promise<ElementAnswer> {
    const video = this.#video;
    const context = this.#canvas;
    if (!video || !context) return { ok: false, message: 'the file is not open' };
    // The middle of the frame's time, so that no rounding brings a neighbour.
    const target = Math.max(0, time + step / 2);
    if (video.currentTime !== target) {
      const seeked = event(video, 'seeked');
      video.currentTime = target;
      if (!(await seeked)) return this.#refusal(`cannot show the file at ${time.toFixed(3)} s`);
    }
    this.#draw(context, video);
    const { width, height } = context.canvas;
    try {
      return { ok: true, width, height, data: context.getImageData(0, 0, width, height).data };
    } catch (error) {
      return { ok: false, message: `the picture at ${time.toFixed(3)} s cannot be read: ${String(error)}` };
    }
  }

  close(): void {
    const video = this.#video;
    this.#video = undefined;
    this.#canvas = undefined;
    if (!video) return;
    video.removeAttribute('src');
    video.load();
    URL.revokeObjectURL(this.#url);
  }

  /** The element turns pictures upright; this turns them back. */
  #draw(context: CanvasRenderingContext2D, video: HTMLVideoElement): void {
    const { width, height } = context.canvas;
    const { rotation } = this.#request;
    const sideways = rotation === 90 || rotation === 270;
    context.setTransform(1, 0, 0, 1, width / 2, height / 2);
    context.rotate((-rotation * Math.PI) / 180);
    const [w, h] = sideways ? [height, width] : [width, height];
    context.drawImage(video, -w / 2, -h / 2, w, h);
  }

  #refusal(what: string): ElementAnswer {
    const error = this.#video?.error;
    const why = error ? `: ${error.message || `media error ${error.code}`}` : '';
    return { ok: false, message: `the browser's <video> ${what}${why}` };
  }
}

/** Whether the event came; false on an error of the element or when patience ends. */
function event(video: HTMLVideoElement, name: 'loadeddata' | 'seeked'): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => end(false), patience);
    const happened = () => end(true);
    const failed = () => end(false);
    function end(came: boolean) {
      clearTimeout(timer);
      video.removeEventListener(name, happened);
      video.removeEventListener('error', failed);
      resolve(came);
    }
    video.addEventListener(name, happened);
    video.addEventListener('error', failed);
  });
}
