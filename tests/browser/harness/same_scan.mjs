// Whether two reports tell of the same scan, to the last bit.
import assert from 'node:assert/strict';

// Object.is on every entry: JSON's shortest numbers read back as the same doubles, so equal means equal bits.
function sameSeries(name, ours, theirs) {
  assert.ok(Array.isArray(ours), `${name} is missing in the browser's report`);
  assert.ok(Array.isArray(theirs), `${name} is missing in the server's report`);
  assert.equal(ours.length, theirs.length, `${name}: how many`);
  for (let i = 0; i < ours.length; i++) {
    if (!Object.is(ours[i], theirs[i])) assert.fail(`${name}[${i}]: ${ours[i]} in the browser, ${theirs[i]} on the server`);
  }
}

/** Every series of the quick luma, and with `precise` those of the full size. */
export function assertSameScan(browser, server, { precise = false } = {}) {
  assert.equal(browser.frames.count, server.frames.count);
  const names = Object.keys(server.frames).filter((name) => Array.isArray(server.frames[name]));
  for (const name of ['sharpness', 'motion', 'meanLuma']) assert.ok(names.includes(name), name);
  for (const name of names) sameSeries(name, browser.frames[name], server.frames[name]);
  if (!precise) return;
  for (const name of ['sharpness', 'motion']) {
    sameSeries(`precise.${name}`, browser.frames.precise[name], server.frames.precise[name]);
  }
}

/** What follows from the scan: golden frames by number, verdict and every check's status. */
export function assertSameJudgement(browser, server) {
  assert.deepEqual(browser.goldenFrames.map((golden) => golden.frame), server.goldenFrames.map((golden) => golden.frame), 'golden frames');
  const judged = (report) => report.checks.map(({ id, status }) => `${id}: ${status}`);
  assert.deepEqual(judged(browser), judged(server), 'checks');
  assert.equal(browser.verdict, server.verdict, 'verdict');
}
