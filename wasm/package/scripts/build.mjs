// Builds dist/: node scripts/build.mjs [FOLDER with the module's files; default ../../build/wasm/package-files]
import { execFileSync } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { writeNotices } from './notices.mjs';

const root = new URL('../', import.meta.url);
const path = (relative) => fileURLToPath(new URL(relative, root));
const modules = process.argv[2] ?? process.env.GRADEVAULT_MODULES ?? path('../../build/wasm/package-files');

const { version } = JSON.parse(await readFile(path('package.json'), 'utf8'));
const released = (await readFile(path('../../VERSION'), 'utf8')).trim();
if (version !== released) fail(`package.json says version ${version}, the file VERSION ${released}`);

const files = await readdir(modules).catch(() =>
  fail(
    `${modules} is missing: cmake --preset wasm && cmake --build --preset wasm, or give the folder with the module's files`,
  ),
);
for (const wanted of ['threads', 'simd', 'baseline'].flatMap((name) => [
  `precheck-${name}.js`,
  `precheck-${name}.wasm`,
])) {
  if (!files.includes(wanted)) fail(`${modules} has no ${wanted}: build the preset wasm again`);
}

await rm(path('dist'), { recursive: true, force: true });
await mkdir(path('dist/schema'), { recursive: true });
run(path('scripts/generate-types.mjs'));
run(path('node_modules/typescript/bin/tsc'), '-p', path('tsconfig.build.json'));
const { metafile } = await build({
  entryPoints: {
    index: path('src/index.ts'),
    worker: path('src/worker/main.ts'),
    escalate: path('src/escalate.ts'),
  },
  outdir: path('dist'),
  bundle: true,
  format: 'esm',
  platform: 'browser',
  target: 'es2022',
  external: ['node:*'],
  minify: true,
  legalComments: 'inline',
  logLevel: 'warning',
  metafile: true,
});
for (const file of files.filter((name) => /^precheck-.*\.(js|wasm)$/.test(name)))
  await cp(`${modules}/${file}`, path(`dist/${file}`));
for (const name of ['report', 'options'])
  await cp(path(`../../core/schema/${name}.schema.json`), path(`dist/schema/${name}.schema.json`));
await cp(path('../../LICENSE'), path('LICENSE'));
// What was really taken, not what tree shaking dropped.
const taken = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.entries(inputs));
await writeNotices(taken.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([file]) => file));

function run(script, ...args) {
  try {
    execFileSync(process.execPath, [script, ...args], { stdio: 'inherit' });
  } catch {
    fail(`${script} failed`);
  }
}

function fail(what) {
  console.error(`build: ${what}`);
  process.exit(1);
}
