import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const packageFolder = fileURLToPath(new URL('..', import.meta.url));
const root = path.resolve(packageFolder, '../..');
/** An empty folder into which install_pack.mjs installed the pack. */
export const installFolder = path.join(root, 'build/package-tests');
export const installed = path.join(installFolder, 'node_modules/@gradevault/precheck');
/** To be imported as users do. */
export const entry = pathToFileURL(path.join(installed, 'dist/index.js')).href;
export const chromium =
  process.env.GRADEVAULT_CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync);
/** Shared test files, where there are any. */
export const testData = process.env.GRADEVAULT_TEST_DATA ?? path.join(root, '../shared/data');
/** quick, default or full. */
export const scale = process.env.GRADEVAULT_TEST_SCALE ?? 'default';
