// Which builds of the module can run here, and where their files are.
import { type Build, PrecheckError } from '../api.js';

export interface Candidate {
  build: Build;
  /** Why not the one before; empty for the first choice. */
  because: string;
}

/** A module with one SIMD instruction in it: (func (result v128) i32.const 0 i8x16.splat). */
const simdModule = Uint8Array.of(
  0,
  97,
  115,
  109,
  1,
  0,
  0,
  0,
  1,
  5,
  1,
  96,
  0,
  1,
  123,
  3,
  2,
  1,
  0,
  10,
  8,
  1,
  6,
  0,
  65,
  0,
  253,
  15,
  11,
);
/** A module whose memory is shared. */
const threadsModule = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 5, 4, 1, 3, 1, 1);

function whyNoThreads(): string {
  const scope = globalThis as { crossOriginIsolated?: boolean; WorkerGlobalScope?: unknown };
  if (scope.WorkerGlobalScope === undefined) return 'this is no browser';
  if (typeof SharedArrayBuffer !== 'function' || scope.crossOriginIsolated !== true)
    return 'the page is not cross-origin isolated';
  return WebAssembly.validate(threadsModule) ? '' : 'this browser has no threads in WebAssembly';
}

/** The builds to try, in order; at least one. */
export function candidates(wanted: 'auto' | Build): Candidate[] {
  if (wanted !== 'auto')
    return [{ build: wanted, because: wanted === 'threads' ? asked(whyNoThreads()) : 'asked for' }];
  const simd = WebAssembly.validate(simdModule);
  if (!simd) return [{ build: 'baseline', because: 'this browser has no SIMD in WebAssembly' }];
  const noThreads = whyNoThreads();
  const threads: Candidate[] = noThreads ? [] : [{ build: 'threads', because: 'the best that runs here' }];
  const simdBecause = noThreads
    ? `the best that runs here: ${noThreads}, so no threads`
    : 'the build before it did not start';
  return [
    ...threads,
    { build: 'simd', because: simdBecause },
    { build: 'baseline', because: 'the builds before it did not start' },
  ];
}

function asked(whyNot: string): string {
  if (whyNot)
    throw new PrecheckError(
      'unsupported_environment',
      `the build threads does not run here: ${whyNot}; auto takes the best one that does`,
    );
  return 'asked for';
}

export interface ModuleFiles {
  script: URL;
  wasm: URL;
}

/** The files of a build, beside the worker or in the folder `assets`. Written out, because bundlers look for this form. */
export function moduleFiles(build: Build, assets: string): ModuleFiles {
  if (assets)
    return { script: new URL(`precheck-${build}.js`, assets), wasm: new URL(`precheck-${build}.wasm`, assets) };
  switch (build) {
    case 'threads':
      return {
        script: new URL('./precheck-threads.js', import.meta.url),
        wasm: new URL('./precheck-threads.wasm', import.meta.url),
      };
    case 'simd':
      return {
        script: new URL('./precheck-simd.js', import.meta.url),
        wasm: new URL('./precheck-simd.wasm', import.meta.url),
      };
    case 'baseline':
      return {
        script: new URL('./precheck-baseline.js', import.meta.url),
        wasm: new URL('./precheck-baseline.wasm', import.meta.url),
      };
  }
}
