// A page that holds nothing but the npm package, on a plain file server.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openPage, startChromium } from './chromium.mjs';
import { folder, npmPackage } from './environment.mjs';
import { serveFiles } from './static_server.mjs';

const PAGES = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../pages');

/** Where the package's own package.json says that browsers begin. */
function packageEntry() {
  const { exports, module, main } = JSON.parse(readFileSync(path.join(npmPackage, 'package.json'), 'utf8'));
  let entry = exports?.['.'] ?? exports ?? module ?? main;
  while (typeof entry === 'object') entry = entry.browser ?? entry.import ?? entry.default;
  return entry;
}

/** A file server for the package, for this suite's pages, and for the files below the build folder (`addressOf`). */
export async function servePackage(settings) {
  const files = folder();
  const server = await serveFiles({ '/package/': npmPackage, '/files/': files, '/pages/': PAGES }, settings);
  server.addressOf = (file) => `/files/${path.relative(files, file).split(path.sep).join('/')}`;
  return server;
}

export async function openPackagePage(browser, server) {
  const opened = await openPage(browser);
  const entry = path.posix.join('/package/', packageEntry());
  await opened.page.goto(`${server.address}/pages/precheck.html?package=${encodeURIComponent(entry)}`);
  await opened.page.waitForFunction(() => window.suite !== undefined);
  return opened;
}

/** For a whole file of tests: Chromium (`browser`), the package on an isolated page's server (`server`) and a page of it (`page`). */
export function packageSuite() {
  const suite = {};
  before(async () => {
    suite.browser = await startChromium();
    suite.server = await servePackage({ isolated: true });
    suite.page = (await openPackagePage(suite.browser, suite.server)).page;
  });
  after(async () => {
    await suite.browser?.close();
    await suite.server?.stop();
  });
  return suite;
}

/** What `window.suite.checkFile` says of a capture's file. */
export function checkFile(page, address, settings = {}, fileSettings = {}) {
  return page.evaluate((given) => window.suite.checkFile(...given), [address, settings, fileSettings]);
}
