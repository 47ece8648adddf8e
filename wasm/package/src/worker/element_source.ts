// A file's pictures by a <video> of the page: the demuxer says when they are shown, the page shows them.
import { PrecheckError, type Source } from '../api.js';
import type { ElementAnswer, Reply } from '../protocol.js';
import type { CaptureFile } from './capture_file.js';
import type { DecodedPicture, PictureSource } from './picture_source.js';

/** Asks the page; one question at a time. */
export interface PageElement {
  ask(question: Extract<Reply, { type: 'wantElement' | 'wantPicture' }>): Promise<ElementAnswer>;
  id: number;
}

export class ElementSource implements PictureSource {
  readonly complaints = [
    'the pictures came by way of <video> and canvas, since the browser decodes this codec no other way',
  ];

  private constructor(
    readonly capture: CaptureFile,
    readonly page: PageElement,
    readonly times: number[],
  ) {}

  /** Errors: unsupported_codec when the page's <video> does not play the file either. */
  static async open(capture: CaptureFile, page: PageElement, signal: AbortSignal): Promise<ElementSource> {
    const { codedWidth, codedHeight, rotation, name, source, codecString } = capture;
    const answer = await page.ask({ type: 'wantElement', id: page.id, request: { codedWidth, codedHeight, rotation } });
    if (!answer.ok) {
      throw new PrecheckError(
        'unsupported_codec',
        `${name} holds ${source.codec} video (${codecString}), which this browser does not decode (${answer.message}); ` +
          'upload it for the full analysis, which does, or film again with the setting "most compatible" (H.264)',
      );
    }
    return new ElementSource(
      capture,
      page,
      (await capture.packets.times(signal)).sort((a, b) => a - b),
    );
  }

  facts(): Partial<Source> {
    return { pixelFormat: 'rgba' };
  }

  pictures(signal: AbortSignal): AsyncGenerator<DecodedPicture> {
    return this.#from(0, signal);
  }

  picturesFrom(time: number, signal: AbortSignal): AsyncGenerator<DecodedPicture> {
    return this.#from(Math.max(0, this.times.indexOf(time)), signal);
  }

  close(): void {
    // The page closes its element when the check ends.
  }

  async *#from(begin: number, signal: AbortSignal): AsyncGenerator<DecodedPicture> {
    const { times, page } = this;
    for (let index = begin; index < times.length; index++) {
      signal.throwIfAborted();
      const time = times[index] ?? 0;
      const step = (times[index + 1] ?? time + (time - (times[index - 1] ?? time - 0.04))) - time;
      const answer = await page.ask({ type: 'wantPicture', id: page.id, time, step });
      if (!answer.ok || !answer.data) {
        throw new PrecheckError(
          'unreadable_file',
          `${this.capture.name}: ${answer.ok ? 'there is no picture' : answer.message}; copy or record it again`,
        );
      }
      const { width, height, data } = answer;
      yield { frame: { kind: 'rgba', data, width, height }, time, gapBefore: false };
    }
  }
}
