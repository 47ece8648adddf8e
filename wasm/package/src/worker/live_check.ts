// A live stream: one frame in, its feedback out.
import { PrecheckError, type Report } from '../api.js';
import type { LiveResult, WireFrame, WirePicture } from '../protocol.js';
import type { CoreSession } from './core_session.js';
import { toPrecheckError } from './failure.js';
import { goldenPictures } from './golden_pictures.js';
import type { ModuleHost } from './module_host.js';
import type { PictureCopier } from './picture_copy.js';
import { Timeline } from './timeline.js';

export interface LiveFrame {
  frame: WireFrame;
  time: number;
  rotation: number;
}

export class LiveCheck {
  #session: CoreSession | undefined;
  #timeline = new Timeline();
  #rotation = 0;

  constructor(
    readonly host: ModuleHost,
    readonly copier: PictureCopier,
  ) {}

  get running(): boolean {
    return this.#session !== undefined;
  }

  async push({ frame, time, rotation }: LiveFrame): Promise<LiveResult> {
    const first = this.#session === undefined;
    if (![0, 90, 180, 270].includes(rotation)) {
      throw new PrecheckError('invalid_argument', `push: rotation ${rotation}; it is 0, 90, 180 or 270`);
    }
    if (!first && rotation !== this.#rotation) {
      throw new PrecheckError(
        'invalid_argument',
        `push: rotation ${rotation} after frames of ${this.#rotation}; call finish() when the camera turns`,
      );
    }
    const session = (this.#session ??= this.#start(rotation));
    try {
      const picture = await this.copier.copy(session, frame);
      // The core measures motion across short gaps of a live stream itself.
      return session.push(picture, this.#timeline.next(time), false) as LiveResult;
    } catch (error) {
      // A refused frame changes nothing, other errors end the core's pre-check; one without frames may begin anew.
      if (first || toPrecheckError(error).code !== 'invalid_argument') this.abandon();
      throw error;
    }
  }

  finish(wantsPictures: boolean): { report: Report; pictures: WirePicture[] } {
    const session = this.#session;
    if (!session) throw new PrecheckError('invalid_argument', 'finish: no frame was pushed since the last one');
    try {
      const report = session.finish();
      return { report, pictures: wantsPictures ? goldenPictures(session, report) : [] };
    } finally {
      this.abandon();
    }
  }

  abandon(): void {
    const session = this.#session;
    this.#session = undefined;
    this.#timeline = new Timeline();
    session?.end();
  }

  #start(rotation: number): CoreSession {
    this.#rotation = rotation;
    return this.host.startSession({ options: {}, live: true, rotation, source: {} });
  }
}
