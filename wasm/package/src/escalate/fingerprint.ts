// Which file it is, as far as its name, size, time and ends tell: what a reload knows a begun upload again by.
import { EscalateError } from '../escalate_api.js';

const endBytes = 64 << 10;
const prime = 0x100000001b3n;

/**
 * FNV-1a, 64 bit: not against forgers, who could only spoil an upload of their own. Web Crypto is missing on pages
 * without TLS.
 */
function fnv1a(bytes: Uint8Array, begin: bigint): bigint {
  let hash = begin;
  for (const byte of bytes) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * prime);
  return hash;
}

/** Throws unreadable_file: e.g. the file was moved, or changed since it was chosen. */
async function bytesOf(part: Blob, name: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await part.arrayBuffer());
  } catch {
    throw new EscalateError('unreadable_file', `${name} cannot be read any more; choose it again`);
  }
}

/** A request whose body cannot be read fails as one without a network does; this tells them apart. */
export async function throwIfUnreadable(file: Blob): Promise<void> {
  await bytesOf(file.slice(0, 1), (file as Partial<File>).name ?? 'the file');
}

/** Both ends of the file: where its index and where its newest bytes are. Throws unreadable_file. */
export async function fingerprint(file: Blob): Promise<string> {
  const { name, lastModified } = file as Partial<File>;
  let hash = 0xcbf29ce484222325n;
  for (const part of [file.slice(0, endBytes), file.slice(Math.max(endBytes, file.size - endBytes))])
    hash = fnv1a(await bytesOf(part, name ?? 'the file'), hash);
  return [hash.toString(16), file.size, lastModified ?? '', name ?? ''].join('.');
}
