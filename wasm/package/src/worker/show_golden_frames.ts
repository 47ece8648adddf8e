// Shows the session the pictures of the frames that it chose, by seeking; from the start where a seek brings another picture.
import { PrecheckError } from '../api.js';
import type { CoreSession } from './core_session.js';
import type { PictureCopier } from './picture_copy.js';
import { type DecodedPicture, type PictureSource, releasePicture } from './picture_source.js';

export interface GoldenShow {
  session: CoreSession;
  source: PictureSource;
  copier: PictureCopier;
  /** Container times of all frames, s. */
  times: number[];
  wanted: number[];
  signal: AbortSignal;
  onDone(done: number): void;
}

export async function showGoldenFrames(show: GoldenShow): Promise<void> {
  const left = new Set(show.wanted);
  show.onDone(0);
  while (left.size > 0) {
    const next = Math.min(...left);
    const before = left.size;
    await bySeeking(show, left, next);
    if (left.size === before) break;
  }
  if (left.size > 0) await fromStart(show, left);
  if (left.size > 0)
    throw new PrecheckError(
      'unreadable_file',
      `the pictures of frames ${[...left].join(', ')} could not be decoded a second time; copy or record the file again`,
    );
}

/** From the key packet before the next wanted frame on, as long as wanted frames are near. */
async function bySeeking(show: GoldenShow, left: Set<number>, next: number): Promise<void> {
  const timeOf = (frame: number) => show.times[frame] ?? 0;
  const near = 30; // frames; decoding on is cheaper than beginning again
  let target = next;
  for await (const picture of show.source.picturesFrom(timeOf(next), show.signal)) {
    try {
      if (picture.time < timeOf(target)) continue;
      if (picture.time > timeOf(target) || !(await take(show, left, target, picture))) return;
      const following = Math.min(...left);
      if (!(following - target <= near)) return;
      target = following;
    } finally {
      releasePicture(picture);
    }
  }
}

async function fromStart(show: GoldenShow, left: Set<number>): Promise<void> {
  let frame = 0;
  for await (const picture of show.source.pictures(show.signal)) {
    try {
      if (left.has(frame)) await take(show, left, frame, picture);
    } finally {
      releasePicture(picture);
    }
    frame++;
    if (left.size === 0) return;
  }
}

/** Whether it was the picture that was scanned. */
async function take(show: GoldenShow, left: Set<number>, frame: number, picture: DecodedPicture): Promise<boolean> {
  const copied = await show.copier.copy(show.session, picture.frame);
  if (!show.session.showGolden(frame, copied, picture.time)) return false;
  left.delete(frame);
  show.onDone(show.wanted.length - left.size);
  return true;
}
