import type { App } from '../app.js';
import { h } from '../dom/element.js';
import { icon, type IconName } from '../dom/icon.js';
import { hashOf } from '../route.js';
import { markOf, markWords, type ShotMark } from '../scan/scan.js';
import { shotLists } from '../scan/shots.js';

const markIcons: Record<ShotMark, IconName> = {
  empty: 'camera',
  checking: 'clock',
  good: 'check',
  usable: 'warning',
  retake: 'turn',
  problem: 'cross',
  uploading: 'upload',
  analysing: 'clock',
  done: 'check',
};

/** The scan's shots in the order in which they are filmed, each with how far it is. */
export class ShotBar {
  readonly element = h('nav', { class: 'shots', 'aria-label': 'Shots of this scan', 'data-testid': 'shots' });
  private shown = '';

  constructor(private readonly app: App) {
    app.session.changes.on(() => this.draw());
  }

  show(shot: string): void {
    this.shown = shot;
    this.draw();
  }

  private draw(): void {
    const { session } = this.app;
    const kinds = shotLists[session.scan.itemType];
    const taken = kinds.filter((kind) => session.taken(kind.key)).length;
    const focused = this.element.contains(document.activeElement) ? document.activeElement?.getAttribute('href') : null;
    const items = kinds.map((kind) => {
      const mark = markOf(session.shot(kind.key));
      return h(
        'li',
        {},
        h(
          'a',
          {
            href: hashOf({ shot: kind.key, filming: false }),
            class: `shot-link mark-${mark}`,
            'aria-current': kind.key === this.shown ? 'page' : null,
            'data-testid': `shot-${kind.key}`,
            'data-mark': mark,
          },
          h('span', { class: 'shot-icon' }, icon(markIcons[mark], 18)),
          h('span', { class: 'shot-title' }, kind.title),
          h('span', { class: 'shot-mark' }, markWords[mark]),
        ),
      );
    });
    this.element.replaceChildren(
      h('ol', {}, items),
      h('p', { class: 'unseen' }, `${taken} of ${kinds.length} shots filmed`),
    );
    if (focused) this.element.querySelector<HTMLElement>(`a[href="${focused}"]`)?.focus();
  }
}
