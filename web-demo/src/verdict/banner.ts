import { verdictWords } from '../checks/meaning.js';
import { h } from '../dom/element.js';
import { icon, type IconName } from '../dom/icon.js';
import type { Report, Verdict } from '../report.js';

const icons: Record<Verdict, IconName> = { good: 'check', usable: 'warning', retake: 'turn' };

/** The verdict in one word, why, and what one can do. */
export function banner(report: Report, level: 'h3' | 'h4', actions: (HTMLElement | null)[]): HTMLElement {
  const { title, sentence } = verdictWords[report.verdict];
  const worst = report.checks.filter((check) => check.status === 'fail');
  const toDo = (worst.length > 0 ? worst : report.checks.filter((check) => check.status === 'warn')).map((check) => check.hint);
  return h(
    'div',
    { class: `banner verdict-${report.verdict}`, 'data-testid': 'verdict', 'data-verdict': report.verdict },
    h('span', { class: 'banner-icon' }, icon(icons[report.verdict], 28)),
    h(
      'div',
      { class: 'banner-words' },
      h(level, {}, title),
      h('p', {}, sentence),
      toDo.length > 0 && h('ul', { class: 'todo' }, [...new Set(toDo)].map((hint) => h('li', {}, hint))),
    ),
    actions.length > 0 && h('div', { class: 'banner-actions' }, actions),
  );
}
