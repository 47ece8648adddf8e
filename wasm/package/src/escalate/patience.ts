// How long to wait between tries, and whom to tell.
import { EscalateError, type EscalateSettings } from '../escalate_api.js';
import { passes } from './problem.js';

const firstWait = 500;
const longestWait = 15_000;
/** An internal fault of the server may be one of this very request. */
const mostFaults = 5;

export function cancelled(): EscalateError {
  return new EscalateError('cancelled', 'cancelled; the same file goes on from here when it is escalated again');
}

export function throwIfCancelled(signal?: AbortSignal): void {
  if (signal?.aborted) throw cancelled();
}

/** Ends early when the network comes back, or with `cancelled`. */
export function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (then: () => void) => {
      clearTimeout(timer);
      globalThis.removeEventListener?.('online', goOn);
      signal?.removeEventListener('abort', stop);
      then();
    };
    const goOn = () => end(resolve);
    const stop = () => end(() => reject(cancelled()));
    const timer = setTimeout(goOn, milliseconds);
    if (signal?.aborted) return stop();
    globalThis.addEventListener?.('online', goOn);
    signal?.addEventListener('abort', stop);
  });
}

/** Waits longer from try to try, until something gets through again. */
export class Patience {
  #failures = 0;
  #faults = 0;

  constructor(private readonly settings: Pick<EscalateSettings, 'signal' | 'onConnection'>) {}

  /** Something got through. */
  succeeded(): void {
    if (this.#failures > 0) this.settings.onConnection?.('online');
    this.#failures = this.#faults = 0;
  }

  /**
   * Throws `error` when waiting does not help. A server that is away is waited for without end: whoever called can
   * abort.
   */
  async afterFailure(error: EscalateError): Promise<void> {
    throwIfCancelled(this.settings.signal);
    this.#faults = error.code === 'server_failed' ? this.#faults + 1 : 0;
    if (!passes(error) || this.#faults > mostFaults) throw error;
    const usual = Math.min(longestWait, firstWait * 2 ** this.#failures);
    this.#failures += 1;
    this.settings.onConnection?.('retrying', error);
    // Not all at once, after a server was away for many.
    const spread = usual * (0.75 + Math.random() / 4);
    await pause(Math.max(spread, (error.problem?.retryAfter ?? 0) * 1000), this.settings.signal);
  }
}
