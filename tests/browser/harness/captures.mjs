// Captures by gradevault-film, filmed once and kept in the build folder.
import { createHash } from 'node:crypto';
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { filmProgram, folder } from './environment.mjs';

const run = promisify(execFile);
let programHash;

function hashOfProgram() {
  programHash ??= createHash('sha256').update(readFileSync(filmProgram)).digest('hex');
  return programHash;
}

function flagsOf(settings) {
  const flags = [];
  for (const [name, value] of Object.entries(settings)) {
    if (value === true) flags.push(`--${name}`);
    else if (value !== undefined && value !== false) flags.push(`--${name}`, String(value));
  }
  return flags;
}

/**
 * The capture that gradevault-film makes of `settings` (its flags without dashes), as {folder, video, truth}. The same settings and
 * the same program give the same file, so it is filmed only once.
 */
export async function capture(settings) {
  const flags = flagsOf(settings);
  const key = createHash('sha256').update(hashOfProgram()).update(JSON.stringify(flags)).digest('hex').slice(0, 16);
  const kept = path.join(folder('captures'), key);
  if (!existsSync(kept)) {
    const making = `${kept}.${process.pid}`;
    await run(filmProgram, ['--out', making, ...flags], { maxBuffer: 1 << 24 });
    try {
      renameSync(making, kept);
    } catch (error) {
      if (!existsSync(kept)) throw error;
      rmSync(making, { recursive: true, force: true });  // another test made the same one meanwhile
    }
  }
  const truth = JSON.parse(readFileSync(path.join(kept, 'truth.json'), 'utf8'));
  return { folder: kept, video: path.join(kept, truth.video), truth };
}
