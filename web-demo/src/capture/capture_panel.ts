import type { App } from '../app.js';
import { h } from '../dom/element.js';
import { shotKind } from '../scan/shots.js';
import { outline } from './outline.js';
import { captureWays } from './ways.js';

const steps = [
  ['Film or choose', 'Live hints while you film: hold still, closer, more light, no glare.'],
  ['Checked here', 'Every frame is measured on this device, with the same code as on the server.'],
  ['Full analysis', 'Only when you ask for it: the capture goes to the server, which looks for damage.'],
] as const;

/** A shot that has no capture yet: what to film, and the ways to do it. */
export function capturePanel(app: App, shot: string): { element: HTMLElement; close(): void } {
  const { itemType } = app.session.scan;
  const element = h(
    'div',
    { class: 'stack' },
    h(
      'section',
      { class: 'panel capture', 'data-testid': 'capture', 'aria-label': 'Take a capture' },
      h('div', { class: 'capture-words' }, h('p', { class: 'lead' }, shotKind(itemType, shot).instruction), captureWays(app, shot)),
      outline(itemType, shot),
    ),
    h('ol', { class: 'course-of-things' }, steps.map(([title, words]) => h('li', {}, h('strong', {}, title), h('span', { class: 'muted' }, words)))),
  );
  return { element, close: () => undefined };
}
