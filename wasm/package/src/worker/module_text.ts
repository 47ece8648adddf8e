// UTF-8 text in and out of the module's memory.
import type { EmscriptenModule } from './emscripten_module.js';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A copy with a final 0, to be freed; 0 when memory is out. */
export function writeText(module: EmscriptenModule, text: string): number {
  const encoded = encoder.encode(text);
  const begin = module.c._malloc(encoded.length + 1);
  if (begin === 0) return 0;
  const { bytes } = module;
  bytes.set(encoded, begin);
  bytes[begin + encoded.length] = 0;
  return begin;
}

/** The text of so many bytes, or up to its 0. */
export function readText(module: EmscriptenModule, begin: number, length?: number): string {
  if (begin === 0) return '';
  const { bytes } = module;
  // slice, because browsers refuse to decode memory that is shared.
  return decoder.decode(bytes.slice(begin, length === undefined ? bytes.indexOf(0, begin) : begin + length));
}
