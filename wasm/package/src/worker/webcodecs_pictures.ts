// A file's pictures by WebCodecs; what a decoder gives up on is skipped up to the next key packet.
import type { EncodedPacket } from 'mediabunny';
import { PrecheckError, type Source } from '../api.js';
import type { CaptureFile } from './capture_file.js';
import { Decoding } from './decoding.js';
import { colorsOf, pixelFormat } from './picture_meaning.js';
import type { DecodedPicture, PictureSource } from './picture_source.js';

/** Whether this browser decodes the file's codec by WebCodecs. */
export async function webCodecsDecodes(config: VideoDecoderConfig): Promise<boolean> {
  if (typeof VideoDecoder !== 'function') return false;
  try {
    return (await VideoDecoder.isConfigSupported(config)).supported === true;
  } catch {
    return false;
  }
}

export class WebCodecsPictures implements PictureSource {
  readonly complaints: string[] = [];

  constructor(
    readonly capture: CaptureFile,
    readonly lumaSource: 'auto' | 'rgba',
  ) {}

  facts(first: DecodedPicture): Partial<Source> {
    if (first.frame.kind !== 'video') return {};
    const { frame } = first.frame;
    const colors = colorsOf(frame, frame.codedHeight);
    const transfer = colors.transfer === 'sdr' ? this.capture.source.transfer : colors.transfer;
    const pixels = this.lumaSource === 'auto' ? pixelFormat(frame.format) : undefined;
    return { transfer, pixelFormat: pixels?.name ?? 'rgba' };
  }

  async *pictures(signal: AbortSignal): AsyncGenerator<DecodedPicture> {
    const first = await this.capture.packets.firstKey();
    if (!first) throw this.#noPicture('it has no packet to begin with');
    yield* this.#from(first, signal);
  }

  async *picturesFrom(time: number, signal: AbortSignal): AsyncGenerator<DecodedPicture> {
    const key = await this.capture.packets.keyBefore(time);
    if (key) yield* this.#from(key, signal);
  }

  close(): void {
    // Decoders end with their generators.
  }

  async *#from(first: EncodedPacket, signal: AbortSignal): AsyncGenerator<DecodedPicture> {
    let begin: EncodedPacket | null = first;
    let given = 0;
    let last = -Infinity;
    let gap = false;
    while (begin) {
      const decoding = new Decoding(this.capture.config);
      const frames = decoding.run(this.capture.packets, begin, signal);
      let step = await frames.next();
      while (!step.done) {
        const frame: VideoFrame = step.value;
        const time = frame.timestamp / 1e6;
        // After a gap a key packet's forerunners may come that were there before.
        if (time > last || !gap) {
          given++;
          last = Math.max(last, time);
          yield { frame: { kind: 'video', frame }, time, gapBefore: gap };
          gap = false;
        } else {
          frame.close();
        }
        step = await frames.next();
      }
      if (step.value.why === 'finished') break;
      gap = true;
      if (given === 0) throw this.#noPicture(step.value.message);
      this.complaints.push(
        `the browser's decoder gave up after ${last.toFixed(2)} s (${step.value.message}); the full analysis may read more`,
      );
      begin = await this.#nextKey(begin, last);
    }
    if (given === 0) throw this.#noPicture('its packets give no picture');
  }

  /** Where to go on after a failure: at the first key packet after the last picture that came. */
  async #nextKey(begin: EncodedPacket, last: number): Promise<EncodedPacket | null> {
    let key = await this.capture.packets.nextKey(begin);
    while (key && key.timestamp <= last) key = await this.capture.packets.nextKey(key);
    return key;
  }

  #noPicture(why: string): PrecheckError {
    const { name, source } = this.capture;
    return new PrecheckError(
      'unreadable_file',
      `${name} is damaged: no picture of its ${source.codec} video could be decoded (${why}); copy or record it again`,
    );
  }
}
