import type { App } from '../app.js';
import { h } from '../dom/element.js';
import { shotKind } from '../scan/shots.js';
import { outline } from './outline.js';
import { captureWays } from './ways.js';

/** A shot that has no capture yet: what to film, and the ways to do it. */
export function capturePanel(app: App, shot: string): { element: HTMLElement; close(): void } {
  const { itemType } = app.session.scan;
  const element = h(
    'section',
    { class: 'panel capture', 'data-testid': 'capture' },
    h('div', { class: 'capture-words' }, h('p', { class: 'lead' }, shotKind(itemType, shot).instruction), captureWays(app, shot)),
    outline(itemType, shot),
  );
  return { element, close: () => undefined };
}
