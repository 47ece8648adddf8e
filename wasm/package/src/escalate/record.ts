// What a reload must find: where the upload of a file is, and which request was made for it.
import type { EscalationStorage } from '../escalate_api.js';

const place = 'gradevault.escalations';
/** Longer than the server keeps uploads. */
const keptMilliseconds = 7 * 24 * 3600 * 1000;
const mostRecords = 30;

/** One POST /v1/analyses: repeated word for word, so that the server knows it again. */
export interface BegunRequest {
  /** What was asked for; another wish is another request. */
  identity: string;
  /** Idempotency-Key */
  key: string;
  /** Absent where the storage had no room for it. */
  body?: string;
  /** Once the server has accepted it. */
  analysis?: string;
}

interface Kept {
  time: number;
  upload?: string | undefined;
  request?: BegunRequest | undefined;
}

function pageStorage(): EscalationStorage | null {
  try {
    // A page may be forbidden to look. Node has one that warns, hence the document.
    return globalThis.document ? globalThis.localStorage : null;
  } catch {
    return null;
  }
}

/** What is known about one file at one server. Read anew each time: another tab may be at it as well. */
export class EscalationRecord {
  readonly #storage: EscalationStorage | null;
  /** As written last; where there is no storage, or it is full, it is all there is. */
  #own: Kept = { time: 0 };

  constructor(
    private readonly name: string,
    storage: EscalationStorage | null | undefined,
  ) {
    this.#storage = storage === undefined ? pageStorage() : storage;
  }

  /** The upload's address. */
  get upload(): string | undefined {
    return this.#read().upload;
  }

  get request(): BegunRequest | undefined {
    return this.#read().request;
  }

  /** undefined forgets it. */
  setUpload(upload: string | undefined): void {
    this.#write({ ...this.#read(), upload });
  }

  setRequest(request: BegunRequest | undefined): void {
    this.#write({ ...this.#read(), request });
  }

  #all(): Record<string, Kept> {
    try {
      const read: unknown = JSON.parse(this.#storage?.getItem(place) ?? '{}');
      return read && typeof read === 'object' ? (read as Record<string, Kept>) : {};
    } catch {
      return {};
    }
  }

  #read(): Kept {
    const kept = this.#all()[this.name];
    if (!kept || kept.time < this.#own.time) return this.#own;
    const body = kept.request?.key === this.#own.request?.key ? this.#own.request?.body : undefined;
    return kept.request && kept.request.body === undefined && body !== undefined
      ? { ...kept, request: { ...kept.request, body } }
      : kept;
  }

  #write(kept: Kept): void {
    this.#own = { ...kept, time: Date.now() };
    if (!this.#store(this.#own) && kept.request) {
      const { body: _, ...request } = kept.request;
      this.#store({ ...this.#own, request });
    }
  }

  /** False: the storage does not take it. */
  #store(kept: Kept): boolean {
    if (!this.#storage) return true;
    const oldest = kept.time - keptMilliseconds;
    const others = Object.entries(this.#all()).filter(([name, one]) => name !== this.name && one.time > oldest);
    others.sort((a, b) => b[1].time - a[1].time);
    try {
      this.#storage.setItem(
        place,
        JSON.stringify(Object.fromEntries([[this.name, kept], ...others.slice(0, mostRecords - 1)])),
      );
      return true;
    } catch {
      return false;
    }
  }
}
