// A plain file server on loopback, as pages have that know nothing of cross-origin isolation; with its headers on request.
import { createServer } from 'node:http';
import { createReadStream, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const MEDIA_TYPES = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.json': 'application/json',
  '.wasm': 'application/wasm', '.mp4': 'video/mp4', '.webm': 'video/webm', '.svg': 'image/svg+xml', '.png': 'image/png',
};

function fileOf(roots, pathname) {
  for (const [prefix, root] of Object.entries(roots)) {
    if (!pathname.startsWith(prefix)) continue;
    const file = path.join(root, path.normalize(pathname.slice(prefix.length)));
    if (!file.startsWith(path.resolve(root))) return null;
    const facts = statSync(file, { throwIfNoEntry: false });
    if (facts?.isFile()) return { file, bytes: facts.size };
    if (facts?.isDirectory()) return fileOf({ '': file }, 'index.html');
  }
  return null;
}

/**
 * Serves the folders of `roots` ({'/prefix/': folder}, tried in their order). `isolated`: with the headers that let pages use threads.
 * `beforeScripts`: a line put before each script, in pages and workers alike. Gives {address, requests, stop}; `requests` are the
 * paths asked for.
 */
export async function serveFiles(roots, { isolated = false, beforeScripts = '' } = {}) {
  const requests = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    requests.push(pathname);
    const found = fileOf(roots, decodeURIComponent(pathname));
    if (found === null) {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('not found');
      return;
    }
    const mediaType = MEDIA_TYPES[path.extname(found.file)] ?? 'application/octet-stream';
    const changed = beforeScripts !== '' && mediaType === 'text/javascript' ? Buffer.from(`${beforeScripts}\n${readFileSync(found.file)}`) : null;
    const headers = {
      'Content-Type': mediaType,
      'Content-Length': changed?.length ?? found.bytes,
      'Cache-Control': 'no-store',
    };
    if (isolated) {
      headers['Cross-Origin-Opener-Policy'] = 'same-origin';
      headers['Cross-Origin-Embedder-Policy'] = 'require-corp';
      headers['Cross-Origin-Resource-Policy'] = 'same-origin';
    }
    response.writeHead(200, headers);
    if (changed !== null) response.end(changed);
    else createReadStream(found.file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    requests,
    stop: () => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
}
