import { h } from '../dom/element.js';
import type { Report } from '../report.js';
import { percent, plainNumber, seconds } from '../text/numbers.js';
import { goldenRank } from './series.js';

/** The same numbers as the charts', a row a frame; built when it is opened, since there may be thousands. */
export function frameTable(report: Report): HTMLElement {
  const { frames, goldenFrames } = report;
  const place = h('div', { class: 'table-place', tabindex: 0, role: 'region', 'aria-label': 'Numbers of every frame' });
  const details = h('details', { class: 'frame-table', 'data-testid': 'frame-table' }, h('summary', {}, 'The same as a table'), place);
  details.addEventListener('toggle', () => {
    if (!details.open || place.firstChild) return;
    const heads = ['Frame', 'Time', 'Sharpness', 'Motion [px]', 'Mean luma', 'Dark', 'Bright', 'Glare', ''];
    const rows = frames.time.map((time, index) => {
      const rank = goldenRank(goldenFrames, index);
      const note = rank > 0 ? `golden ${rank}` : frames.lost.includes(index) ? 'lost' : '';
      return h(
        'tr', { class: rank > 0 ? 'golden' : '' },
        h('th', { scope: 'row' }, index), h('td', {}, seconds(time)), h('td', {}, plainNumber(frames.sharpness[index])),
        h('td', {}, plainNumber(frames.motion[index])), h('td', {}, plainNumber(frames.meanLuma[index])),
        h('td', {}, percent(frames.darkShare[index])), h('td', {}, percent(frames.brightShare[index])),
        h('td', {}, percent(frames.glareShare[index])), h('td', {}, note),
      );
    });
    place.append(
      h('table', { class: 'numbers' }, h('caption', { class: 'unseen' }, 'Measures of every frame of the quick luma'),
        h('thead', {}, h('tr', {}, heads.map((head) => h('th', { scope: 'col' }, head)))), h('tbody', {}, rows)),
    );
  });
  return details;
}
