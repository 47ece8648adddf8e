import { PrecheckError } from '../api.js';

/** What went wrong, as the package's own error. */
export function toPrecheckError(error: unknown): PrecheckError {
  if (error instanceof PrecheckError) return error;
  if (isOutOfMemory(error)) {
    return new PrecheckError(
      'out_of_memory',
      'the browser gave the pre-check no more memory: close other pages, or take a smaller video',
    );
  }
  return new PrecheckError(
    'internal',
    `the pre-check failed: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`,
  );
}

function isOutOfMemory(error: unknown): boolean {
  return (
    error instanceof RangeError || /out of memory|OOM|Cannot enlarge memory|allocation failed/i.test(String(error))
  );
}

/** Whether the module's state cannot be trusted any more: it trapped or aborted. */
export function brokeTheModule(error: unknown): boolean {
  return error instanceof WebAssembly.RuntimeError || String(error).includes('WebAssembly.Exception');
}
