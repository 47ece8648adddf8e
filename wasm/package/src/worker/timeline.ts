/** Container times to s since the first frame, always going up, as the server makes them: a time not after the one before is replaced by its step. */
export class Timeline {
  #origin: number | undefined;
  #last = 0;
  #step = 1 / 30;

  next(time: number): number {
    if (this.#origin === undefined) {
      this.#origin = time;
      return 0;
    }
    const since = time - this.#origin;
    const next = since > this.#last ? since : this.#last + this.#step;
    this.#step = next - this.#last;
    this.#last = next;
    return next;
  }
}
