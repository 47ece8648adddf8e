// A file's scan in the browser is the server's, frame by frame and bit for bit: by every decoder, build and way of loading.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analysis } from './harness/analysis.mjs';
import { capture } from './harness/captures.mjs';
import { scale } from './harness/environment.mjs';
import { checkFile, openPackagePage, packageSuite, servePackage } from './harness/package_page.mjs';
import { assertSameJudgement, assertSameScan } from './harness/same_scan.mjs';

const SECONDS = { quick: 0.6, default: 0.7, full: 6 }[scale];
// What Chromium's decoders read; HEVC is not among them without a GPU.
const FILMS = {
  'H.264': { codec: 'h264' },
  VP9: { codec: 'vp9', video: 'capture.webm' },
  AV1: { codec: 'av1', video: 'capture.mkv' },
  'VP9 of 10 bits': { codec: 'vp9', video: 'capture.webm', 'bit-depth': 10 },
  'H.264, full range, turned by 90°': { codec: 'h264', 'full-range': true, rotate: 90 },
};

const suite = packageSuite();
const film = (more) => capture({ seed: 7001, item: 'comic', table: 'textured', seconds: SECONDS, ...more });
const onServer = (made) => analysis(made.video, '--item-type', 'comic');
const options = (profile) => ({ options: { profile, itemType: 'comic' } });

function succeeded(outcome) {
  assert.equal(outcome.error, undefined, JSON.stringify(outcome.error));
  return outcome;
}

describe('the scan in Chromium equals the server\'s', () => {
  for (const [name, settings] of Object.entries(FILMS)) {
    test(`${name}: profile precise, both series, and what follows from them`, async () => {
      const made = await film(settings);
      const theirs = await onServer(made);
      const { report } = succeeded(await checkFile(suite.page, suite.server.addressOf(made.video), options('precise')));
      assertSameScan(report, theirs, { precise: true });
      assertSameJudgement(report, theirs);
      assert.equal(report.stage, 'precheck');
    });
  }

  for (const build of ['threads', 'simd', 'baseline']) {
    test(`build ${build}, when it is asked for: profile quick`, async () => {
      const made = await film(FILMS['H.264']);
      const theirs = await onServer(made);
      const outcome = succeeded(await checkFile(suite.page, suite.server.addressOf(made.video), { ...options('quick'), build }));
      assert.equal(outcome.build, build);
      assertSameScan(outcome.report, theirs);
      assertSameJudgement(outcome.report, theirs);
      assert.equal(outcome.report.frames.precise, undefined);
    });
  }

  test('an isolated page gets threads unasked', async () => {
    const build = await suite.page.evaluate(async () => {
      const precheck = await window.suite.createPrecheck();
      precheck.dispose();
      return precheck.build;
    });
    assert.equal(build, 'threads');
  });

  test('on a page that is not isolated it works by SIMD, with the same scan', async () => {
    const plain = await servePackage({ isolated: false });
    try {
      const { page } = await openPackagePage(suite.browser, plain);
      assert.equal(await page.evaluate(() => window.crossOriginIsolated), false);
      const made = await film(FILMS['H.264']);
      const outcome = succeeded(await checkFile(page, plain.addressOf(made.video), options('quick')));
      assert.equal(outcome.build, 'simd');
      assertSameScan(outcome.report, await onServer(made));
    } finally {
      await plain.stop();
    }
  });
});

describe('where no Y plane is to be had', () => {
  const sameVerdict = async (page, address, made, settings) => {
    const theirs = await onServer(made);
    const { report } = succeeded(await checkFile(page, address, { ...options('quick'), ...settings }));
    assert.equal(report.verdict, theirs.verdict);
    return report;
  };

  test('RGBA leads to the same verdict, and the report says so', async () => {
    const made = await film(FILMS['H.264']);
    const report = await sameVerdict(suite.page, suite.server.addressOf(made.video), made, { lumaSource: 'rgba' });
    assert.equal(report.source.lumaSource, 'rgba');
    assert.equal(report.frames.count, made.truth.frames.length);
  });

  test('without WebCodecs a <video> is played through a canvas to the same verdict, and the report says so', async () => {
    const hide = "for (const name of ['VideoDecoder', 'VideoFrame', 'EncodedVideoChunk']) delete globalThis[name];";
    const without = await servePackage({ isolated: true, beforeScripts: hide });
    try {
      const { page } = await openPackagePage(suite.browser, without);
      const made = await film(FILMS['H.264']);
      const report = await sameVerdict(page, without.addressOf(made.video), made, {});
      assert.equal(report.source.lumaSource, 'rgba');
    } finally {
      await without.stop();
    }
  });
});
