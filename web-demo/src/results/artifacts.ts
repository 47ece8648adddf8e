import type { FullAnalysis } from '@gradevault/precheck/escalate';
import { h } from '../dom/element.js';

/** An analysis's pictures. Their links are good for some minutes; one that fails to load is asked for once more with a new link. */
export class Artifacts {
  private renewal: Promise<FullAnalysis | null> | null = null;

  constructor(
    private links: Readonly<Record<string, string>>,
    private readonly renew: () => Promise<FullAnalysis | null>,
  ) {}

  has(name: string | null | undefined): name is string {
    return name !== null && name !== undefined && name in this.links;
  }

  picture(name: string, alt: string, size?: { width: number; height: number }): HTMLImageElement {
    const image = h('img', { alt, loading: 'lazy', decoding: 'async', ...size });
    const address = this.links[name] ?? '';
    // Of another origin: asked for by CORS, since this page is isolated.
    if (address !== '' && new URL(address, location.href).origin !== location.origin) image.crossOrigin = 'anonymous';
    image.src = address;
    image.addEventListener('error', () => void this.fresh(name).then((link) => (image.src = link ?? '')), { once: true });
    return image;
  }

  /** The picture itself, for those that are worked on. */
  async bitmap(name: string): Promise<ImageBitmap> {
    const get = async (address: string | null | undefined) => {
      if (!address) throw new Error(`${name} is not among the results`);
      const response = await fetch(address);
      if (!response.ok) throw new Error(`${name}: the server answered ${response.status}`);
      return createImageBitmap(await response.blob());
    };
    return get(this.links[name]).catch(async () => get(await this.fresh(name)));
  }

  private async fresh(name: string): Promise<string | null> {
    this.renewal ??= this.renew().finally(() => (this.renewal = null));
    const analysis = await this.renewal.catch(() => null);
    if (analysis) this.links = analysis.artifacts;
    return this.links[name] ?? null;
  }
}
