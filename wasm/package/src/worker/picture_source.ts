// Where a file's pictures come from: WebCodecs, or a <video> of the page.
import type { Source } from '../api.js';
import type { WireFrame } from '../protocol.js';

/** One decoded picture; its frame is the taker's to release. */
export interface DecodedPicture {
  frame: WireFrame;
  /** s, the container's. */
  time: number;
  /** Pictures before it could not be decoded. */
  gapBefore: boolean;
}

export interface PictureSource {
  /** What could not be decoded, for people; complete when all pictures were taken. */
  readonly complaints: string[];
  /** What the report says of the pictures, once the first is there. */
  facts(first: DecodedPicture): Partial<Source>;
  /** All pictures in presentation order. */
  pictures(signal: AbortSignal): AsyncGenerator<DecodedPicture>;
  /** Those from the last place before `time` where decoding can begin. */
  picturesFrom(time: number, signal: AbortSignal): AsyncGenerator<DecodedPicture>;
  close(): void;
}

export function releasePicture(picture: DecodedPicture): void {
  if (picture.frame.kind === 'video') picture.frame.frame.close();
}
