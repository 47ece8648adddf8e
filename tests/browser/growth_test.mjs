// Ten thousand frames through one pre-check in a real browser, and no byte more than after the first thousand.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startChromium } from './harness/chromium.mjs';
import { scale } from './harness/environment.mjs';
import { openPackagePage, servePackage } from './harness/package_page.mjs';

const FRAMES = { quick: 500, default: 1000, full: 10_000 }[scale];

let browser;
let server;
before(async () => {
  browser = await startChromium({ flags: ['--js-flags=--expose-gc'] });
  server = await servePackage({ isolated: true });
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test(`${FRAMES} live frames leave no more memory in use than a tenth of them did`, async () => {
  const { page } = await openPackagePage(browser, server);
  const marks = await page.evaluate(async (frames) => {
    const precheck = await window.suite.createPrecheck();
    const [width, height] = [160, 120];
    const luma = (frame) => {
      const data = new Uint8Array(width * height);
      for (let i = 0; i < data.length; i++) data[i] = 16 + ((i * 7 + ((i / width) | 0) * 13 + frame) % 200);
      return { data, width, height };
    };
    const marks = [];
    let answered = 0;
    for (let frame = 0; frame < frames; frame++) {
      const feedback = await precheck.push(luma(frame), { time: frame / 30 });
      if (feedback !== null) answered++;
      if (frame + 1 === frames / 10 || frame + 1 === frames) {
        window.gc?.();
        marks.push({ module: await precheck.memoryBytes(), page: performance.memory.usedJSHeapSize });
      }
    }
    const report = await precheck.finish();
    precheck.dispose();
    return { marks, answered, count: report.frames.count };
  }, FRAMES);
  assert.equal(marks.answered, FRAMES, 'a frame was dropped although each waited for the one before');
  assert.equal(marks.count, FRAMES);
  const [early, late] = marks.marks;
  // The series grow by under 200 bytes a frame (gradevault/precheck.hpp); the module's memory grows in steps.
  assert.ok(late.module - early.module <= FRAMES * 200 + (1 << 20), `module: ${early.module} → ${late.module} bytes`);
  assert.ok(late.page - early.page <= 8 << 20, `page: ${early.page} → ${late.page} bytes`);
});
