import { svg } from './element.js';

/** Strokes on a grid of 24. */
const shapes = {
  back: 'M15 5l-7 7 7 7',
  camera: 'M4 8h3l2-3h6l2 3h3v11H4zM12 16.500a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z',
  check: 'M5 12.500l4.5 4.500L19 7',
  clock: 'M12 7v5l3.5 2M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z',
  cross: 'M6 6l12 12M18 6L6 18',
  dash: 'M6 12h12',
  download: 'M12 4v11m-5-5l5 5 5-5M5 20h14',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4',
  gear: 'M4 7h9m5 0h2M4 17h2m5 0h9M15.5 9.500a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM8.5 19.500a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  moon: 'M20 14.500A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.500z',
  next: 'M9 5l7 7-7 7',
  play: 'M8 5l11 7-11 7z',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2v2m0 16v2M4.9 4.900l1.4 1.400m11.4 11.400l1.4 1.400M2 12h2m16 0h2M4.9 19.100l1.4-1.400M17.7 6.300l1.4-1.4',
  torch: 'M13 2L5 13.500h6L10.5 22 19 10h-6.500z',
  turn: 'M4 12a8 8 0 0 1 13.7-5.600L20 9M20 4v5h-5M20 12a8 8 0 0 1-13.7 5.600L4 15M4 20v-5h5',
  upload: 'M12 16V5m-5 5l5-5 5 5M5 20h14',
  warning: 'M12 4L2.5 20h19zM12 10v4.500m0 2.500v.500',
} as const;

export type IconName = keyof typeof shapes;

/** Decoration: the words beside it say the same. */
export function icon(name: IconName, size = 20): SVGSVGElement {
  return svg(
    'svg',
    { class: `icon icon-${name}`, width: size, height: size, viewBox: '0 0 24 24', 'aria-hidden': 'true', focusable: 'false' },
    svg('path', {
      d: shapes[name],
      fill: 'none',
      stroke: 'currentColor',
      'stroke-width': 2,
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
    }),
  );
}
