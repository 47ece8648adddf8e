// From the start of loading the page to the first measured frame of the sample, cold cache, over loopback from `gradevault serve`.
//
//     node bench/first_feedback.mjs [--rounds 9] > result.json
//
// Each round is a Chromium of its own with an empty profile. The page marks the moment itself (gradevault:first-feedback); times are
// ms since the navigation began.
import { parseArgs } from 'node:util';
import { capture } from '../harness/captures.mjs';
import { openPage, startChromium } from '../harness/chromium.mjs';
import { GradevaultServer } from '../harness/gradevault_server.mjs';
import { siteWithSample } from '../harness/site.mjs';
import { median, rounded } from '../harness/statistics.mjs';
import { machine } from './machine.mjs';

const { values: flags } = parseArgs({ options: { rounds: { type: 'string', default: '9' } } });
// The sample that scripts/demo films.
const sample = await capture({ seed: 7, item: 'comic', table: 'textured', seconds: 5, damage: 'crease,corner,scratch,stain' });
const server = await GradevaultServer.start({ web: siteWithSample('bench', sample.video) });

async function round(build) {
  const browser = await startChromium();
  try {
    const { page } = await openPage(browser);
    await page.goto(`${server.address}/?sample&build=${build}`, { waitUntil: 'commit' });
    await page.getByTestId('verdict').first().waitFor();
    const times = await page.evaluate(() => ({
      loaded: performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd,
      ready: performance.getEntriesByName('gradevault:ready')[0]?.startTime ?? null,
      firstFeedback: performance.getEntriesByName('gradevault:first-feedback')[0].startTime,
      bytes: performance.getEntriesByType('resource').reduce((sum, entry) => sum + entry.transferSize, 0),
    }));
    return { ...Object.fromEntries(Object.entries(times).map(([name, value]) => [name, value && Math.round(value)])), machine: machine(browser) };
  } finally {
    await browser.close();
  }
}

const result = { what: 'from page load to the first feedback on the sample, ms', builds: {} };
try {
  for (const build of ['auto', 'simd']) {
    const rounds = [];
    for (let i = 0; i < Number(flags.rounds); i++) rounds.push(await round(build));
    result.machine ??= rounds[0].machine;
    const times = rounds.map((one) => one.firstFeedback);
    result.builds[build] = {
      medianMs: rounded(median(times), 0), worstMs: Math.max(...times), rounds: rounds.map(({ machine: _, ...rest }) => rest),
    };
  }
} finally {
  await server.stop();
}
console.log(JSON.stringify(result, null, 2));
