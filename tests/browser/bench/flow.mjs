// The flow of one pair of pictures: ours as WebAssembly and OpenCV.js's, in one Chromium and one worker each, and ours as native code.
//
//     node bench/flow.mjs [--seconds 3] [--rounds 3] [--wasm FOLDER]... > result.json
//
// The same two printed pages for all. In each round each is measured once, in turn; the figure is the fastest of all, since other work can only slow.
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { startChromium } from '../harness/chromium.mjs';
import { folder, source } from '../harness/environment.mjs';
import { serveFiles } from '../harness/static_server.mjs';
import { median, rounded } from '../harness/statistics.mjs';
import { askWorker } from './ask_worker.mjs';
import { machine } from './machine.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const { values: flags } = parseArgs({
  options: {
    seconds: { type: 'string', default: '3' },
    rounds: { type: 'string', default: '3' },
    native: { type: 'string', default: path.join(source, 'build/release/bin') },
    wasm: { type: 'string', default: path.join(source, 'build/wasm-simd/bin') },
  },
});
const SIZES = [[640, 480], [1280, 720]];
const seconds = Number(flags.seconds);

const pages = folder('bench-pages');
for (const size of SIZES) {
  const target = path.join(pages, size.join('x'));
  mkdirSync(target, { recursive: true });
  execFileSync(path.join(flags.native, 'write_pages'), [size.join('x'), target]);
}

const server = await serveFiles({ '/modules/': path.join(here, 'node_modules'), '/wasm/': flags.wasm, '/pages/': pages, '/': here }, { isolated: true });
const blank = `${server.address}/blank.html`;
const browser = await startChromium();

const scanFlags = (size) => [size.join('x'), '--stage', 'flow', '--seconds', String(seconds)];
const ofScan = (answer, size) => ({ ms: answer.ms[size.join('x')].flow, isa: answer.isa });
const runners = {
  native: (size) => ofScan(JSON.parse(execFileSync(path.join(flags.native, 'bench_scan'), scanFlags(size), { encoding: 'utf8' })), size),
  wasm: async (size) => ofScan(
    await askWorker(browser, blank, '/bench_scan_worker.js', { script: '/wasm/bench_scan.js', flags: scanFlags(size) }), size),
};
for (const major of ['4', '5']) {
  runners[`opencv.js ${major}`] = async (size) => {
    const answer = await askWorker(browser, blank, '/opencv_worker.js', {
      script: `/modules/opencv-js-${major}/dist/opencv.js`, size, seconds, pages: [0, 1].map((page) => `/pages/${size.join('x')}/${page}`),
    });
    return { ms: Math.min(...answer.times), medianMs: median(answer.times), version: answer.version, meanLength: answer.meanLength };
  };
}

const result = { what: 'flow of one pair, one thread, ms', machine: machine(browser), sizes: {} };
try {
  for (const size of SIZES) {
    const rounds = Object.fromEntries(Object.keys(runners).map((name) => [name, []]));
    for (let round = 0; round < Number(flags.rounds); round++) {
      for (const [name, run] of Object.entries(runners)) rounds[name].push(await run(size));
    }
    const row = {};
    for (const [name, all] of Object.entries(rounds)) {
      const { ms, medianMs, ...facts } = all[0];
      row[name] = { ms: rounded(Math.min(...all.map((one) => one.ms))), each: all.map((one) => rounded(one.ms)), ...facts };
      if (medianMs !== undefined) row[name].medianMs = rounded(Math.min(...all.map((one) => one.medianMs)));
    }
    row.ratios = {
      'opencv.js 4 / wasm': rounded(row['opencv.js 4'].ms / row.wasm.ms, 2),
      'opencv.js 5 / wasm': rounded(row['opencv.js 5'].ms / row.wasm.ms, 2),
      'wasm / native': rounded(row.wasm.ms / row.native.ms, 2),
    };
    result.sizes[size.join('x')] = row;
  }
} finally {
  await browser.close();
  await server.stop();
}
console.log(JSON.stringify(result, null, 2));
