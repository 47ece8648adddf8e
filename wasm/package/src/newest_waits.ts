/**
 * Turns of work that goes one at a time: while one is under way the newest of those that come waits, and the ones before it are
 * dropped. What waits is so never older than the time between two frames, however slow the work is.
 */
export class NewestWaits {
  #busy = false;
  #wake: ((mine: boolean) => void) | undefined;

  /** True: it is the caller's turn, who calls `done` at its end. False: ask `wait`. */
  begin(): boolean {
    if (this.#busy) return false;
    this.#busy = true;
    return true;
  }

  /** While one is under way: resolves with true when the caller's turn has begun, with false when it is dropped. */
  wait(): Promise<boolean> {
    this.drop();
    return new Promise((resolve) => (this.#wake = resolve));
  }

  /** Drops the one that waits. */
  drop(): void {
    this.#wake?.(false);
    this.#wake = undefined;
  }

  /** Ends a turn; the one that waits has the next. */
  done(): void {
    this.#busy = this.#wake !== undefined;
    this.#wake?.(true);
    this.#wake = undefined;
  }
}
