import type { Feedback } from '@gradevault/precheck';
import { svg } from '../dom/element.js';

/** The item's outline over the live picture, scaled as the picture is; dashed where it was carried on from an earlier frame. */
export class QuadOverlay {
  private readonly line = svg('polygon', { class: 'live-quad', points: '' });
  private readonly casing = svg('polygon', { class: 'live-casing', points: '' });
  readonly element = svg('svg', { class: 'live-overlay', preserveAspectRatio: 'xMidYMid meet', 'aria-hidden': 'true', 'data-testid': 'quad' }, this.casing, this.line);
  private box = '';

  show({ quad, quadTracked, width, height, hint }: Feedback): void {
    const box = `0 0 ${width} ${height}`;
    if (box !== this.box) this.element.setAttribute('viewBox', (this.box = box));
    const points = quad ? quad.map(([x, y]) => `${(x + 0.5).toFixed(1)},${(y + 0.5).toFixed(1)}`).join(' ') : '';
    this.line.setAttribute('points', points);
    this.casing.setAttribute('points', points);
    this.line.classList.toggle('tracked', quadTracked);
    this.line.classList.toggle('good', hint === 'good');
    this.element.dataset['found'] = String(quad !== null);
  }
}
