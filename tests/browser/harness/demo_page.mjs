// The demo page as the suites look at it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { openPage } from './chromium.mjs';
import { folder } from './environment.mjs';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const PHONE = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };
export const DESKTOP = { viewport: { width: 1280, height: 900 } };

/** Long enough for a busy machine; nothing here is a measurement. */
export const PATIENCE = 180_000;

export class DemoPage {
  static async open(browser, address, { search = '', ...options } = DESKTOP) {
    const opened = await openPage(browser, options);
    const demo = new DemoPage(opened);
    opened.page.setDefaultTimeout(PATIENCE);
    await opened.page.goto(`${address}/${search}`);
    await demo.part('capture').or(demo.part('checking')).or(demo.part('verdict')).first().waitFor();
    return demo;
  }

  constructor({ page, context, complaints }) {
    Object.assign(this, { page, context, complaints });
  }

  part(name) {
    return this.page.getByTestId(name);
  }

  async useSample() {
    await this.part('use-sample').click();
  }

  async chooseFile(file) {
    await this.part('choose-file').setInputFiles(file);
  }

  /** The pre-check's verdict, once it is there. */
  async verdict() {
    const banner = this.part('verdict').first();
    await this.#first(banner, this.part('problem'));
    await this.part('golden-frame').first().waitFor();
    await this.part('chart-sharpness').locator('canvas').first().waitFor();
    return banner.getAttribute('data-verdict');
  }

  /** The full analysis, once it is there. */
  async results() {
    const results = this.part('results');
    await this.#first(results, this.part('escalation-problem'));
    await this.part('viewer').locator('img').first().waitFor();
    return results;
  }

  /** Waits for `wanted`; fails with the page's own words when `problem` comes instead. */
  async #first(wanted, problem) {
    await wanted.or(problem).first().waitFor();
    if (await problem.count() > 0) assert.fail(`the page says: ${await problem.first().innerText()}`);
  }

  /** Each check's id and status within `place`. */
  checks(place) {
    return place.getByTestId('checks').first().locator('li').evaluateAll(
      (rows) => Object.fromEntries(rows.map((row) => [row.dataset.testid.replace('check-', ''), row.dataset.status])));
  }

  async screenshot(name) {
    await this.page.screenshot({ path: path.join(folder('screenshots'), `${name}.png`), fullPage: true });
  }

  /** Nothing sticks out to the right. */
  async assertNoSidewaysScroll() {
    const wide = await this.page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      if (scrollWidth <= clientWidth) return null;
      const out = [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > clientWidth + 1);
      return `${scrollWidth} px in ${clientWidth}: ${out.slice(0, 5).map((element) => `${element.tagName}.${element.className}`)}`;
    });
    assert.equal(wide, null, `the page scrolls sideways: ${wide}`);
  }

  /** What axe-core finds wrong for people with a screen reader, a keyboard or weak eyes. */
  async assertAccessible(view) {
    await this.page.evaluate(axeSource);
    const found = await this.page.evaluate(async () => {
      const { violations } = await window.axe.run(document, { resultTypes: ['violations'] });
      return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map((node) => node.target.join(' ')).join(', ')}`);
    });
    assert.deepEqual(found, [], `${view} is not accessible`);
  }

  /** No error that nothing caught, none in the console but those of `expected`. */
  assertNoComplaints(expected = /^$/) {
    assert.deepEqual(this.complaints.filter((complaint) => !expected.test(complaint)), []);
  }
}
