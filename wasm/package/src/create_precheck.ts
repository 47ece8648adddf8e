import { type CreatePrecheck, type Precheck, PrecheckError, type PrecheckSettings } from './api.js';
import { PageSession } from './page_session.js';
import type { StartSettings } from './protocol.js';

/**
 * Starts a pre-check in a worker of its own. Rejects with `unsupported_environment` where there is no WebAssembly or no worker,
 * or none of the builds asked for runs; with `invalid_argument` for an option that does not exist or is out of range.
 */
export const createPrecheck: CreatePrecheck = async (settings = {}): Promise<Precheck> => {
  if (typeof WebAssembly !== 'object') {
    throw new PrecheckError(
      'unsupported_environment',
      'there is no WebAssembly here; the full analysis needs none: upload the file',
    );
  }
  return PageSession.start(toStart(settings), settings.assets === undefined ? undefined : folder(settings.assets));
};

function toStart(settings: PrecheckSettings): StartSettings {
  const build = settings.build ?? 'auto';
  if (!['auto', 'threads', 'simd', 'baseline'].includes(build)) {
    throw new PrecheckError('invalid_argument', `build "${build}": it is auto, threads, simd or baseline`);
  }
  const lumaSource = settings.lumaSource ?? 'auto';
  if (lumaSource !== 'auto' && lumaSource !== 'rgba') {
    throw new PrecheckError('invalid_argument', `lumaSource "${String(lumaSource)}": it is auto or rgba`);
  }
  const threads = settings.threads ?? 0;
  if (!Number.isInteger(threads) || threads < 0 || threads > 64 || settings.threads === 0) {
    throw new PrecheckError('invalid_argument', `threads ${threads}: it is a whole number from 1 to 64`);
  }
  return {
    options: settings.options ?? {},
    scanId: settings.scanId ?? '',
    shot: settings.shot ?? '',
    build,
    threads,
    lumaSource,
    assets: settings.assets === undefined ? '' : folder(settings.assets).href,
  };
}

function folder(assets: string | URL): URL {
  const base = typeof document === 'object' ? document.baseURI : import.meta.url;
  try {
    const url = new URL(assets, base);
    if (!url.pathname.endsWith('/')) url.pathname += '/';
    return url;
  } catch {
    throw new PrecheckError('invalid_argument', `assets "${String(assets)}" is no address`);
  }
}
