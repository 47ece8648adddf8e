import { h, withVariable } from '../dom/element.js';
import type { Report } from '../report.js';
import { plainNumber, seconds } from '../text/numbers.js';

const stageNames: Record<string, string> = { goldenDecode: 'golden frames decoded' };

/** What did the work, how long each stage took, and what it cost. */
export function courseOfWork(report: Report): HTMLElement {
  const { engine, timings, cost } = report;
  const total = timings['total'] ?? Object.values(timings).reduce((sum, time) => sum + time, 0);
  const stages = Object.entries(timings).filter(([name]) => name !== 'total').sort(([, a], [, b]) => b - a);
  const longest = stages[0]?.[1] ?? 1;
  return h(
    'div',
    { class: 'work' },
    h('p', { 'data-testid': 'engine' }, h('strong', {}, engine.name), ` on ${engine.device}, ${engine.isa}`, engine.detail && h('span', { class: 'muted' }, ` · ${engine.detail}`)),
    h('p', { class: 'muted' }, engine.chosenBecause),
    engine.devices && h('ul', {}, engine.devices.map((device) => h('li', {}, `${device.name}: ${device.frames} frames`))),
    engine.fallbacks.length > 0 && h('ul', { class: 'notes' }, engine.fallbacks.map((change) => h('li', {}, `${change.from} → ${change.to}: ${change.reason}`))),
    h(
      'ul',
      { class: 'bars numbers', 'data-testid': 'timings' },
      stages.map(([name, time]) =>
        h('li', {}, h('span', { class: 'bar-name' }, stageNames[name] ?? name), withVariable(h('span', { class: 'bar', 'aria-hidden': 'true' }), '--share', `${((100 * time) / longest).toFixed(1)}%`), h('span', {}, seconds(time))),
      ),
      h('li', { class: 'bar-total' }, h('span', { class: 'bar-name' }, 'total'), h('span', {}), h('strong', {}, seconds(total))),
    ),
    cost && h('p', { 'data-testid': 'cost' }, h('strong', { class: 'numbers' }, `${cost.amount < 0.01 ? cost.amount.toPrecision(2) : plainNumber(cost.amount)} ${cost.currency}`), h('span', { class: 'muted' }, ` · ${cost.basis}`)),
  );
}
