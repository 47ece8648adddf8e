// Files that no pre-check can read, made by the ffmpeg program once and kept in the build folder.
import { execFile } from 'node:child_process';
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { folder } from './environment.mjs';

const run = promisify(execFile);

async function made(name, ...flags) {
  const file = path.join(folder('awkward'), name);
  if (!existsSync(file)) {
    const making = path.join(folder('awkward'), `making-${process.pid}-${name}`);
    await run('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...flags, making]);
    renameSync(making, file);
  }
  return file;
}

function written(name, content) {
  const file = path.join(folder('awkward'), name);
  writeFileSync(file, content);
  return file;
}

/** A second of sound, in the container of films. */
export const sound = () => made('sound.mp4', '-f', 'lavfi', '-i', 'sine=duration=1', '-c:a', 'aac');
/** HEVC of 3840×2160, as phones film by default; Chromium has no decoder of its own for it. */
export const hevc4k = () => made('hevc-4k.mp4', '-f', 'lavfi', '-i', 'testsrc2=size=3840x2160:rate=30:duration=0.2', '-c:v', 'libx265',
  '-preset', 'ultrafast', '-x265-params', 'log-level=error', '-pix_fmt', 'yuv420p', '-tag:v', 'hvc1');
export const text = () => written('notes.mp4', 'This is a text, whatever its name says.\n'.repeat(100));
export const empty = () => written('empty.mp4', '');
