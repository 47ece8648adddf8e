// node compressed_size.mjs FOLDER: prints the sizes of the module's builds that are in FOLDER, as they are and compressed, and fails where
// the build simd takes more than its budget: 700 KB (1000 bytes each) of gzip -9, script and module together.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const budget = 700_000;
const folder = process.argv[2];
const builds = ['threads', 'simd', 'baseline'].filter((build) => readdirSync(folder).includes(`precheck-${build}.wasm`));
if (!builds.includes('simd')) {
  console.error(`${folder} has no precheck-simd.wasm`);
  process.exit(1);
}

let tooLarge = false;
for (const build of builds) {
  const sum = { plain: 0, gzip: 0, brotli: 0 };
  for (const name of readdirSync(folder).filter((file) => file.startsWith(`precheck-${build}.`))) {
    const bytes = readFileSync(join(folder, name));
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
