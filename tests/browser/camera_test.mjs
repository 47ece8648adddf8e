// Filming with the page: Chromium's fake camera shows generated captures whose fault is known, and the page says what to do about it.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { capture } from './harness/captures.mjs';
import { startChromium } from './harness/chromium.mjs';
import { DemoPage, DESKTOP, PHONE } from './harness/demo_page.mjs';
import { page as pageFolder, scale } from './harness/environment.mjs';
import { cameraFilm } from './harness/fake_camera.mjs';
import { serveFiles } from './harness/static_server.mjs';

// Fault → the hint that must come. A good film has rests of the hand of 0.7 s and more, so "good" comes soon; with a fault it must not.
const CASES = [
  { fault: 'blurred', hint: 'focus' },
  { fault: 'glaring', hint: 'glare' },
  ...(scale === 'full' ? [
    { fault: 'shaking', hint: 'hold_still' },
    { fault: 'dark', hint: 'more_light' },
    { fault: 'tilted', hint: 'tilt' },
    { fault: 'cropped', hint: 'show_item' },
  ] : []),
];
const SECONDS = scale === 'full' ? 6 : 3;

let server;
before(async () => {
  server = await serveFiles({ '/': pageFolder }, { isolated: true });
});
after(() => server?.stop());

async function filming(fault, look = DESKTOP) {
  const film = await capture({ seed: 7011, item: 'comic', table: 'plain', seconds: 4, fault });
  const browser = await startChromium({ camera: await cameraFilm(film) });
  const demo = await DemoPage.open(browser, server.address, look);
  await demo.part('film').click();
  await demo.part('live-video').waitFor();
  await demo.page.evaluate(() => {
    const card = document.querySelector('[data-testid=hint]');
    window.hints = [];
    const note = () => window.hints.push({ at: performance.now(), hint: card.dataset.hint, words: card.innerText });
    new MutationObserver(note).observe(card, { attributes: true, childList: true, characterData: true, subtree: true });
  });
  return { browser, demo };
}

const hintIs = (demo, hint) => demo.page.waitForFunction((wanted) => window.hints.some((one) => one.hint === wanted), hint);

describe('the camera', () => {
  test('a good film: told so, the item outlined, recorded, and the recording checked as a file', async () => {
    const { browser, demo } = await filming('none', PHONE);
    try {
      await hintIs(demo, 'good');
      await demo.assertNoSidewaysScroll();
      await demo.assertAccessible('the camera');
      await demo.screenshot('phone-camera');
      await demo.part('record').click();
      await demo.page.waitForFunction(() => /0?:0?3/.test(document.querySelector('[data-testid=recording-time]').innerText));
      await demo.part('record').click();
      const verdict = await demo.verdict();
      assert.ok(['good', 'usable', 'retake'].includes(verdict));  // what the encoder of this machine leaves of it is not ours
      assert.ok(await demo.part('golden-frame').count() >= 1);
      demo.assertNoComplaints();
    } finally {
      await browser.close();
    }
  });

  for (const { fault, hint } of CASES) {
    test(`a film with the fault ${fault}: told "${hint}", and never "good"`, async () => {
      const { browser, demo } = await filming(fault);
      try {
        await hintIs(demo, hint);
        await demo.screenshot(`desktop-camera-${fault}`);
        await demo.page.waitForTimeout(SECONDS * 1000);
        const told = await demo.page.evaluate(() => window.hints);
        assert.ok(!told.some((one) => one.hint === 'good'), JSON.stringify(told));
        assert.ok(told.every((one) => one.words.length > 3), JSON.stringify(told));
        demo.assertNoComplaints();
      } finally {
        await browser.close();
      }
    });
  }

  for (const [what, flags, code] of [
    ['permission is refused', ['--use-fake-device-for-media-stream', '--deny-permission-prompts'], 'refused'],
    ['there is none', [], 'no_camera'],
  ]) {
    test(`${what}: the page says so and offers other ways`, async () => {
      const browser = await startChromium({ flags });
      try {
        const demo = await DemoPage.open(browser, server.address, PHONE);
        await demo.part('film').click();
        const problem = demo.part('camera-problem');
        await problem.waitFor();
        assert.equal(await problem.getAttribute('data-code'), code);
        await problem.getByTestId('choose-file').waitFor({ state: 'attached' });
        await demo.assertNoSidewaysScroll();
        await demo.assertAccessible(`no camera: ${what}`);
        await demo.screenshot(`phone-camera-${code}`);
        demo.assertNoComplaints();
      } finally {
        await browser.close();
      }
    });
  }
});
