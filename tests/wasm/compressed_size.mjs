// node compressed_size.mjs FOLDER…: prints the sizes of the module's builds that are in the folders, as they are and compressed, and fails where
// the build simd takes more than its budget: 700 KB (1000 bytes each) of gzip -9, script and module together.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const budget = 700_000;
const files = process.argv.slice(2).flatMap((folder) => readdirSync(folder).map((name) => ({ name, path: join(folder, name) })));
const builds = ['threads', 'simd', 'baseline'].filter((build) => files.some(({ name }) => name === `precheck-${build}.wasm`));
if (!builds.includes('simd')) {
  console.error(`no precheck-simd.wasm in ${process.argv.slice(2).join(', ')}`);
  process.exit(1);
}

let tooLarge = false;
for (const build of builds) {
  const sum = { plain: 0, gzip: 0, brotli: 0 };
  for (const { path } of files.filter(({ name }) => name.startsWith(`precheck-${build}.`))) {
    const bytes = readFileSync(path);
    sum.plain += bytes.length;
    sum.gzip += gzipSync(bytes, { level: 9 }).length;
    sum.brotli += brotliCompressSync(bytes).length;
  }
  const kb = (bytes) => `${(bytes / 1000).toFixed(0)} KB`;
  console.log(`${build}: ${kb(sum.plain)}, gzip ${kb(sum.gzip)}, brotli ${kb(sum.brotli)}`);
  if (build === 'simd' && sum.gzip > budget) {
    console.error(`the budget of ${build} is ${kb(budget)} by gzip`);
    tooLarge = true;
  }
}
process.exit(tooLarge ? 1 : 0);
