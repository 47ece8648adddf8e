// The page, end to end: a file, its pre-check, its escalation and the results, for mouse and keyboard, on a desk and on a phone.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { hevc4k, sound, text } from './harness/awkward_files.mjs';
import { capture } from './harness/captures.mjs';
import { startChromium } from './harness/chromium.mjs';
import { DemoPage, DESKTOP, PHONE } from './harness/demo_page.mjs';
import { scale } from './harness/environment.mjs';
import { GradevaultServer } from './harness/gradevault_server.mjs';
import { siteWithSample } from './harness/site.mjs';

const CHECKS = ['sharpness', 'motion', 'exposure', 'glare', 'framing', 'tilt', 'resolution', 'coverage'];

let browser;
let server;
let sample;
before(async () => {
  sample = await capture({ seed: 7, item: 'comic', table: 'textured', seconds: scale === 'full' ? 5 : 2, damage: 'crease,corner,scratch,stain' });
  server = await GradevaultServer.start({ web: siteWithSample('page', sample.video) });
  browser = await startChromium();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

describe('the page', () => {
  test('the sample: checked here, analysed there, and both agree on every number', async () => {
    const demo = await DemoPage.open(browser, server.address, DESKTOP);
    assert.equal(await demo.page.evaluate(() => window.crossOriginIsolated), true, 'the server isolates the page');
    await demo.assertAccessible('the first view');
    await demo.screenshot('desktop-start');
    await demo.useSample();
    assert.ok(['good', 'usable'].includes(await demo.verdict()));
    assert.deepEqual(Object.keys(await demo.checks(demo.page)).sort(), [...CHECKS].sort());
    assert.ok(await demo.part('golden-frame').count() >= 1);
    await demo.assertAccessible('the verdict');
    await demo.screenshot('desktop-verdict');

    await demo.part('escalate').click();
    const results = await demo.results();
    const rows = await results.getByTestId('agreement').locator('[data-measure]').evaluateAll(
      (all) => all.map((row) => ({ measure: row.dataset.measure, agrees: row.dataset.agrees })));
    assert.ok(rows.length >= CHECKS.length, `${rows.length} rows of agreement`);
    assert.deepEqual(rows.filter((row) => row.agrees !== 'true'), []);
    const picture = results.getByTestId('viewer').locator('img').first();
    await demo.page.waitForFunction((image) => image.complete && image.naturalWidth > 100, await picture.elementHandle());
    assert.match(await results.getByTestId('engine').innerText(), /cpu/);
    assert.ok(await results.getByTestId('timings').locator('li').count() > 3);
    await results.getByTestId('experimental').waitFor();
    await demo.assertAccessible('the results');
    await demo.screenshot('desktop-results');
    demo.assertNoComplaints();
    await demo.page.setViewportSize(PHONE.viewport);
    await demo.assertNoSidewaysScroll();
    await demo.screenshot('narrow-results');

    const { analyses } = await server.json('/v1/analyses');
    assert.equal(analyses.length, 1, 'one analysis on the server');
    await demo.context.close();
  });

  test('the keyboard alone leads to the verdict and on to the full analysis', async () => {
    const demo = await DemoPage.open(browser, server.address, DESKTOP);
    const tabTo = async (name) => {
      for (let i = 0; i < 60; i++) {
        await demo.page.keyboard.press('Tab');
        if (await demo.page.evaluate((id) => document.activeElement?.dataset.testid === id, name)) return;
      }
      assert.fail(`60 steps of the tab key do not lead to ${name}`);
    };
    await tabTo('use-sample');
    await demo.page.keyboard.press('Enter');
    await demo.verdict();
    await tabTo('escalate');
    await demo.page.keyboard.press('Enter');
    await demo.part('escalation-steps').or(demo.part('results')).first().waitFor();
    if (scale === 'full') await demo.results();
    demo.assertNoComplaints();
    await demo.context.close();
  });

  for (const colorScheme of ['light', 'dark']) {
    test(`a phone of 360 px, ${colorScheme}: nothing sticks out, every view is accessible`, async () => {
      const demo = await DemoPage.open(browser, server.address, { ...PHONE, colorScheme });
      const look = async (view) => {
        await demo.assertNoSidewaysScroll();
        await demo.assertAccessible(`${view}, ${colorScheme}`);
        await demo.screenshot(`phone-${colorScheme}-${view}`);
      };
      await look('start');
      await demo.part('settings').click();
      await demo.page.getByRole('dialog').waitFor();
      await look('settings');
      await demo.page.keyboard.press('Escape');
      await demo.chooseFile(sample.video);
      await demo.verdict();
      await look('verdict');
      if (scale === 'full') {
        await demo.part('escalate').click();
        await demo.results();
        await look('results');
      }
      demo.assertNoComplaints();
      await demo.context.close();
    });
  }

  test('the back after the front: a scan has several shots', async () => {
    const demo = await DemoPage.open(browser, server.address, PHONE);
    await demo.chooseFile(sample.video);
    await demo.verdict();
    await demo.part('next-shot').click();
    await demo.part('capture').waitFor();
    await demo.chooseFile(sample.video);
    await demo.verdict();
    const marks = await Promise.all(['front', 'back', 'spine'].map((shot) => demo.part(`shot-${shot}`).getAttribute('data-mark')));
    assert.ok(['good', 'usable', 'retake'].includes(marks[0]) && marks[1] === marks[0], `${marks}`);
    assert.equal(marks[2], 'empty');
    demo.assertNoComplaints();
    await demo.context.close();
  });

  test('from a server that does not isolate the page it works the same, without threads', async () => {
    const plain = await GradevaultServer.start({ flags: ['--isolation', 'off'] });
    try {
      const demo = await DemoPage.open(browser, plain.address, DESKTOP);
      assert.equal(await demo.page.evaluate(() => window.crossOriginIsolated), false);
      await demo.chooseFile(sample.video);
      assert.ok(['good', 'usable'].includes(await demo.verdict()));
      demo.assertNoComplaints();
      await demo.context.close();
    } finally {
      await plain.stop();
    }
  });

  test('files that cannot be checked: why, and what else one can do', async () => {
    const demo = await DemoPage.open(browser, server.address, PHONE);
    const cases = [
      { file: await sound(), codes: ['no_video_track'], goesOn: false },
      { file: text(), codes: ['unsupported_container', 'unreadable_file'] },
      { file: await hevc4k(), codes: ['unsupported_codec'], goesOn: true },
    ];
    for (const { file, codes, goesOn } of cases) {
      await demo.chooseFile(file);
      const problem = demo.part('problem');
      await demo.page.waitForFunction((wanted) => wanted.includes(document.querySelector('[data-testid=problem]')?.dataset.code), codes);
      assert.ok((await problem.innerText()).length > 40);
      await demo.assertNoSidewaysScroll();
      if (goesOn === true) await demo.part('escalate-again').waitFor();
      if (goesOn === false) assert.equal(await demo.part('escalate-again').count(), 0);
    }
    await demo.assertAccessible('a problem');
    await demo.screenshot('phone-problem');
    demo.assertNoComplaints();
    await demo.context.close();
  });
});
