// A live session in Node: the whole way through worker and module, without a browser.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { lumaPlane, rgbaPicture } from './luma_planes.mjs';
import { entry, scale } from './places.mjs';
import { assertValidReport } from './report_schema.mjs';

const { createPrecheck, PrecheckError } = await import(entry);

/** The rejection's code. */
async function codeOf(promise) {
  const error = await promise.then(
    (value) => assert.fail(`resolved with ${JSON.stringify(value)}`),
    (reason) => reason,
  );
  assert.ok(error instanceof PrecheckError, String(error));
  assert.ok(error.message.length > 10);
  return error.code;
}

describe('a live session', () => {
  let precheck;
  before(async () => {
    precheck = await createPrecheck({ scanId: 'scan-1', shot: 'front' });
  });
  after(() => precheck.dispose());

  test('takes frames, gives feedback for each, and a report that fits the schema', async () => {
    const heard = [];
    const stop = precheck.on('feedback', (feedback) => heard.push(feedback));
    for (let frame = 0; frame < 20; frame++) {
      const feedback = await precheck.push(lumaPlane(frame), { time: 100 + frame / 10 });
      assert.equal(feedback.frame, frame);
      assert.ok(Math.abs(feedback.time - frame / 10) < 1e-9);
      assert.equal(feedback.motion === null, frame === 0);
      assert.deepEqual([feedback.width, feedback.height], [320, 240]);
      assert.ok(feedback.latency > 0 && feedback.sharpness > 0 && feedback.sentence.length > 0);
    }
    stop();
    const pictures = [];
    const report = await precheck.finish({ onGoldenPicture: (golden) => pictures.push(golden) });
    assert.deepEqual(
      heard.map(({ frame }) => frame),
      [...Array(20).keys()],
    );
    assertValidReport(report);
    assert.equal(report.stage, 'precheck');
    assert.equal(report.frames.count, 20);
    assert.deepEqual([report.scanId, report.shot], ['scan-1', 'front']);
    assert.match(report.engine.chosenBecause, /build simd/);
    assert.deepEqual(
      pictures.map(({ frame }) => frame),
      report.goldenFrames.map(({ frame }) => frame),
    );
    for (const { picture } of pictures) assert.equal(picture.data.length, picture.width * picture.height * 4);
  });

  test('motion goes across the gap of a dropped frame, and across short gaps only', async () => {
    const at = (frame, time) => precheck.push(lumaPlane(frame), { time });
    await at(0, 0);
    const looking = at(1, 0.1);
    const [dropped, next] = await Promise.all([at(2, 0.15), at(3, 0.2)]);
    assert.notEqual((await looking).motion, null);
    assert.equal(dropped, null);
    assert.notEqual(next.motion, null);
    assert.equal((await at(4, 0.9)).motion, null, 'motion across a long gap');
    assert.equal((await precheck.finish()).frames.count, 4);
  });

  test('turns coordinates upright', async () => {
    const feedback = await precheck.push(lumaPlane(0), { rotation: 90 });
    assert.deepEqual([feedback.width, feedback.height], [240, 320]);
    assert.equal(await codeOf(precheck.push(lumaPlane(1), { rotation: 0 })), 'invalid_argument');
    const { source } = await precheck.finish();
    assert.deepEqual([source.codedWidth, source.width, source.rotation], [320, 240, 90]);
  });

  test('takes RGBA and says so', async () => {
    for (let frame = 0; frame < 3; frame++) await precheck.push(rgbaPicture(frame));
    const report = await precheck.finish();
    assertValidReport(report);
    assert.equal(report.source.lumaSource, 'rgba');
  });

  test("takes planes with a stride and parts of larger buffers, which stay the caller's", async () => {
    const { data, width, height } = lumaPlane(0);
    const larger = new Uint8Array(64 + (width + 16) * height);
    for (let y = 0; y < height; y++) larger.set(data.subarray(y * width, (y + 1) * width), 64 + y * (width + 16));
    const strided = await precheck.push({ data: larger.subarray(64), width, height, stride: width + 16 });
    assert.equal(larger.length, 64 + (width + 16) * height, 'the larger buffer was detached');
    await precheck.finish();
    const plain = await precheck.push({ data, width, height });
    assert.equal(data.length, 0, 'a buffer of its own is handed over');
    assert.equal(plain.sharpness, strided.sharpness);
    await precheck.finish();
  });

  test('refuses what is wrong with one sentence, and goes on', async () => {
    assert.equal(await codeOf(precheck.finish()), 'invalid_argument');
    assert.equal(
      await codeOf(precheck.push({ data: new Uint8Array(10), width: 320, height: 240 })),
      'invalid_argument',
    );
    assert.equal(await codeOf(precheck.push({ data: new Uint8Array(10), width: 0, height: 240 })), 'invalid_argument');
    assert.equal(await codeOf(precheck.push(lumaPlane(0), { rotation: 45 })), 'invalid_argument');
    assert.equal(await codeOf(precheck.checkFile(new Blob(['x']))), 'unsupported_environment');
    await precheck.push(lumaPlane(0));
    assert.equal(await codeOf(precheck.push(lumaPlane(1, 160, 120))), 'invalid_argument');
    assert.equal((await precheck.finish()).frames.count, 1);
  });
});

