// The installed package in Chromium, on a plain static server.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { film, openPage, sound, startChromium } from './chromium_page.mjs';
import { scale, testData } from './places.mjs';
import { assertValidReport } from './report_schema.mjs';

const h264 = ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-g', '15'];
let browser;
before(async () => {
  browser = await startChromium();
});
after(() => browser?.close());

/** Checks one file in a session of its own: {report, build, progress, pictures} or {code, message}. */
const check = (page, address, settings = {}) =>
  page.evaluate(
    async ([address, settings]) => {
      let session;
      try {
        session = await precheck.createPrecheck(settings);
        const progress = [];
        const pictures = [];
        const onGoldenPicture = ({ index, frame, picture }) =>
          pictures.push({ index, frame, width: picture.width, height: picture.height });
        const report = await session.checkFile(await fetchFile(address), {
          onProgress: (step) => progress.push(step),
          onGoldenPicture,
        });
        return { report, build: session.build, progress, pictures };
      } catch ({ code, message }) {
        return { code, message };
      } finally {
        session?.dispose();
      }
    },
    [address, settings],
  );

/** … and it went well. */
async function report(page, address, settings) {
  const result = await check(page, address, settings);
  assert.ok(result.report, JSON.stringify(result));
  assertValidReport(result.report);
  return result;
}

