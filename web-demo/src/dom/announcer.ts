import { h } from './element.js';

/** A polite live region. What is said twice in a row is said once; what comes too fast is skipped for the newest. */
export class Announcer {
  readonly element = h('p', { class: 'unseen', role: 'status', 'aria-live': 'polite', 'data-testid': 'announcer' });
  private last = '';
  private pending = '';
  private timer = 0;
  private spokenAt = -Infinity;

  say(text: string): void {
    this.sayAtMostEvery(0, text);
  }

  /** `seconds` lie between two sentences: for hints, which a screen reader would otherwise chatter. */
  sayAtMostEvery(seconds: number, text: string): void {
    this.pending = text;
    if (this.timer !== 0) return;
    const wait = Math.max(0, this.spokenAt + seconds * 1000 - performance.now());
    this.timer = window.setTimeout(() => {
      this.timer = 0;
      if (this.pending === this.last) return;
      this.last = this.pending;
      this.spokenAt = performance.now();
      this.element.textContent = this.pending;
    }, wait);
  }
}
