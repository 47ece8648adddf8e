import { h, svg } from '../dom/element.js';
import type { Quad, Report } from '../report.js';
import type { GoldenStill } from '../scan/scan.js';
import { plainNumber, seconds } from '../text/numbers.js';

/** The item's outline over a picture of the whole upright frame, whatever size the picture is shown at. */
export function quadOver(quad: Quad, width: number, height: number): SVGSVGElement {
  // The centre of the top left pixel is (0, 0), hence the half pixel.
  const points = quad.map(([x, y]) => `${x + 0.5},${y + 0.5}`).join(' ');
  return svg(
    'svg',
    { class: 'quad-over', viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    svg('polygon', { points, class: 'quad-casing' }),
    svg('polygon', { points, class: 'quad-line' }),
  );
}

/** The golden frames, sharpest first, each with the item's outline; a click goes there in the video. */
export function goldenGallery(report: Report, stills: readonly GoldenStill[], seek: (time: number) => void): { element: HTMLElement; close(): void } {
  const addresses: string[] = [];
  const figures = report.goldenFrames.map((golden, index) => {
    const still = stills.find((each) => each.frame === golden.frame);
    let picture: HTMLElement = h('div', { class: 'no-picture' }, 'no picture kept');
    if (still) {
      const address = URL.createObjectURL(still.picture);
      addresses.push(address);
      picture = h('img', {
        src: address, width: still.width, height: still.height,
        alt: `Golden frame ${index + 1}${golden.quad ? ', the item outlined' : ', no item found'}`,
      });
    }
    const show = h('button', { type: 'button', class: 'still', 'aria-label': `Show golden frame ${index + 1} in the video` }, picture,
      golden.quad && quadOver(golden.quad, report.source.width, report.source.height));
    show.addEventListener('click', () => seek(golden.time));
    return h(
      'figure',
      { 'data-testid': 'golden-frame' },
      show,
      h(
        'figcaption',
        { class: 'numbers' },
        h('strong', {}, `${index + 1}`), ` frame ${golden.frame} · ${seconds(golden.time)} · sharpness ${plainNumber(golden.sharpness)}`,
        !golden.stable && h('em', {}, ' not still'),
        !golden.quad && h('em', {}, ` ${golden.quadReason ?? 'no item found'}`),
      ),
    );
  });
  return {
    element: h('div', { class: 'stills' }, figures),
    close: () => addresses.forEach((address) => URL.revokeObjectURL(address)),
  };
}