describe('on an isolated page', () => {
  let opened;
  before(async () => {
    opened = await openPage(browser, { isolated: true });
  });
  after(() => opened?.close());

  test('a file is checked with threads: facts, progress, golden pictures', async () => {
    const { report: made, build, progress, pictures } = await report(opened.page, film('plain.mp4', ...h264));
    assert.equal(build, 'threads');
    assert.equal(made.frames.count, 15);
    const { fileName, container, codec, codedWidth, codedHeight, rotation, lumaSource, transfer, bitDepth, frameRate } =
      made.source;
    assert.deepEqual(
      { fileName, container, codec, codedWidth, codedHeight, rotation, lumaSource, transfer, bitDepth, frameRate },
      {
        fileName: 'plain.mp4',
        container: 'mp4',
        codec: 'h264',
        codedWidth: 640,
        codedHeight: 360,
        rotation: 0,
        lumaSource: 'yuv',
        transfer: 'sdr',
        bitDepth: 8,
        frameRate: 15,
      },
    );
    assert.match(made.engine.chosenBecause, /^build threads/);
    assert.deepEqual([...new Set(progress.map(({ stage }) => stage))], ['open', 'scan', 'golden', 'item']);
    assert.deepEqual(
      progress.findLast(({ stage }) => stage === 'scan'),
      { stage: 'scan', done: 15, total: 15 },
    );
    assert.deepEqual(
      pictures.map(({ frame }) => frame),
      made.goldenFrames.map(({ frame }) => frame),
    );
    for (const { width, height } of pictures) assert.deepEqual([width, height], [640, 360]);
  });

  test('all builds and ways give the same result', async () => {
    const address = film('plain.mp4', ...h264);
    const digests = [];
    for (const build of ['threads', 'simd', 'baseline'])
      digests.push((await report(opened.page, address, { build })).report.resultDigest);
    assert.equal(new Set(digests).size, 1, digests.join());
  });

  test('rotation, containers and codecs are told', async () => {
    const films = [
      [
        film('plain.webm', '-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-pix_fmt', 'yuv420p'),
        { container: 'webm', codec: 'vp9', rotation: 0 },
      ],
      [
        film('deep.webm', '-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-pix_fmt', 'yuv420p10le'),
        { container: 'webm', codec: 'vp9', bitDepth: 10 },
      ],
      [
        film('old.mkv', '-c:v', 'libvpx', '-deadline', 'realtime', '-pix_fmt', 'yuv420p'),
        { container: 'mkv', codec: 'vp8' },
      ],
      [film('plain.mov', ...h264), { container: 'mov', codec: 'h264', rotation: 0 }],
      [film('full.mp4', ...h264, '-vf', 'scale=out_range=full', '-color_range', 'pc'), { range: 'full' }],
    ];
    for (const [address, facts] of films) {
      const { report: made } = await report(opened.page, address);
      assert.equal(made.frames.count, 15, address);
      for (const [name, value] of Object.entries(facts)) assert.equal(made.source[name], value, `${address}: ${name}`);
    }
  });

  test('no Y plane: RGBA, and the report says so', async () => {
    const { report: made } = await report(opened.page, film('plain.mp4', ...h264), { lumaSource: 'rgba' });
    assert.equal(made.source.lumaSource, 'rgba');
    assert.equal(made.frames.count, 15);
  });

  test('errors say what the file is', async () => {
    const cases = [
      [sound('sound.m4a', '-c:a', 'aac'), 'no_video_track'],
      [sound('sound.mp3', '-c:a', 'libmp3lame'), 'no_video_track'],
      [film('film.avi', '-c:v', 'mjpeg'), 'unsupported_container'],
      [film('picture.png', '-frames:v', '1'), 'unreadable_file'],
      [film('apart.mkv', '-c:v', 'mpeg4'), 'unsupported_codec'],
      [film('deep.mp4', '-c:v', 'libx265', '-x265-params', 'log-level=none', '-tag:v', 'hvc1'), 'unsupported_codec'],
      ['/package/README.md', 'unreadable_file'],
    ];
    for (const [address, code] of cases) {
      const outcome = await check(opened.page, address);
      assert.equal(outcome.code, code, `${address}: ${JSON.stringify(outcome)}`);
      assert.match(outcome.message, new RegExp(path.basename(address)));
    }
  });

  test('a check that is cancelled ends at once, and the session goes on', async () => {
    const [first, second] = await opened.page.evaluate(
      async (address) => {
        const session = await precheck.createPrecheck();
        const file = await fetchFile(address);
        const abort = new AbortController();
        const onProgress = ({ stage, done }) => stage === 'scan' && done === 3 && abort.abort();
        const first = await outcome(session.checkFile(file, { signal: abort.signal, onProgress }));
        const second = await outcome(session.checkFile(file));
        session.dispose();
        return [first, second.value?.frames.count];
      },
      film('plain.mp4', ...h264),
    );
    assert.equal(first.code, 'cancelled');
    assert.equal(second, 15);
  });

  test('camera frames are looked at one at a time, the newest waits, and all are closed', async () => {
    const result = await opened.page.evaluate(async () => {
      const session = await precheck.createPrecheck();
      const canvas = new OffscreenCanvas(320, 240);
      const context = canvas.getContext('2d');
      const frameAt = (time) => {
        context.fillStyle = `hsl(${time * 40} 80% 50%)`;
        context.fillRect(time * 20, 40, 120, 120);
        return new VideoFrame(canvas, { timestamp: time * 1e5 });
      };
      const frames = [frameAt(0), frameAt(1), frameAt(2)];
      const answers = await Promise.all(frames.map((frame) => session.push(frame)));
      const last = await session.push(frameAt(3));
      const report = await session.finish();
      const running = await outcome(session.push(new ImageData(64, 48)).then(() => session.checkFile(new Blob(['x']))));
      session.dispose();
      return {
        answers: answers.map((answer) => answer?.frame ?? null),
        last,
        report,
        closed: frames.map(({ format }) => format),
        running,
      };
    });
    assert.deepEqual(result.answers, [0, null, 1]);
    assert.equal(result.last.frame, 2);
    assert.notEqual(result.last.motion, null, 'the frame that waited is the one before');
    assert.ok(Math.abs(result.last.time - 0.3) < 1e-9);
    assert.deepEqual(result.closed, [null, null, null]);
    assert.equal(result.running.code, 'invalid_argument');
    assertValidReport(result.report);
  });

  test('files one after the other need no more memory than three of them', { timeout: 600_000 }, async () => {
    const sizes = await opened.page.evaluate(
      async ([address, runs]) => {
        const session = await precheck.createPrecheck();
        const file = await fetchFile(address);
        const sizes = [];
        for (let run = 0; run < runs; run++) {
          await session.checkFile(file);
          sizes.push(await session.memoryBytes());
        }
        session.dispose();
        return sizes;
      },
      [film('plain.mp4', ...h264), scale === 'full' ? 20 : 8],
    );
    assert.equal(sizes.at(-1), sizes[2], sizes.join());
  });
});

test('without isolation: the SIMD build', async () => {
  const opened = await openPage(browser, { isolated: false });
  const { build, report: made } = await report(opened.page, film('plain.mp4', ...h264));
  assert.equal(build, 'simd');
  assert.match(made.engine.chosenBecause, /not cross-origin isolated/);
  await opened.close();
});

test('without WebCodecs: <video> and canvas, every frame, and the report says so', { timeout: 300_000 }, async () => {
  // Workers have WebCodecs of their own, so the worker is told to do without.
  const opened = await openPage(browser);
  await opened.page.route('**/worker.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `delete globalThis.VideoDecoder;\n${await response.text()}` });
  });
  const { report: made } = await report(opened.page, film('plain.mp4', ...h264));
  assert.equal(made.source.lumaSource, 'rgba');
  assert.equal(made.frames.count, 15);
  assert.ok(
    made.notes.some((note) => note.includes('<video>')),
    made.notes.join(),
  );
  await opened.close();
});

