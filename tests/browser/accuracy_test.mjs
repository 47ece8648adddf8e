// The pre-check's checks and verdict on generated captures are the full analysis's, and the right ones. In scale `full` all 60; the
// result is written for docs/accuracy.md (accuracy.json in the build folder).
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { accuracyCaptures, fewAccuracyCaptures } from './accuracy/captures.mjs';
import { judge, summary } from './accuracy/judge.mjs';
import { machine } from './bench/machine.mjs';
import { folder, scale } from './harness/environment.mjs';
import { packageSuite } from './harness/package_page.mjs';

const captures = scale === 'full' ? accuracyCaptures() : fewAccuracyCaptures().map((one) => ({ ...one, seconds: 2 }));

const suite = packageSuite();

test(`${captures.length} captures are judged in the browser as on the server`, async (context) => {
  const rows = [];
  for (const one of captures) {
    const row = await judge(suite.page, suite.server, one);
    rows.push(row);
    context.diagnostic(`${row.name}: ${row.server} on the server, ${row.webCodecs.verdict} by WebCodecs, ${row.rgba.verdict} by RGBA` +
      `${row.right ? '' : ' (wrong)'} ${[...row.webCodecs.differences, ...row.rgba.differences].join('; ')}`);
  }
  const totals = summary(rows);
  writeFileSync(path.join(folder(), 'accuracy.json'), `${JSON.stringify({ machine: machine(suite.browser), ...totals, captures: rows }, null, 1)}\n`);
  context.diagnostic(JSON.stringify(totals));
  assert.equal(totals.webCodecsEqual, rows.length, 'by WebCodecs all are equal');
  assert.equal(totals.rgbaSameVerdict, rows.length, 'by RGBA all verdicts are equal');
  assert.ok(totals.rgbaEqual >= Math.floor(0.95 * rows.length), `by RGBA ${totals.rgbaEqual} of ${rows.length} are equal`);
  assert.ok(totals.right >= Math.floor(0.9 * rows.length), `${totals.right} of ${rows.length} verdicts are right`);
});
