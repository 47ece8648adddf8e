import type { CaptureFile } from './capture_file.js';

/** Packets of the track, where the container's index has them; null where the whole file would have to be read for it. */
export async function packetCount(capture: CaptureFile): Promise<number | null> {
  if (capture.source.container !== 'mp4' && capture.source.container !== 'mov') return null;
  let count = 0;
  for await (const packet of capture.packets.packets(undefined, undefined, { metadataOnly: true })) {
    if (packet.byteLength > 0) count++;
  }
  return count;
}
