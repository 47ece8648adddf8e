import { copyFile, mkdir, readFile, readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

// What `gradevault serve` sends too: without them the browser gives no shared memory, and so no threads.
const isolation = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

/** The worker and the module's builds are served as the package has them, in `precheck/` beside the page. */
function precheckFiles(): Plugin {
  const from = new URL('./node_modules/@gradevault/precheck/dist/', import.meta.url);
  const wanted = /\.(js|wasm)$/;
  const bundled = new Set(['index.js', 'escalate.js']); // those are part of the page's own scripts
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
    async closeBundle() {
      const names = (await readdir(from)).filter((name) => wanted.test(name) && !bundled.has(name));
      if (names.length === 0) throw new Error(`${fileURLToPath(from)} has no worker: build wasm/package first`);
      await mkdir(target, { recursive: true });
      await Promise.all(names.map((name) => copyFile(new URL(name, from), `${target}/${name}`)));
      await copyFile(new URL('../THIRD-PARTY-NOTICES.md', from), `${target}/THIRD-PARTY-NOTICES.md`);
    },
  };
}

export default defineConfig({
  base: './',
  plugins: [precheckFiles()],
  server: { headers: isolation },
  preview: { headers: isolation },
  build: {
    target: ['chrome94', 'firefox100', 'safari16.4'],
    assetsInlineLimit: 0, // the page's policy allows no data: scripts or styles
    modulePreload: { polyfill: false },
    // The server caches names with such a hash for a year.
    rollupOptions: { output: { hashCharacters: 'hex' } },
  },
});
