import { h } from '../dom/element.js';
import { icon } from '../dom/icon.js';
import type { Region } from '../report.js';
import type { Artifacts } from './artifacts.js';

const kinds = ['overlay', 'crop', 'mask'] as const;
const kindWords: Record<string, string> = { crop: 'As filmed', mask: 'Mask', overlay: 'Overlay' };

export function regionTitle(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The item's named parts with their pictures and how much of them the method calls damaged. */
export function regionList(regions: readonly Region[], artifacts: Artifacts, outline: (region: Region | null) => void): HTMLElement {
  let kind: string = 'overlay';
  const places = new Map<Region, HTMLElement>();
  const show = () => {
    for (const [region, place] of places) {
      const name = region.artifacts[kind];
      place.replaceChildren(artifacts.has(name) ? artifacts.picture(name, `${regionTitle(region.name)}, ${kindWords[kind]?.toLowerCase()}`) : h('span', { class: 'muted' }, 'no picture'));
    }
  };
  const choice = h('fieldset', { class: 'segments', 'data-testid': 'region-kind' }, h('legend', {}, 'Pictures'));
  for (const each of kinds) {
    const input = h('input', { type: 'radio', name: 'region-kind', value: each, checked: each === kind });
    input.addEventListener('change', () => {
      kind = each;
      show();
    });
    choice.append(h('label', {}, input, h('span', {}, kindWords[each])));
  }
  const items = regions.map((region) => {
    const place = h('div', { class: 'region-picture' });
    places.set(region, place);
    const find = h('button', { type: 'button', class: 'link small', 'aria-pressed': 'false' }, icon('next', 14), 'Outline it');
    find.addEventListener('click', () => {
      const pressed = find.getAttribute('aria-pressed') !== 'true';
      for (const other of list.querySelectorAll('[aria-pressed]')) other.setAttribute('aria-pressed', 'false');
      find.setAttribute('aria-pressed', String(pressed));
      outline(pressed ? region : null);
    });
    return h('li', { class: 'region', 'data-testid': `region-${region.name}` }, place,
      h('p', {}, h('strong', {}, regionTitle(region.name)), h('span', { class: 'numbers' }, ` ${region.percentage.toFixed(1)} %`)), find);
  });
  const list = h('ul', { class: 'regions' }, items);
  show();
  return h('div', {}, choice, list);
}