test('settings that do not exist are refused at once', async () => {
  assert.equal(await codeOf(createPrecheck({ build: 'fastest' })), 'invalid_argument');
  assert.equal(await codeOf(createPrecheck({ options: { sharpnes: 3 } })), 'invalid_argument');
  assert.equal(await codeOf(createPrecheck({ options: { goldenFrames: 5000 } })), 'invalid_argument');
  assert.equal(await codeOf(createPrecheck({ build: 'threads' })), 'unsupported_environment');
  assert.equal(await codeOf(createPrecheck({ assets: 'file:///nowhere/' })), 'unsupported_environment');
});

test('the baseline build says the same as the SIMD build', async () => {
  const reports = [];
  for (const build of ['simd', 'baseline']) {
    const precheck = await createPrecheck({ build });
    assert.equal(precheck.build, build);
    for (let frame = 0; frame < 8; frame++) await precheck.push(lumaPlane(frame), { time: frame / 10 });
    reports.push(await precheck.finish());
    precheck.dispose();
  }
  assert.equal(reports[0].resultDigest, reports[1].resultDigest);
});

test('while a frame is looked at the newest waits, and the end of the stream drops it', async () => {
  const precheck = await createPrecheck();
  const at = (frame) => precheck.push(lumaPlane(frame), { time: frame / 10 });
  const answers = await Promise.all([at(0), at(1), at(2)]);
  assert.deepEqual(
    answers.map((answer) => answer?.time ?? null),
    [0, null, 0.2],
  );
  const looking = at(3);
  const waiting = at(4);
  const report = await precheck.finish();
  assert.equal((await looking).frame, 2);
  assert.equal(await waiting, null);
  assert.equal(report.frames.count, 3);

  const last = [at(0), at(1)];
  precheck.dispose();
  assert.deepEqual(await Promise.all(last.map(codeOf)), ['disposed', 'disposed']);
});

test('dispose ends what is under way', async () => {
  const precheck = await createPrecheck();
  const looking = precheck.push(lumaPlane(0));
  precheck.dispose();
  precheck.dispose();
  assert.equal(await codeOf(looking), 'disposed');
  assert.equal(await codeOf(precheck.push(lumaPlane(0))), 'disposed');
  assert.equal(await codeOf(precheck.memoryBytes()), 'disposed');
});

test('ten times the frames leave the module as large', { timeout: 600_000 }, async () => {
  const frames = { quick: 1000, default: 1500, full: 10_000 }[scale];
  const precheck = await createPrecheck();
  let early = 0;
  for (let frame = 0; frame < frames; frame++) {
    await precheck.push(lumaPlane(frame % 16, 64, 48), { time: frame / 30 });
    if (frame === frames / 10) early = await precheck.memoryBytes();
  }
  const late = await precheck.memoryBytes();
  // The series are kept, under 200 bytes a frame; a wasm memory grows by steps of a fifth.
  assert.ok(late <= early * 1.2 + frames * 200, `${early} bytes, then ${late}`);
  const report = await precheck.finish();
  assert.equal(report.frames.count, frames);
  precheck.dispose();
});
