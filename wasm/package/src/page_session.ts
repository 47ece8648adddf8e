import {
  type Build,
  type CheckFileSettings,
  type Feedback,
  type FrameInput,
  type GoldenPicture,
  type Precheck,
  PrecheckError,
  type PushSettings,
  type Report,
} from './api.js';
import { ElementPictures } from './element_pictures.js';
import { NewestWaits } from './newest_waits.js';
import type { LiveResult, Reply, Request, Result, StartSettings, Started, WirePicture } from './protocol.js';
import { pack, release, rotationOf, timeOf } from './wire_frame.js';
import { openWorker, type WorkerPort } from './worker_port.js';

interface Pending {
  resolve(result: Result): void;
  reject(error: PrecheckError): void;
  onProgress?: CheckFileSettings['onProgress'];
  onGoldenPicture?: CheckFileSettings['onGoldenPicture'];
  file?: Blob;
  element?: ElementPictures;
}

type Callbacks = Omit<Pending, 'resolve' | 'reject' | 'element'>;
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** The page's half of a session: calls become messages, messages become results. */
export class PageSession implements Precheck {
  readonly #pending = new Map<number, Pending>();
  readonly #listeners = new Set<(feedback: Feedback) => void>();
  readonly #turns = new NewestWaits();
  #port: WorkerPort | undefined;
  #started: Started = { build: 'baseline', isa: '', threads: 1 };
  #nextId = 1;
  #ended: PrecheckError | undefined;

  private constructor() {}

