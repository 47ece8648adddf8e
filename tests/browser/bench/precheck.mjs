// The pre-check as a page sees it: live frames of 1280×720, and a 10-second file of 1920×1080 at 30 frames/s; profile quick.
//
//     node bench/precheck.mjs [--rounds 3] [--seconds 20] > result.json
//
// Build `simd` works on one thread (its worker's); `threads` on as many as it takes by itself.
import { parseArgs } from 'node:util';
import { capture } from '../harness/captures.mjs';
import { startChromium } from '../harness/chromium.mjs';
import { cameraFilm } from '../harness/fake_camera.mjs';
import { checkFile, openPackagePage, servePackage } from '../harness/package_page.mjs';
import { median, rounded } from '../harness/statistics.mjs';
import { machine } from './machine.mjs';

const { values: flags } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, seconds: { type: 'string', default: '20' } },
});
const rounds = Number(flags.rounds);
const options = { profile: 'quick', itemType: 'comic' };
const film = await capture({ seed: 7011, item: 'comic', table: 'plain', seconds: 4, fault: 'none' });
const file = await capture({ seed: 7012, item: 'comic', table: 'textured', seconds: 10, size: '1920x1080' });

const server = await servePackage({ isolated: true });
const browser = await startChromium({ camera: await cameraFilm(film) });
const { page } = await openPackagePage(browser, server);
const inPage = (name, ...given) => page.evaluate(([name, given]) => window.suite[name](...given), [name, given]);

async function camera(build) {
  const seen = await inPage('filmLive', { build, options }, Number(flags.seconds));
  const times = seen.feedback.map((one) => one.time);
  return {
    framesASecond: rounded((times.length - 1) / (times.at(-1) - times[0]), 2),
    medianLatencyMs: rounded(median(seen.feedback.map((one) => one.latency)), 2),
    cameraFrames: seen.frames, lookedAt: seen.feedback.length, dropped: seen.dropped, size: [seen.feedback[0].width, seen.feedback[0].height],
    isa: seen.isa,
  };
}

async function pushed(build) {
  const seen = await inPage('pushAsFastAsTaken', { build, options }, 300);
  return {
    framesASecond: rounded(seen.latencies.length / (seen.ms / 1000), 2), medianLatencyMs: rounded(median(seen.latencies), 2),
    size: [seen.width, seen.height], isa: seen.isa,
  };
}

async function wholeFile(build) {
  const seen = await checkFile(page, server.addressOf(file.video), { build, options });
  if (seen.error !== undefined) throw new Error(seen.error.message);
  return { seconds: rounded(seen.ms / 1000), frames: seen.report.frames.count, threads: seen.threads, timings: seen.report.timings };
}

const result = { what: 'the pre-check in Chromium, profile quick', machine: machine(browser), camera: {}, pushed: {}, file: {} };
try {
  for (const build of ['simd', 'threads']) {
    result.camera[build] = [];
    result.pushed[build] = [];
    result.file[build] = [];
    for (let round = 0; round < rounds; round++) {
      result.camera[build].push(await camera(build));
      result.pushed[build].push(await pushed(build));
      result.file[build].push(await wholeFile(build));
    }
  }
  const middle = (part, name) => Object.fromEntries(
    Object.entries(result[part]).map(([build, all]) => [build, median(all.map((one) => one[name]))]));
  result.medians = {
    'camera: frames a second': middle('camera', 'framesASecond'),
    'camera: ms from frame to feedback': middle('camera', 'medianLatencyMs'),
    'pushed: frames a second': middle('pushed', 'framesASecond'),
    'pushed: ms from frame to feedback': middle('pushed', 'medianLatencyMs'),
    'file of 10 s, 1080p30: s': middle('file', 'seconds'),
  };
} finally {
  await browser.close();
  await server.stop();
}
console.log(JSON.stringify(result, null, 2));
