// The full analysis of a capture by the server's program, kept beside the capture.
import { createHash } from 'node:crypto';
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { folder, program } from './environment.mjs';

const run = promisify(execFile);
let programHash;

/** The report of `gradevault analyze VIDEO`; `flags` as on its command line. */
export async function analysis(video, ...flags) {
  programHash ??= createHash('sha256').update(readFileSync(program)).digest('hex');
  const key = createHash('sha256').update(programHash).update(JSON.stringify([video, ...flags])).digest('hex').slice(0, 16);
  const kept = path.join(folder('analyses'), key);
  if (!existsSync(kept)) {
    const making = `${kept}.${process.pid}`;
    await run(program, ['analyze', video, '--out', making, ...flags], { maxBuffer: 1 << 24 });
    try {
      renameSync(making, kept);
    } catch (error) {
      if (!existsSync(kept)) throw error;
      rmSync(making, { recursive: true, force: true });
    }
  }
  return JSON.parse(readFileSync(path.join(kept, 'report.json'), 'utf8'));
}
