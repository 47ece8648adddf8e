// An upload that is interrupted goes on where it was: the server is killed in the middle and comes back, the page is loaded anew.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { capture } from './harness/captures.mjs';
import { startChromium } from './harness/chromium.mjs';
import { DemoPage } from './harness/demo_page.mjs';
import { GradevaultServer } from './harness/gradevault_server.mjs';

const BYTES_A_SECOND = 300_000;

let browser;
let server;
let film;
before(async () => {
  film = await capture({ seed: 7002, item: 'card', table: 'textured', seconds: 1, crf: 14 });
  browser = await startChromium();
});
after(() => browser?.close());
beforeEach(async () => {
  server = await GradevaultServer.start();
});
afterEach(() => server.stop());

/** A page whose upload has begun, over a slow line; with what it asked of the server. */
async function uploading() {
  const demo = await DemoPage.open(browser, server.address);
  const requests = [];
  demo.page.on('request', (request) => requests.push(`${request.method()} ${new URL(request.url()).pathname}`));
  await demo.chooseFile(film.video);
  await demo.verdict();
  const slow = async (bytes) => {
    const line = await demo.context.newCDPSession(demo.page);
    await line.send('Network.enable');
    await line.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: bytes });
  };
  await slow(BYTES_A_SECOND);
  await demo.part('escalate').click();
  await demo.page.locator('[data-testid=escalation-steps][data-phase=uploading]').waitFor();
  await demo.page.waitForFunction(() => {
    const bar = document.querySelector('[data-testid=escalation-steps] progress');
    return bar !== null && bar.value / bar.max > 0.15;
  });
  return { demo, requests, fast: () => slow(-1) };
}

const made = (requests) => requests.filter((request) => /^POST .*\/uploads\/?$/.test(request)).length;
const resumed = (requests) => requests.filter((request) => /^HEAD .*\/uploads\//.test(request)).length;

describe('an upload that is interrupted', () => {
  test('by a server that is killed and comes back', async () => {
    const { demo, requests, fast } = await uploading();
    await server.kill();
    await demo.page.locator('[data-testid=escalation-steps][data-online=false]').waitFor();
    await server.start();
    await fast();
    await demo.results();
    assert.equal(made(requests), 1, `begun once: ${requests}`);
    assert.ok(resumed(requests) >= 1, `gone on: ${requests}`);
    const { analyses } = await server.json('/v1/analyses');
    assert.equal(analyses.length, 1);
    // The refused connections while the server was away are the browser's own complaints.
    demo.assertNoComplaints(/ERR_CONNECTION|Failed to load resource/);
    await demo.context.close();
  });

  test('by loading the page anew', async () => {
    const { demo, requests } = await uploading();
    await demo.page.reload();
    await demo.part('unfinished').waitFor();
    await demo.screenshot('desktop-unfinished');
    await demo.part('go-on').click();
    await demo.results();
    assert.equal(made(requests), 1, `begun once: ${requests}`);
    assert.ok(resumed(requests) >= 1, `gone on: ${requests}`);
    const { analyses } = await server.json('/v1/analyses');
    assert.equal(analyses.length, 1);
    demo.assertNoComplaints();
    await demo.context.close();
  });
});
