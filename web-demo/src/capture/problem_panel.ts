import type { App } from '../app.js';
import { h } from '../dom/element.js';
import { icon } from '../dom/icon.js';
import { captureWays } from './ways.js';

/** A capture that could not be checked here: why, what to do, and that the server may still read it. */
export function problemPanel(app: App, shot: string): { element: HTMLElement; close(): void } {
  const { problem, capture } = app.session.shot(shot);
  // Only what the server may be able to read: not a file that has no video at all.
  const mayGoOn = capture !== null && problem !== null && !['no_video_track', 'no_sample', 'unreadable_file'].includes(problem.code);
  const place = h('div', {});
  let close = () => undefined as void;
  if (mayGoOn)
    void import('../escalate/escalation_panel.js').then(({ escalationPanel }) => {
      const panel = escalationPanel(app, shot);
      close = panel.close;
      place.replaceChildren(panel.element);
    });
  const element = h(
    'section',
    { class: 'stack' },
    h(
      'div',
      { class: 'panel problem', role: 'alert', 'data-testid': 'problem', 'data-code': problem?.code ?? '' },
      h('h3', {}, icon('warning'), capture ? `${capture.name} could not be checked` : 'That did not work'),
      h('p', {}, problem?.message ?? ''),
      mayGoOn && h('p', {}, 'You can go on without the check: the server reads more kinds of video than this browser.'),
    ),
    h('div', { class: 'panel' }, h('h3', {}, 'Take another capture'), captureWays(app, shot)),
    place,
  );
  return { element, close: () => close() };
}
