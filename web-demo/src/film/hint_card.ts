import type { Feedback, Hint } from '@gradevault/precheck';
import type { Announcer } from '../dom/announcer.js';
import { h, svg } from '../dom/element.js';

/** s between two hints for a screen reader. */
const calm = 2.5;

const shapes: Record<Hint, string> = {
  good: 'M5 12.5l4.5 4.5L19 7',
  show_item: 'M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M9 12h6',
  hold_still: 'M7 12V7m4 5V5m4 7V7m-8 5c-2-2-4 0-2 2l4 5h6l2-4V9',
  closer: 'M12 5v14M5 12h14',
  farther: 'M5 12h14',
  more_light: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2v2m0 16v2M2 12h2m16 0h2',
  less_light: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 20L20 4',
  glare: 'M12 3l2 7 7 2-7 2-2 7-2-7-7-2 7-2z',
  tilt: 'M4 17l12-12 4 4-12 12zM3 9a9 9 0 0 1 5-5',
  focus: 'M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4',
};

/** The hint of the moment, big enough to read over a phone held at arm's length. */
export class HintCard {
  private readonly words = h('span', { class: 'hint-words' }, 'Looking for the item …');
  private readonly path = svg('path', { d: shapes.show_item, fill: 'none', stroke: 'currentColor', 'stroke-width': 2, 'stroke-linecap': 'round', 'stroke-linejoin': 'round' });
  readonly element = h(
    'p',
    { class: 'hint', 'data-testid': 'hint', 'data-hint': '' },
    svg('svg', { viewBox: '0 0 24 24', width: 30, height: 30, 'aria-hidden': 'true' }, this.path),
    this.words,
  );

  constructor(private readonly announcer: Announcer) {}

  show(feedback: Feedback): void {
    if (this.element.dataset['hint'] === feedback.hint && this.words.textContent === feedback.sentence) return;
    this.element.dataset['hint'] = feedback.hint;
    this.words.textContent = feedback.sentence;
    this.path.setAttribute('d', shapes[feedback.hint] ?? shapes.show_item);
    this.announcer.sayAtMostEvery(calm, feedback.sentence);
  }
}
