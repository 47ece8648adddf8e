// Files that cannot be checked in this browser: one clear error each, of the code that the package promises, and nothing left behind.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { empty, hevc4k, sound, text } from './harness/awkward_files.mjs';
import { capture } from './harness/captures.mjs';
import { checkFile, packageSuite } from './harness/package_page.mjs';

const CASES = [
  { what: 'sound alone', make: sound, codes: ['no_video_track'] },
  { what: 'a text that is called .mp4', make: text, codes: ['unsupported_container', 'unreadable_file'] },
  { what: 'nothing', make: empty, codes: ['unsupported_container', 'unreadable_file'] },
  { what: 'HEVC of 3840×2160, for which this browser has no decoder', make: hevc4k, codes: ['unsupported_codec'], words: /hevc|h\.?265|hvc1/i },
];

const suite = packageSuite();

describe('a file that cannot be checked', () => {
  for (const { what, make, codes, words } of CASES) {
    test(`${what}: ${codes.join(' or ')}`, async () => {
      const file = await make();
      const { error } = await checkFile(suite.page, suite.server.addressOf(file));
      assert.ok(error !== undefined, 'it was taken');
      assert.equal(error.name, 'PrecheckError');
      assert.ok(codes.includes(error.code), `${error.code}: ${error.message}`);
      assert.ok(error.message.length > 20 && !error.message.includes('\n'), error.message);
      if (words) assert.match(error.message, words);
    });
  }

  test('the same pre-check reads the next file as if nothing had been', async () => {
    const film = await capture({ seed: 7001, item: 'comic', table: 'textured', seconds: 0.6 });
    const addresses = [await text(), film.video].map(suite.server.addressOf);
    const { code, count } = await suite.page.evaluate(async ([bad, good]) => {
      const { createPrecheck, fileAt } = window.suite;
      const precheck = await createPrecheck();
      const code = await precheck.checkFile(await fileAt(bad)).then(() => 'none', (error) => error.code);
      const report = await precheck.checkFile(await fileAt(good));
      precheck.dispose();
      return { code, count: report.frames.count };
    }, addresses);
    assert.ok(['unsupported_container', 'unreadable_file'].includes(code), code);
    assert.equal(count, film.truth.frames.length);
  });

  test('one that is cancelled says so, and the next goes through', async () => {
    const film = await capture({ seed: 7001, item: 'comic', table: 'textured', seconds: 1 });
    const outcome = await suite.page.evaluate(async (address) => {
      const { createPrecheck, fileAt } = window.suite;
      const precheck = await createPrecheck();
      const file = await fileAt(address);
      const abort = new AbortController();
      const cancelled = precheck.checkFile(file, {
        signal: abort.signal,
        onProgress: ({ stage, done }) => { if (stage === 'scan' && done > 0) abort.abort(); },
      }).then(() => 'finished', (error) => error.code);
      const code = await cancelled;
      const report = await precheck.checkFile(file);
      precheck.dispose();
      return { code, count: report.frames.count };
    }, suite.server.addressOf(film.video));
    assert.deepEqual(outcome, { code: 'cancelled', count: film.truth.frames.length });
  });
});
