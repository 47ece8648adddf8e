// The worker's entry: messages in, messages out, one after the other.
import type { Reply, Request } from '../protocol.js';
import { WorkerSession } from './worker_session.js';

interface Port {
  post(reply: Reply, transfer: readonly Transferable[]): void;
  listen(take: (request: Request) => void): void;
}

function browserPort(): Port {
  const scope = globalThis as unknown as Worker;
  return {
    post: (reply, transfer) => scope.postMessage(reply, [...transfer]),
    listen: (take) => scope.addEventListener('message', (event: MessageEvent<Request>) => take(event.data)),
  };
}

async function nodePort(): Promise<Port> {
  const { parentPort } = await import('node:worker_threads');
  if (!parentPort) throw new Error('worker.js is not a program; createPrecheck starts it');
  const { createRequire } = await import('node:module');
  // What the module's script expects of a browser's worker, and older Emscripten of Node before it had ES modules.
  const location = { href: import.meta.url };
  Object.assign(globalThis, { self: globalThis, location, require: createRequire(import.meta.url), __dirname: '.' });
  return {
    post: (reply, transfer) => parentPort.postMessage(reply, transfer as unknown as ArrayBuffer[]),
    listen: (take) => void parentPort.on('message', take),
  };
}

const inBrowser = typeof (globalThis as { WorkerGlobalScope?: unknown }).WorkerGlobalScope === 'function';
if (inBrowser)
  serve(browserPort()); // at once: messages that came before a listener would be lost
else serve(await nodePort());

function serve(port: Port): void {
  const session = new WorkerSession((reply, transfer = []) => port.post(reply, transfer));
  port.listen((request) => session.take(request));
}
