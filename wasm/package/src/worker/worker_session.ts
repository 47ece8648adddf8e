// The worker's half of a session. Requests are answered one after the other; only a cancellation and the page's pictures overtake.
import { PrecheckError, type Report } from '../api.js';
import type { ElementAnswer, Reply, Request, Result, WirePicture } from '../protocol.js';
import { toPrecheckError } from './failure.js';
import { checkFile } from './file_check.js';
import { LiveCheck } from './live_check.js';
import { ModuleHost } from './module_host.js';
import { PictureCopier } from './picture_copy.js';

type Post = (reply: Reply, transfer?: readonly Transferable[]) => void;
type Queued = Exclude<Request, { type: 'cancel' | 'element' }>;

export class WorkerSession {
  readonly #post: Post;
  #host: ModuleHost | undefined;
  #live: LiveCheck | undefined;
  #copier = new PictureCopier('auto');
  #queue: Promise<void> = Promise.resolve();
  readonly #cancellations = new Map<number, AbortController>();
  #answerElement: (answer: ElementAnswer) => void = () => undefined;

  constructor(post: Post) {
    this.#post = post;
  }

  take(request: Request): void {
    if (request.type === 'cancel') {
      this.#cancellations.get(request.id)?.abort(new PrecheckError('cancelled', 'checkFile was cancelled'));
    } else if (request.type === 'element') {
      this.#answerElement(request.answer);
    } else {
      if (request.type === 'checkFile') this.#cancellations.set(request.id, new AbortController());
      this.#queue = this.#queue.then(() => this.#serve(request));
    }
  }

  async #serve(request: Queued): Promise<void> {
    const { id } = request;
    try {
      const result = await this.#answer(request);
      this.#post({ type: 'done', id, result });
    } catch (error) {
      this.#host?.noteFailure(error);
      const { code, message } = toPrecheckError(error);
      this.#post({ type: 'failed', id, code, message });
    } finally {
      this.#cancellations.delete(id);
      if (request.type === 'push' && request.frame.kind === 'video') request.frame.frame.close();
    }
  }

  async #answer(request: Queued): Promise<Result> {
    if (request.type === 'start') {
      const { host, started } = await ModuleHost.start(request.settings);
      this.#host = host;
      this.#copier = new PictureCopier(request.settings.lumaSource);
      this.#live = new LiveCheck(host, this.#copier);
      return started;
    }
    const host = this.#host;
    const live = this.#live;
    if (!host || !live) throw new PrecheckError('internal', 'the worker was not started');
    if (request.type === 'memoryBytes') return host.memoryBytes;
    await host.ready();
    switch (request.type) {
      case 'push':
        return live.push(request);
      case 'finish':
        return this.#give(request.id, host, live.finish(request.wantsPictures));
      case 'checkFile':
        if (live.running)
          throw new PrecheckError('invalid_argument', 'checkFile: a live stream is under way; call finish() first');
        return this.#give(request.id, host, await this.#checkFile(request, host));
    }
  }

  #checkFile({ id, request }: Extract<Request, { type: 'checkFile' }>, host: ModuleHost) {
    if (
      typeof document === 'undefined' &&
      typeof (globalThis as { WorkerGlobalScope?: unknown }).WorkerGlobalScope === 'undefined'
    ) {
      throw new PrecheckError(
        'unsupported_environment',
        'checkFile needs a browser, which decodes the video; in Node, push luma planes or RGBA pictures',
      );
    }
    const signal = this.#cancellations.get(id)?.signal ?? new AbortController().signal;
    signal.throwIfAborted();
    const ask = (question: Reply) =>
      new Promise<ElementAnswer>((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
        this.#answerElement = resolve;
        this.#post(question);
      });
    return checkFile(request, {
      host,
      copier: this.#copier,
      signal,
      page: { id, ask },
      onProgress: (progress) => this.#post({ type: 'progress', id, progress }),
    });
  }

  /** Pictures go ahead of the report, and the report says why this build did the work. */
  #give(id: number, host: ModuleHost, { report, pictures }: { report: Report; pictures: WirePicture[] }): Report {
    for (const picture of pictures) this.#post({ type: 'golden', id, picture }, [picture.data.buffer]);
    return { ...report, engine: { ...report.engine, chosenBecause: host.because } };
  }
}