  static async start(settings: StartSettings, assets: URL | undefined): Promise<PageSession> {
    const session = new PageSession();
    session.#port = await openWorker(assets, {
      onReply: (reply) => session.#take(reply),
      onFailure: (what) => session.#end(new PrecheckError('unsupported_environment', what)),
    });
    try {
      session.#started = (await session.#ask({ type: 'start', settings })) as Started;
    } catch (error) {
      session.dispose();
      throw error;
    }
    return session;
  }

  get build(): Build {
    return this.#started.build;
  }
  get isa(): string {
    return this.#started.isa;
  }
  get threads(): number {
    return this.#started.threads;
  }

  async push(frame: FrameInput, settings: PushSettings = {}): Promise<Feedback | null> {
    const called = performance.now();
    const time = settings.time ?? timeOf(frame) ?? called / 1000;
    const rotation = settings.rotation ?? rotationOf(frame); // before the frame is handed over
    const mine = this.#ended === undefined && (this.#turns.begin() || (await this.#turns.wait()));
    if (!mine) {
      release(frame);
      if (this.#ended) throw this.#ended;
      return null;
    }
    try {
      const { frame: packed, transfer } = pack(frame);
      const result = (await this.#ask({ type: 'push', frame: packed, time, rotation }, {}, transfer)) as LiveResult;
      const feedback: Feedback = { ...result, latency: performance.now() - called };
      for (const listener of this.#listeners) guarded(listener, feedback);
      return feedback;
    } catch (error) {
      release(frame); // which does nothing when it was handed over
      throw error;
    } finally {
      this.#turns.done();
    }
  }

  on(event: 'feedback', listener: (feedback: Feedback) => void): () => void {
    if (event !== 'feedback')
      throw new PrecheckError('invalid_argument', `there is no event "${String(event)}"; there is "feedback"`);
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async finish(settings: { onGoldenPicture?: (golden: GoldenPicture) => void } = {}): Promise<Report> {
    const { onGoldenPicture } = settings;
    this.#turns.drop(); // a frame that waits would begin the next stream
    return (await this.#ask(
      { type: 'finish', wantsPictures: onGoldenPicture !== undefined },
      { onGoldenPicture },
    )) as Report;
  }

  async checkFile(file: Blob, settings: CheckFileSettings = {}): Promise<Report> {
    if (typeof Blob !== 'function' || !(file instanceof Blob)) {
      throw new PrecheckError('invalid_argument', 'checkFile: the file is no Blob or File');
    }
    const { signal, onProgress, onGoldenPicture } = settings;
    if (signal?.aborted) throw cancelled();
    const request = {
      file,
      fileName: 'name' in file && typeof file.name === 'string' ? file.name : '',
      options: settings.options ?? {},
      ...(settings.scanId === undefined ? {} : { scanId: settings.scanId }),
      ...(settings.shot === undefined ? {} : { shot: settings.shot }),
      wantsPictures: onGoldenPicture !== undefined,
    };
    const id = this.#nextId;
    const answer = this.#ask({ type: 'checkFile', request }, { onProgress, onGoldenPicture, file });
    const cancel = () => this.#port?.post({ type: 'cancel', id }, []);
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      return (await answer) as Report;
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }

  async memoryBytes(): Promise<number> {
    return (await this.#ask({ type: 'memoryBytes' })) as number;
  }

  dispose(): void {
    this.#end(new PrecheckError('disposed', 'the pre-check was disposed of; create another one'));
  }

  #ask(
    request: DistributiveOmit<Request, 'id'>,
    callbacks: Callbacks = {},
    transfer: Transferable[] = [],
  ): Promise<Result> {
    const ended = this.#ended;
    if (ended) return Promise.reject(ended);
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { ...callbacks, resolve, reject });
      try {
        this.#port?.post({ ...request, id } as Request, transfer);
      } catch (error) {
        this.#pending.delete(id);
        reject(new PrecheckError('invalid_argument', `what was given cannot be sent to the worker: ${String(error)}`));
      }
    });
  }

  #take(reply: Reply): void {
    const pending = this.#pending.get(reply.id);
    if (!pending) return;
    switch (reply.type) {
      case 'done':
      case 'failed':
        this.#pending.delete(reply.id);
        pending.element?.close();
        if (reply.type === 'done') pending.resolve(reply.result);
        else pending.reject(new PrecheckError(reply.code, reply.message));
        break;
      case 'progress':
        if (pending.onProgress) guarded(pending.onProgress, reply.progress);
        break;
      case 'golden':
        if (pending.onGoldenPicture) guarded(pending.onGoldenPicture, toGoldenPicture(reply.picture));
        break;
      case 'wantElement':
        if (!pending.file) break;
        pending.element = new ElementPictures(pending.file, reply.request);
        this.#answer(reply.id, pending.element.open());
        break;
      case 'wantPicture':
        if (pending.element) this.#answer(reply.id, pending.element.show(reply.time, reply.step));
        break;
      case 'closeElement':
        pending.element?.close();
        break;
    }
  }

  #answer(id: number, picture: ReturnType<ElementPictures['show']>): void {
    void picture.then((answer) => {
      this.#port?.post(
        { type: 'element', id, answer },
        answer.ok && answer.data ? [answer.data.buffer as ArrayBuffer] : [],
      );
    });
  }

  #end(error: PrecheckError): void {
    if (this.#ended) return;
    this.#ended = error;
    this.#port?.terminate();
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    this.#listeners.clear();
    this.#turns.drop();
    for (const { reject, element } of pending) {
      element?.close();
      reject(error);
    }
  }
}

function cancelled(): PrecheckError {
  return new PrecheckError('cancelled', 'checkFile was cancelled');
}

function toGoldenPicture({ index, frame, time, width, height, data }: WirePicture): GoldenPicture {
  // Node has no ImageData; a plain object of its shape does there.
  const picture =
    typeof ImageData === 'function'
      ? new ImageData(data, width, height)
      : ({ data, width, height, colorSpace: 'srgb' } as ImageData);
  return { index, frame, time, picture };
}

/** A listener's own error is its page's to see, and changes nothing here. */
function guarded<T>(listener: (value: T) => void, value: T): void {
  try {
    listener(value);
  } catch (error) {
    if (typeof reportError === 'function') reportError(error);
    else console.error(error);
  }
}
