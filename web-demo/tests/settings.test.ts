import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { enginesFrom } from '../src/settings/engines.js';
import { defaults, loadSettings, saveSettings, serverAddress, settingsFrom, withOverrides } from '../src/settings/settings.js';

class Memory {
  readonly values = new Map<string, string>();
  getItem(name: string): string | null {
    return this.values.get(name) ?? null;
  }
  setItem(name: string, value: string): void {
    this.values.set(name, value);
  }
  removeItem(name: string): void {
    this.values.delete(name);
  }
}

describe('settings', () => {
  test('that are stored wrongly are the defaults, one by one', () => {
    assert.deepEqual(settingsFrom({ tier: 'gold', build: 'simd', keepKey: 'yes', other: 1 }), { ...defaults, build: 'simd' });
    assert.deepEqual(settingsFrom('nonsense'), defaults);
    const memory = new Memory();
    memory.setItem('gradevault.settings', '{"tier":');
    assert.deepEqual(loadSettings(memory, null), defaults);
  });
  test('keep the key for the session only, unless asked for more', () => {
    const lasting = new Memory();
    const session = new Memory();
    saveSettings({ ...defaults, key: 'gv_secret' }, lasting, session);
    assert.ok(![...lasting.values.values()].some((value) => value.includes('gv_secret')));
    assert.equal(loadSettings(lasting, session).key, 'gv_secret');
    assert.equal(loadSettings(lasting, new Memory()).key, '');
    saveSettings({ ...defaults, key: 'gv_secret', keepKey: true }, lasting, session);
    assert.equal(loadSettings(lasting, new Memory()).key, 'gv_secret');
    saveSettings({ ...defaults, key: 'gv_secret', keepKey: false }, lasting, session);
    assert.ok(![...lasting.values.values()].some((value) => value.includes('gv_secret')));
  });
  test('work where there is no storage', () => {
    saveSettings({ ...defaults, key: 'k' }, null, null);
    assert.deepEqual(loadSettings(null, null), defaults);
  });
  test('are overridden by the address, the key never', () => {
    const settings = withOverrides({ ...defaults, key: 'mine' }, '?build=baseline&lumaSource=rgba&key=theirs&tier=gold');
    assert.deepEqual([settings.build, settings.lumaSource, settings.key, settings.tier], ['baseline', 'rgba', 'mine', 'standard']);
  });
});

describe('the server’s address', () => {
  const page = 'https://app.example.org/check/';
  test('is the page’s own when there is none', () => {
    assert.equal(String(serverAddress(' ', page)), 'https://app.example.org/');
  });
  test('is taken as it is', () => {
    assert.equal(String(serverAddress('https://grading.example.org', page)), 'https://grading.example.org/');
    assert.equal(String(serverAddress('http://localhost:8080', page)), 'http://localhost:8080/');
  });
  test('that cannot work is refused with a reason', () => {
    for (const wrong of ['grading.example', 'ftp://a.example.org', 'https://me:secret@a.example.org', 'http://a.example.org', 'https://a.example.org/v1'])
      assert.equal(typeof serverAddress(wrong, page), 'string', wrong);
  });
});

describe('the list of engines', () => {
  test('takes what is well-formed', () => {
    const list = enginesFrom({ engines: [{ name: 'cpu', healthy: true }, { name: 'cuda', healthy: false, reason: 'no driver' }, { healthy: true }, null] });
    assert.deepEqual(list.map((each) => [each.name, each.healthy]), [['cpu', true], ['cuda', false]]);
    assert.deepEqual(enginesFrom(null), []);
  });
});
