// What is published, and whether a user's program finds it.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { installed, installFolder, packageFolder } from './places.mjs';

const file = (name) => path.join(installed, name);

test('the pack holds scripts, modules, types, schemas and licences, and needs nothing else', () => {
  const builds = ['threads', 'simd', 'baseline'].flatMap((build) => [
    `dist/precheck-${build}.js`,
    `dist/precheck-${build}.wasm`,
  ]);
  const wanted = [
    'dist/index.js',
    'dist/worker.js',
    'dist/escalate.js',
    'dist/index.d.ts',
    'dist/escalate.d.ts',
    'dist/schema/report.schema.json',
    'dist/schema/options.schema.json',
    'README.md',
    'LICENSE',
    'THIRD-PARTY-NOTICES.md',
    ...builds,
  ];
  for (const name of wanted) assert.ok(existsSync(file(name)), `${name} is missing`);
  assert.deepEqual(
    readdirSync(path.join(installFolder, 'node_modules')).filter((name) => !name.startsWith('.')),
    ['@gradevault'],
  );
  const { dependencies, version } = JSON.parse(readFileSync(file('package.json'), 'utf8'));
  assert.equal(dependencies, undefined);
  assert.equal(version, readFileSync(path.join(packageFolder, '../../VERSION'), 'utf8').trim());
});

test('the notices name what is bundled', () => {
  const notices = readFileSync(file('THIRD-PARTY-NOTICES.md'), 'utf8');
  for (const name of ['mediabunny', 'tus-js-client', 'OpenCV', 'Highway', 'nlohmann/json', 'Emscripten', 'musl'])
    assert.match(notices, new RegExp(name));
  assert.match(notices, /Mozilla Public License Version 2\.0/);
});

test('worker and page script stay small', () => {
  const compressed = (name) => gzipSync(readFileSync(file(name))).length;
  assert.ok(compressed('dist/worker.js') < 80_000, `worker.js: ${compressed('dist/worker.js')} bytes compressed`);
  assert.ok(compressed('dist/index.js') < 8_000, `index.js: ${compressed('dist/index.js')} bytes compressed`);
});

test("a user's TypeScript program fits the types", () => {
  const folder = path.join(installFolder, 'consumer');
  cpSync(path.join(packageFolder, 'test/consumer'), folder, { recursive: true });
  const tsc = path.join(packageFolder, 'node_modules/typescript/bin/tsc');
  const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' });
  assert.equal(status, 0, stdout);
});

test("a user's JavaScript finds package, escalation and schemas by their names", () => {
  const program = `
    const { createPrecheck, PrecheckError } = await import('@gradevault/precheck');
    const { escalate } = await import('@gradevault/precheck/escalate');
    const { createRequire } = await import('node:module');
    const schema = createRequire(import.meta.url)('@gradevault/precheck/schema/report.schema.json');
    console.log(typeof createPrecheck, typeof PrecheckError, typeof escalate, schema.title);`;
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
    cwd: installFolder,
    encoding: 'utf8',
  });
  assert.equal(output.trim(), 'function function function Report');
});
