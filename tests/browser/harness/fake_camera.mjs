// Films that Chromium's fake camera shows in place of a lens: motion JPEG, made of a capture once and kept beside it.
import { execFile } from 'node:child_process';
import { existsSync, renameSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The capture's film for startChromium({camera}); its frames in order, 30 a second, at near lossless quality. */
export async function cameraFilm(captured) {
  const film = path.join(captured.folder, 'camera.mjpeg');
  if (!existsSync(film)) {
    const making = path.join(captured.folder, `camera.${process.pid}.mjpeg`);
    await run('ffmpeg', ['-nostdin', '-v', 'error', '-y', '-i', captured.video, '-c:v', 'mjpeg', '-q:v', '2', '-pix_fmt', 'yuvj420p', making]);
    renameSync(making, film);
  }
  return film;
}
