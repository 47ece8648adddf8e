// Where the programs and built files are, as CTest says by environment variables; by hand, what a release build leaves.
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const source = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const given = (name, fallback) => path.resolve(process.env[name] ?? path.join(source, fallback));

export const program = given('GRADEVAULT_PROGRAM', 'build/release/bin/gradevault');
export const filmProgram = given('GRADEVAULT_FILM', 'build/release/bin/gradevault-film');
/** The page as Vite built it. */
export const page = given('GRADEVAULT_PAGE', 'web-demo/dist');
/** The npm package as it is published, built. */
export const npmPackage = given('GRADEVAULT_NPM_PACKAGE', 'wasm/package');
/** Where captures, screenshots and results of this suite go. */
export const build = given('GRADEVAULT_BROWSER_BUILD', 'build/release/tests/browser');
export const browserProgram = process.env.GRADEVAULT_CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync);
/** quick, default or full: how much is done. */
export const scale = process.env.GRADEVAULT_TEST_SCALE ?? 'default';

/** A folder below `build`, made when it is not there. */
export function folder(...names) {
  const made = path.join(build, ...names);
  mkdirSync(made, { recursive: true });
  return made;
}
