import { h, svg } from '../dom/element.js';
import type { GoldenFrame, Region, Report } from '../report.js';
import { seconds } from '../text/numbers.js';
import type { Artifacts } from './artifacts.js';
import { layersOf, type Layer, type LayerKind } from './layers.js';
import { tintedMask } from './tinted_mask.js';

const maskColour = [230, 0, 60] as const;

/** The straightened item with what was found laid over it: which golden frame, which layer, how strongly. */
export class ItemViewer {
  readonly element: HTMLElement;
  private readonly stage = h('div', { class: 'viewer-stage', 'data-testid': 'viewer' });
  private readonly layerChoice = h('fieldset', { class: 'segments wrap', 'data-testid': 'layers' }, h('legend', {}, 'Laid over it'));
  private readonly what = h('p', { class: 'muted viewer-what' });
  private readonly opacity = h('input', { type: 'range', min: 0, max: 100, value: 65, id: 'overlay-opacity', 'data-testid': 'opacity' });
  private golden: GoldenFrame;
  private layer: LayerKind = 'mask';
  private cover: HTMLElement | null = null;
  private readonly frame = svg('svg', { class: 'viewer-regions', 'aria-hidden': 'true' });

  constructor(
    private readonly report: Report,
    private readonly artifacts: Artifacts,
  ) {
    const shown = report.goldenFrames.filter((golden) => artifacts.has(golden.rectifiedArtifact));
    const reference = shown.find((golden) => golden.frame === report.defects?.referenceFrame);
    this.golden = (reference ?? shown[0]) as GoldenFrame;
    const frames = h('fieldset', { class: 'viewer-frames' }, h('legend', {}, 'Golden frame'));
    for (const golden of shown) {
      const rank = report.goldenFrames.indexOf(golden) + 1;
      const input = h('input', { type: 'radio', name: 'viewer-frame', value: rank, checked: golden === this.golden });
      input.addEventListener('change', () => {
        this.golden = golden;
        this.show();
      });
      frames.append(h('label', {}, input, artifacts.picture(golden.rectifiedArtifact ?? '', ''), h('span', { class: 'numbers' }, `${rank} · ${seconds(golden.time)}`)));
    }
    this.opacity.addEventListener('input', () => this.fade());
    this.element = h(
      'div',
      { class: 'viewer' },
      this.stage,
      h('div', { class: 'viewer-tools' }, this.layerChoice, this.what, h('label', { for: 'overlay-opacity', class: 'slider-label' }, 'Opacity'), this.opacity, frames),
    );
    this.show();
  }

  /** Outlines a region; null takes the outline away. */
  outline(region: Region | null): void {
    this.frame.replaceChildren(...(region?.areas ?? []).map(([x, y, width, height]) => svg('rect', { x, y, width, height })));
  }

  private show(): void {
    const name = this.golden.rectifiedArtifact ?? '';
    const base = this.artifacts.picture(name, 'The item, straightened');
    base.loading = 'eager';
    base.addEventListener('load', () => this.frame.setAttribute('viewBox', `0 0 ${base.naturalWidth} ${base.naturalHeight}`));
    const layers = layersOf(this.report, this.golden, (each) => this.artifacts.has(each));
    if (!layers.some((layer) => layer.kind === this.layer)) this.layer = layers[1]?.kind ?? 'none';
    const legend = this.layerChoice.firstElementChild as HTMLElement;
    this.layerChoice.replaceChildren(legend, ...layers.map((layer) => this.choiceOf(layer)));
    this.stage.replaceChildren(base, this.frame);
    const chosen = layers.find((layer) => layer.kind === this.layer);
    if (chosen) void this.lay(chosen);
  }

  private choiceOf(layer: Layer): HTMLElement {
    const input = h('input', { type: 'radio', name: 'viewer-layer', value: layer.kind, checked: layer.kind === this.layer });
    input.addEventListener('change', () => {
      this.layer = layer.kind;
      void this.lay(layer);
    });
    return h('label', {}, input, h('span', {}, layer.title));
  }

  private async lay(layer: Layer): Promise<void> {
    this.cover?.remove();
    this.cover = null;
    this.what.textContent = layer.what;
    this.opacity.disabled = layer.artifact === null;
    if (layer.artifact === null) return;
    const golden = this.golden;
    try {
      const cover = layer.kind === 'mask' ? tintedMask(await this.artifacts.bitmap(layer.artifact), maskColour) : this.artifacts.picture(layer.artifact, '');
      if (golden !== this.golden || layer.kind !== this.layer) return;
      cover.classList.add('viewer-cover');
      if (cover instanceof HTMLImageElement) cover.loading = 'eager';
      this.cover = cover;
      this.fade();
      this.frame.before(cover);
    } catch (error) {
      this.what.textContent = error instanceof Error ? error.message : String(error);
    }
  }

  private fade(): void {
    if (this.cover) this.cover.style.opacity = String(Number(this.opacity.value) / 100);
  }
}
