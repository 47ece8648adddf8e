import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

// What `gradevault serve` sends too: without them the browser gives no shared memory, and so no threads.
const isolation = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

/**
 * The package is served as it is published, in `precheck/` beside the page, and the page's scripts import it from there: it finds its
 * worker and its module beside itself, and no bundler takes them apart.
 */
function precheckFiles(): Plugin {
  const from = new URL('./node_modules/@gradevault/precheck/dist/', import.meta.url);
  const wanted = /\.(js|wasm)$/;
  const types: Record<string, string> = { js: 'text/javascript', wasm: 'application/wasm' };
  let target = '';
  return {
    name: 'precheck-files',
    configResolved(config) {
      target = `${config.root}/${config.build.outDir}/precheck`;
    },
    configureServer(server) {
      server.middlewares.use('/precheck', (request, response, next) => {
        const name = new URL(request.url ?? '/', 'http://page').pathname.slice(1);
        readFile(new URL(name, from)).then(
          (bytes) => {
            response.setHeader('Content-Type', types[name.split('.').pop() ?? ''] ?? 'application/octet-stream');
            for (const [header, value] of Object.entries(isolation)) response.setHeader(header, value);
            response.end(bytes);
          },
          () => next(),
        );
      });
    },
    async writeBundle() {
      const names = (await readdir(from)).filter((name) => wanted.test(name));
      if (names.length === 0) throw new Error(`${fileURLToPath(from)} is empty: build wasm/package first`);
      await mkdir(target, { recursive: true });
      await Promise.all(names.map((name) => copyFile(new URL(name, from), `${target}/${name}`)));
      const notices = new URL('../THIRD-PARTY-NOTICES.md', from);
      if (existsSync(notices)) await copyFile(notices, `${target}/THIRD-PARTY-NOTICES.md`);
    },
  };
}

/** Where the page's scripts, which lie in assets/, find the package. */
const published = { '@gradevault/precheck': '../precheck/index.js', '@gradevault/precheck/escalate': '../precheck/escalate.js' };

/** `gradevault serve` sends `name.br` or `name.gz` in place of `name` to browsers that take it. */
function compressedForms(): Plugin {
  const worthwhile = /\.(js|css|html|svg|txt|wasm|md)$/;
  let folder = '';
  return {
    name: 'compressed-forms',
    configResolved(config) {
      folder = `${config.root}/${config.build.outDir}`;
    },
    writeBundle: {
      sequential: true, // after the package's files are there
      order: 'post',
      async handler() {
        for (const name of await readdir(folder, { recursive: true })) {
          const path = `${folder}/${name}`;
          if (!worthwhile.test(name) || (await stat(path)).size < 1000) continue;
          const bytes = await readFile(path);
          const params = { [constants.BROTLI_PARAM_QUALITY]: bytes.length < 300_000 ? 11 : 9 };
          await writeFile(`${path}.br`, await promisify(brotliCompress)(bytes, { params }));
          await writeFile(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }));
        }
      },
    },
  };
}

export default defineConfig({
  base: './',
  plugins: [precheckFiles(), compressedForms()],
  optimizeDeps: { exclude: Object.keys(published) },
  server: { headers: isolation, fs: { allow: ['..'] } },
  preview: { headers: isolation },
  build: {
    target: ['chrome94', 'firefox100', 'safari16.4'],
    assetsInlineLimit: 0, // the page's policy allows no data: scripts or styles
    modulePreload: { polyfill: false },
    // The server caches names with such a hash for a year.
    rollupOptions: {
      external: Object.keys(published),
      output: { hashCharacters: 'hex', paths: published },
    },
  },
});
