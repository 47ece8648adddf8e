// A page of a plain static server, without a bundler, that imports the installed package.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium as playwright } from 'playwright-core';
import { chromium, installed, installFolder, testData } from './places.mjs';
import { serveFolders } from './static_server.mjs';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const pages = path.join(installFolder, 'pages');
const films = path.join(installFolder, 'films');

export function startChromium() {
  return playwright.launch({ executablePath: chromium, args: [...flags, '--js-flags=--expose-gc'] });
}

/** `before`: a script that runs before the page's; `policy`: its content security policy. */
export async function openPage(browser, { isolated = true, before = '', policy = '' } = {}) {
  mkdirSync(pages, { recursive: true });
  mkdirSync(films, { recursive: true });
  const page = `<!doctype html><title>package</title><script>${before}</script><script type="module">
    import * as precheck from '/package/dist/index.js';
    globalThis.precheck = precheck;
    globalThis.fetchFile = async (address) => new File([await (await fetch(address)).blob()], address.split('/').pop());
    globalThis.outcome = (promise) => promise.then((value) => ({ value }), (error) => ({ code: error.code, message: error.message }));
    globalThis.ready = true;
  </script>`;
  writeFileSync(path.join(pages, 'page.html'), page);
  const server = await serveFolders(
    { '/package/': installed, '/films/': films, '/data/': testData, '/': pages },
    { isolated, policy },
  );
  const opened = await browser.newPage();
  opened.setDefaultTimeout(300_000); // of a machine under load
  await opened.goto(`${server.url}/page.html`);
  await opened.waitForFunction('globalThis.ready');
  return {
    page: opened,
    async close() {
      await opened.close();
      await server.close();
    },
  };
}

const pattern = ['-f', 'lavfi', '-i', 'testsrc2=size=640x360:rate=15:duration=1'];
const tone = ['-f', 'lavfi', '-i', 'sine=duration=1'];

/** The address of a film of 15 frames by ffmpeg, made once: a moving test pattern; `settings` as ffmpeg takes them. */
export function film(name, ...settings) {
  return made(name, [...pattern, ...settings]);
}

/** … of a file that has sound only. */
export function sound(name, ...settings) {
  return made(name, [...tone, ...settings]);
}

function made(name, settings) {
  const target = path.join(films, name);
  if (!existsSync(target)) {
    mkdirSync(films, { recursive: true });
    execFileSync('ffmpeg', ['-loglevel', 'error', '-y', ...settings, target]);
  }
  return `/films/${name}`;
}
