// What a person is told while filming: Chromium's fake camera shows generated captures, whose fault is known.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { capture } from './harness/captures.mjs';
import { startChromium } from './harness/chromium.mjs';
import { scale } from './harness/environment.mjs';
import { cameraFilm } from './harness/fake_camera.mjs';
import { openPackagePage, servePackage } from './harness/package_page.mjs';

// Fault → the hint that must come, and whether `good` may. A rest of the hand lasts 0.7 s and more, so a good film has one soon.
const CASES = [
  { fault: 'none', hint: 'good', good: true },
  { fault: 'blurred', hint: 'focus', good: false },
  { fault: 'glaring', hint: 'glare', good: false },
  ...(scale === 'full' ? [
    { fault: 'shaking', hint: 'hold_still', good: false },
    { fault: 'dark', hint: 'more_light', good: false },
    { fault: 'tilted', hint: 'tilt', good: false },
    { fault: 'cropped', hint: 'show_item', good: false },
  ] : []),
];
const SECONDS = 5;

let server;
before(async () => {
  server = await servePackage({ isolated: true });
});
after(() => server?.stop());

async function live(fault) {
  const film = await cameraFilm(await capture({ seed: 7011, item: 'comic', table: 'plain', seconds: 4, fault }));
  const browser = await startChromium({ camera: film });
  try {
    const { page } = await openPackagePage(browser, server);
    return await page.evaluate((seconds) => window.suite.filmLive({ options: { itemType: 'comic' } }, seconds), SECONDS);
  } finally {
    await browser.close();
  }
}

describe('the camera', () => {
  for (const { fault, hint, good } of CASES) {
    test(`a film with the fault ${fault}: told "${hint}"`, async () => {
      const seen = await live(fault);
      const told = [...new Set(seen.feedback.map((one) => one.hint))];
      assert.ok(seen.feedback.length > 10, `${seen.feedback.length} of ${seen.frames} frames were looked at`);
      assert.equal(seen.feedback.length + seen.dropped, seen.frames, 'each frame is looked at or dropped');
      assert.ok(told.includes(hint), `told ${told}`);
      // The first hints may come before the item was looked for.
      const later = seen.feedback.filter((one) => one.time > 2);
      if (!good) assert.ok(!later.some((one) => one.hint === 'good'), `told ${told}`);
      for (const one of seen.feedback) assert.ok(one.sentence.length > 3, JSON.stringify(one));
      assert.equal(seen.report.stage, 'precheck');
      assert.equal(seen.report.frames.count, seen.feedback.length);
    });
  }
});
