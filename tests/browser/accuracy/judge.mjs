// One capture judged three times: by the server's program (profile precise), in the browser by the decoder's Y plane, and by RGBA.
import { analysis } from '../harness/analysis.mjs';
import { capture } from '../harness/captures.mjs';
import { checkFile } from '../harness/package_page.mjs';

/** What the browser's checks and verdict say differently: a sentence each. Values count, too, when `exactly`. */
function differencesOf(browser, server, exactly) {
  const found = [];
  for (const theirs of server.checks) {
    const ours = browser.checks.find((check) => check.id === theirs.id);
    if (ours === undefined) found.push(`${theirs.id} is missing`);
    else if (ours.status !== theirs.status) found.push(`${theirs.id}: ${ours.status} (${ours.value}), server ${theirs.status} (${theirs.value})`);
    else if (exactly && ours.value !== theirs.value) found.push(`${theirs.id}: value ${ours.value}, server ${theirs.value}`);
  }
  if (browser.verdict !== server.verdict) found.push(`verdict ${browser.verdict}, server ${server.verdict}`);
  return found;
}

async function inBrowser(page, address, item, lumaSource) {
  const outcome = await checkFile(page, address, { lumaSource, options: { profile: 'quick', itemType: item } });
  if (outcome.error !== undefined) throw new Error(`${address}: ${outcome.error.code}: ${outcome.error.message}`);
  return outcome;
}

/** {name, fault, right, server, webCodecs: {verdict, lumaSource, ms, differences}, rgba: the same}. */
export async function judge(page, server, { name, fault, item, table, seed, seconds, right }) {
  const { video } = await capture({ seed, item, table, seconds, fault });
  const full = await analysis(video, '--item-type', item, '--threads', '1');
  const row = { name, fault, right: right.includes(full.verdict), server: full.verdict, notOk: [] };
  row.notOk = full.checks.filter((check) => check.status !== 'ok').map((check) => `${check.id}: ${check.status}`);
  for (const [key, lumaSource] of [['webCodecs', 'auto'], ['rgba', 'rgba']]) {
    const { report, ms } = await inBrowser(page, server.addressOf(video), item, lumaSource);
    row[key] = {
      verdict: report.verdict, lumaSource: report.source.lumaSource, ms: Math.round(ms), differences: differencesOf(report, full, false),
      valuesDiffer: differencesOf(report, full, true).length,
    };
  }
  row.right &&= right.includes(row.webCodecs.verdict);
  return row;
}

/** How many captures were judged alike, and rightly. */
export function summary(rows) {
  const count = (kind) => rows.filter(kind).length;
  return {
    count: rows.length,
    webCodecsEqual: count((row) => row.webCodecs.differences.length === 0),
    webCodecsEqualToTheLastBit: count((row) => row.webCodecs.valuesDiffer === 0),
    rgbaEqual: count((row) => row.rgba.differences.length === 0),
    rgbaSameVerdict: count((row) => row.rgba.verdict === row.server),
    right: count((row) => row.right),
  };
}
