import { h, svg } from '../dom/element.js';
import type { ItemType } from '../report.js';

const ratios: Record<ItemType, number> = { comic: 0.66, card: 0.72, toy: 0.8 };

/** A drawing of what to film: the item in the camera's frame, with its spine, edges or light marked. Decoration. */
export function outline(itemType: ItemType, shot: string): HTMLElement {
  const height = 150;
  const width = height * ratios[itemType];
  const left = 130 - width / 2;
  const top = 100 - height / 2;
  const item = { x: left, y: top, width, height, rx: itemType === 'card' ? 8 : 2 };
  const marks: SVGElement[] = [];
  if (shot === 'spine') marks.push(svg('rect', { x: left, y: top, width: 12, height, class: 'outline-mark' }));
  if (shot === 'edges') marks.push(svg('rect', { ...item, class: 'outline-edge' }));
  if (shot === 'raking-light')
    marks.push(
      svg('path', { d: `M18 ${top + 30}L${left + width * 0.8} ${top + 20}V${top + height - 20}z`, class: 'outline-light' }),
      svg('circle', { cx: 22, cy: top + 32, r: 9, class: 'outline-lamp' }),
    );
  if (shot === 'back' || shot === 'sides')
    marks.push(svg('path', { d: `M${130 - 22} 100a22 14 0 0 1 40-8m4-10v11h-11`, class: 'outline-turn' }));
  if (shot === 'front') marks.push(svg('path', { d: `M${left + width * 0.2} ${top + 24}h${width * 0.6}m${-width * 0.6} 12h${width * 0.4}`, class: 'outline-turn' }));
  return h(
    'div',
    { class: 'outline', 'aria-hidden': 'true' },
    svg(
      'svg',
      { viewBox: '0 0 260 200', width: 260, height: 200 },
      svg('path', { d: 'M14 44V14h30M216 14h30v30M246 156v30h-30M44 186H14v-30', class: 'outline-frame' }),
      svg('rect', { ...item, class: 'outline-item' }),
      marks,
    ),
  );
}
