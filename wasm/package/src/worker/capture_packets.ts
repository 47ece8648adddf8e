// A video track's packets; what the demuxer cannot read is a damaged file.
import { type EncodedPacket, EncodedPacketSink, type InputVideoTrack } from 'mediabunny';
import { PrecheckError } from '../api.js';

export class CapturePackets {
  readonly #sink: EncodedPacketSink;

  constructor(
    track: InputVideoTrack,
    readonly name: string,
  ) {
    this.#sink = new EncodedPacketSink(track);
  }

  firstKey(): Promise<EncodedPacket | null> {
    return this.#guard(this.#sink.getFirstKeyPacket());
  }

  /** The last key packet at or before so many seconds. */
  keyBefore(time: number): Promise<EncodedPacket | null> {
    return this.#guard(this.#sink.getKeyPacket(time));
  }

  nextKey(packet: EncodedPacket): Promise<EncodedPacket | null> {
    return this.#guard(this.#sink.getNextKeyPacket(packet));
  }

  /** In the order in which they are decoded. */
  async *from(first: EncodedPacket): AsyncGenerator<EncodedPacket, void> {
    const packets = this.#sink.packets(first);
    try {
      for (;;) {
        const step = await this.#guard(packets.next());
        if (step.done) return;
        yield step.value;
      }
    } finally {
      await packets.return();
    }
  }

  /** When each packet is shown, s, in the order in which they are decoded; does not read the packets themselves. */
  async times(signal: AbortSignal): Promise<number[]> {
    const times: number[] = [];
    const packets = this.#sink.packets(undefined, undefined, { metadataOnly: true });
    for (;;) {
      const step = await this.#guard(packets.next());
      signal.throwIfAborted();
      if (step.done) return times;
      if (step.value.byteLength > 0) times.push(step.value.timestamp);
    }
  }

  async #guard<T>(reading: Promise<T>): Promise<T> {
    try {
      return await reading;
    } catch (error) {
      throw new PrecheckError('unreadable_file', `${this.name} is damaged (${reason(error)}): copy or record it again`);
    }
  }
}

function reason(error: unknown): string {
  if (error instanceof DOMException && error.name === 'NotReadableError')
    return 'the browser cannot read it any more; it may have changed on the disk';
  const message = error instanceof Error ? error.message : String(error);
  return message === 'Assertion failed.' ? 'its index does not fit its contents' : message;
}
