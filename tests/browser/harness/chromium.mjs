// The distribution's Chromium, headless, with a fresh profile each time.
import { chromium } from 'playwright-core';
import { browserProgram } from './environment.mjs';

const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
  '--disable-sync',
];

/**
 * Starts Chromium. `camera`: a film (.mjpeg or .y4m) that its fake camera shows over and over; then pages may use it without being
 * asked. `flags`: more of its switches.
 */
export function startChromium({ camera, flags = [] } = {}) {
  const cameraFlags = camera === undefined ? [] : [
    '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', `--use-file-for-fake-video-capture=${camera}`,
  ];
  return chromium.launch({ executablePath: browserProgram, headless: true, args: [...FLAGS, ...cameraFlags, ...flags] });
}

/** A page that keeps what it complains of: `complaints` holds errors that nothing caught and errors of the console. */
export async function openPage(browser, options = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.stack ?? error}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()} (${message.location().url})`);
  });
  return { page, context, complaints };
}
