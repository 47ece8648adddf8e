// One VideoDecoder from a packet on: packets in, pictures out, with a bound on what waits in between.
import type { EncodedPacket } from 'mediabunny';
import type { CapturePackets } from './capture_packets.js';

/** Packets that a decoder holds at most; each may become a picture of some megabytes before somebody takes it. */
const queueLength = 4;

export type DecodingEnd = { why: 'finished' } | { why: 'failed'; message: string };

export class Decoding {
  readonly #ready: VideoFrame[] = [];
  readonly #decoder: VideoDecoder;
  #failure: string | undefined;
  #wake: () => void = () => undefined;

  constructor(config: VideoDecoderConfig) {
    this.#decoder = new VideoDecoder({
      output: (frame) => {
        this.#ready.push(frame);
        this.#wake();
      },
      error: (error) => this.#fail(error),
    });
    this.#decoder.ondequeue = () => this.#wake();
    this.#decoder.configure(config);
  }

  /** Yields frames that are the taker's to close; returns how it ended. `signal`'s reason is thrown. */
  async *run(
    packets: CapturePackets,
    first: EncodedPacket,
    signal: AbortSignal,
  ): AsyncGenerator<VideoFrame, DecodingEnd> {
    const rest = packets.from(first);
    let finished = false;
    let flushing = false;
    let step = await rest.next();
    const onAbort = () => this.#wake();
    signal.addEventListener('abort', onAbort);
    try {
      for (;;) {
        signal.throwIfAborted();
        const frame = this.#ready.shift();
        if (frame) {
          yield frame;
        } else if (this.#failure !== undefined) {
          return { why: 'failed', message: this.#failure };
        } else if (finished) {
          return { why: 'finished' };
        } else if (!step.done && this.#decoder.decodeQueueSize < queueLength) {
          this.#feed(step.value);
          step = await rest.next();
        } else {
          if (step.done && !flushing) {
            flushing = true;
            this.#decoder.flush().then(
              () => {
                finished = true;
                this.#wake();
              },
              (error: unknown) => this.#fail(error),
            );
          }
          await this.#news(() => finished);
        }
      }
    } finally {
      signal.removeEventListener('abort', onAbort);
      await rest.return();
      this.#close();
    }
  }

  #feed(packet: EncodedPacket): void {
    try {
      this.#decoder.decode(packet.toEncodedVideoChunk());
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    this.#failure ??= error instanceof Error ? error.message : String(error);
    this.#wake();
  }

  /** Until the decoder gives, takes or fails; at once when it just did. */
  async #news(finished: () => boolean): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      if (this.#ready.length > 0 || this.#failure !== undefined || finished()) resolve();
    });
    this.#wake = () => undefined;
  }

  #close(): void {
    for (const frame of this.#ready.splice(0)) frame.close();
    if (this.#decoder.state !== 'closed') this.#decoder.close();
  }
}
