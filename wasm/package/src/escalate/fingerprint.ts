// Which file it is, as far as its name, size, time and ends tell: what a reload knows a begun upload again by.
import { EscalateError } from '../escalate_api.js';

const endBytes = 64 << 10;
const prime = 0x100000001b3n;

/** FNV-1a, 64 bit: not against forgers, who could only spoil an upload of their own. Web Crypto is missing on pages without TLS. */
function fnv1a(bytes: Uint8Array, begin: bigint): bigint {
  let hash = begin;
  for (const byte of bytes) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * prime);
  return hash;
}

/** Both ends of the file: where its index and where its newest bytes are. Throws unreadable_file. */
export async function fingerprint(file: Blob): Promise<string> {
  const named = file as Partial<File>;
  try {
    let hash = 0xcbf29ce484222325n;
    for (const part of [file.slice(0, endBytes), file.slice(Math.max(endBytes, file.size - endBytes))])
      hash = fnv1a(new Uint8Array(await part.arrayBuffer()), hash);
    return [hash.toString(16), file.size, named.lastModified ?? '', named.name ?? ''].join('.');
  } catch {
    throw new EscalateError('unreadable_file', `${named.name ?? 'the file'} cannot be read; it may have been moved or changed: choose it again`);
  }
}