test('a build that does not start gives way to the next, and the report says so', async () => {
  const opened = await openPage(browser);
  await opened.page.route('**/precheck-threads.wasm', (route) => route.fulfill({ status: 404, body: '' }));
  const { build, report: made } = await report(opened.page, film('plain.mp4', ...h264));
  assert.equal(build, 'simd');
  assert.match(made.engine.chosenBecause, /threads failed: .*404/);
  await opened.page.route('**/precheck-*.wasm', (route) => route.fulfill({ status: 404, body: '' }));
  assert.equal((await check(opened.page, film('plain.mp4', ...h264))).code, 'unsupported_environment');
  await opened.close();
});

test('under a strict content security policy', async () => {
  const policy =
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; worker-src 'self'; img-src blob:; media-src blob:";
  const opened = await openPage(browser, { policy });
  assert.equal((await report(opened.page, film('plain.mp4', ...h264))).build, 'threads');
  await opened.close();
});

test('from another origin, by assets', async () => {
  const opened = await openPage(browser, { isolated: false });
  const other = await openPage(browser, { isolated: false });
  const assets = new URL('/package/dist/', other.page.url()).href;
  await opened.page.context().route(`${assets}**`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), 'access-control-allow-origin': '*' } });
  });
  assert.equal((await report(opened.page, film('plain.mp4', ...h264), { assets })).build, 'simd');
  await other.close();
  await opened.close();
});

// Frames that `gradevault analyze` counts in the shared test files; others for what Chromium's decoders make of damage (decision 74).
const long = {
  'ax_bbb_800x640_768kbps_30fps_avc_2b_firstpts_10_sec.mp4': 120,
  'ax_hdr10-av1.mp4': 127,
  'ax_roadtrip-vp92-10bit.webm': 72,
  'mb_frames.webm': 100,
  'tc_av1_video.mkv': 125,
};
const awkward = {
  'ax_bear-vp9-odd-dimensions.webm': 30,
  'ax_sample.mp4': 30,
  'ax_sample_empty_track.mp4': 30,
  'ax_sample_mdat_too_long.mp4': 30,
  'dc_video_0.mov': 3,
  'dc_video_180.mov': 3,
  'sm_webm.webm': 1,
  'dc_corrupted.mp4': 27,
  'ax_audio_only.3gp': 'no_video_track',
  'ax_large_length.avi': 'unsupported_container',
  'ax_sample_vvc.mp4': 'unsupported_codec',
  'ax_still.heic': 'unreadable_file',
  'ax_sample_malformed_free_box.mp4': 'unreadable_file',
  'ev_init_truncated.mp4': 'unreadable_file',
  'made_png_named.mp4': 'unreadable_file',
  'made_truncated_half.mp4': 'unreadable_file',
  'made_zero_length.mp4': 'unreadable_file',
  'mz_bipbop_nonfragment_header.mp4': 'unreadable_file',
  'mz_chunk_out_of_range.mp4': 'unreadable_file',
  'ocv_big_buck_bunny.mp4': 'unsupported_codec',
  'ocv_big_buck_bunny.wmv': 'unsupported_container',
  'ax_hlg10-color-test.mp4': 'unsupported_codec',
  'tc_h265_10bits.mp4': 'unsupported_codec',
  'sm_Mpeg4.mp4': 'unreadable_file',
};

test(
  'awkward files: as many frames as the server, or one clear error',
  { skip: !existsSync(path.join(testData, 'decoder')) && 'no shared test files', timeout: 600_000 },
  async () => {
    const opened = await openPage(browser);
    for (const [name, expected] of Object.entries(scale === 'full' ? { ...awkward, ...long } : awkward)) {
      const outcome = await check(opened.page, `/data/decoder/${name}`);
      assert.equal(
        outcome.code ?? outcome.report.frames.count,
        expected,
        `${name}: ${outcome.message ?? outcome.report.notes.join()}`,
      );
      if (outcome.report) assertValidReport(outcome.report);
    }
    if (scale === 'full') {
      const { report: hdr } = await check(opened.page, '/data/decoder/ax_hdr10-av1.mp4');
      assert.deepEqual([hdr.source.transfer, hdr.source.bitDepth], ['pq', 10]);
    }
    assert.equal((await check(opened.page, '/data/decoder/dc_video_180.mov')).report.source.rotation, 180);
    assert.ok((await check(opened.page, '/data/decoder/dc_corrupted.mp4')).report.frames.brokenPackets > 0);
    await opened.close();
  },
);
