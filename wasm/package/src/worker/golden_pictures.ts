import type { Report } from '../api.js';
import type { WirePicture } from '../protocol.js';
import type { CoreSession } from './core_session.js';

/** Long side of a picture for pages, at most. */
const longSide = 640;

/** The golden frames' pictures of a session that has finished, sharpest first. */
export function goldenPictures(session: CoreSession, report: Report): WirePicture[] {
  return report.goldenFrames.map(({ frame, time }, index) => ({
    index,
    frame,
    time,
    ...session.goldenPicture(index, longSide),
  }));
}
