import { meaningOf } from '../checks/meaning.js';
import { h } from '../dom/element.js';
import { icon } from '../dom/icon.js';
import type { Agreement } from '../report.js';
import { percent, plainNumber } from '../text/numbers.js';

const series: Record<string, string> = { meanLuma: 'mean luma', darkShare: 'dark share', brightShare: 'bright share', glareShare: 'glare share' };

/** A measure's place in the reports in people's words. */
export function measureTitle(measure: string): string {
  const check = /^checks\.(\w+)\.(status|value)$/.exec(measure);
  if (check) return `${meaningOf(check[1] ?? '').title}, ${check[2]}`;
  const frames = /^frames\.(\w+)$/.exec(measure)?.[1];
  if (frames === 'count') return 'Number of frames';
  if (frames) return `Every frame’s ${series[frames] ?? frames}`;
  if (measure === 'goldenFrames') return 'Golden frames';
  return measure.charAt(0).toUpperCase() + measure.slice(1);
}

export function agreementText(value: Agreement['full']): string {
  if (value === null) return '–';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(', ');
  return typeof value === 'number' ? plainNumber(value) : value.replaceAll('_', ' ');
}

function differenceText(entry: Agreement): string {
  const parts: string[] = [];
  if (entry.equalShare !== undefined) parts.push(entry.equalShare === 1 ? 'all frames equal' : `${percent(entry.equalShare)} of frames equal`);
  if (entry.difference !== undefined && entry.difference !== 0) parts.push(plainNumber(entry.difference));
  return parts.join(', ');
}

/** Each pre-check number beside the server's. */
export function agreementTable(agreement: readonly Agreement[]): HTMLElement {
  const agreeing = agreement.filter((entry) => entry.agrees).length;
  const rows = agreement.map((entry) =>
    h(
      'tr',
      { class: entry.agrees ? '' : 'differs', 'data-measure': entry.measure, 'data-agrees': String(entry.agrees) },
      h('th', { scope: 'row' }, measureTitle(entry.measure)),
      h('td', {}, agreementText(entry.precheck)),
      h('td', {}, agreementText(entry.full)),
      h('td', { class: 'agrees' }, icon(entry.agrees ? 'check' : 'cross', 16), h('span', {}, entry.agrees ? 'agrees' : 'differs')),
      h('td', {}, differenceText(entry)),
    ),
  );
  return h(
    'div',
    { 'data-testid': 'agreement' },
    h('p', {}, agreeing === agreement.length ? `All ${agreement.length} measures agree.` : `${agreeing} of ${agreement.length} measures agree.`),
    h('div', { class: 'table-place', tabindex: 0, role: 'region', 'aria-label': 'Agreement of pre-check and full analysis' },
      h('table', { class: 'numbers agreement' },
        h('thead', {}, h('tr', {}, ['Measure', 'Pre-check', 'Server', h('span', { class: 'unseen' }, 'Agreement'), 'Difference'].map((head) => h('th', { scope: 'col' }, head)))),
        h('tbody', {}, rows))),
  );
}
