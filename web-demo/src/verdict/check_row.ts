import { gaugeOf } from '../checks/gauge.js';
import { limitsByThreshold, limitsOf, type Limits } from '../checks/limits.js';
import { meaningOf, statusWords } from '../checks/meaning.js';
import { h, withVariable } from '../dom/element.js';
import { icon, type IconName } from '../dom/icon.js';
import type { AnalysisOptions, Check, CheckStatus } from '../report.js';
import { measured } from '../text/numbers.js';

export const statusIcons: Record<CheckStatus, IconName> = { ok: 'check', warn: 'warning', fail: 'cross', not_available: 'dash' };

function words(limits: Limits, threshold: number, unit: string): string {
  const { number, unit: written } = measured(threshold, unit);
  const symbol = written.startsWith('%') || written === '°' || written === 'px' ? ` ${written.split(/[ ,]/)[0]}` : '';
  return `${limits.direction === 'floor' ? 'at least' : 'at most'} ${number}${symbol}`;
}

function gauge(value: number, limits: Limits): HTMLElement {
  const { direction, value: at, warn, fail, beyond } = gaugeOf(value, limits);
  const element = h('div', { class: `gauge gauge-${direction}`, 'aria-hidden': 'true' }, h('span', { class: `gauge-value${beyond ? ' beyond' : ''}` }));
  const share = (part: number) => `${(part * 100).toFixed(1)}%`;
  withVariable(element, '--value', share(at));
  withVariable(element, '--warn', share(warn));
  return withVariable(element, '--fail', share(fail ?? (direction === 'floor' ? 0 : 1)));
}

/** One check: its value against its threshold, where, and what to do. */
export function checkRow(check: Check, options: AnalysisOptions): HTMLElement {
  const { title, what } = meaningOf(check.id);
  const limits = limitsOf(check, options) ?? limitsByThreshold(check);
  const { number, unit } = measured(check.value, check.unit);
  return h(
    'li',
    { class: `check check-${check.status}`, 'data-testid': `check-${check.id}`, 'data-status': check.status },
    h('span', { class: 'check-mark' }, icon(statusIcons[check.status]), h('span', { class: 'unseen' }, statusWords[check.status])),
    h('div', { class: 'check-name' }, h('h4', {}, title), h('p', { class: 'muted' }, what)),
    h('p', { class: 'check-value numbers' }, h('strong', {}, number), unit === '' ? null : ` ${unit}`),
    check.value !== null && limits
      ? h('div', { class: 'check-gauge' }, gauge(check.value, limits), check.threshold !== null && h('p', { class: 'muted numbers' }, words(limits, check.threshold, check.unit)))
      : h('div', { class: 'check-gauge' }),
    (check.hint !== '' || check.where.length > 0) &&
      h(
        'p',
        { class: 'check-hint' },
        check.hint,
        check.where.length > 0 && h('span', { class: 'where' }, ` Where: ${check.where.join(', ')}.`),
      ),
  );
}

export function checkList(checks: readonly Check[], options: AnalysisOptions): HTMLElement {
  return h('ul', { class: 'checks', 'data-testid': 'checks' }, checks.map((check) => checkRow(check, options)));
}
