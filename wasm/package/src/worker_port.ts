// A worker of the browser or of Node behind one face.
import { PrecheckError } from './api.js';
import type { Reply, Request } from './protocol.js';

export interface WorkerPort {
  post(request: Request, transfer: readonly Transferable[]): void;
  terminate(): void;
}

export interface PortListeners {
  onReply(reply: Reply): void;
  /** The worker could not be loaded, or died. */
  onFailure(what: string): void;
}

/** Starts worker.js of the folder `assets`, or the one beside this file when that is undefined. */
export async function openWorker(assets: URL | undefined, listeners: PortListeners): Promise<WorkerPort> {
  if (typeof Worker === 'function') return openBrowserWorker(assets, listeners);
  if (typeof process === 'object' && process.versions?.node) return openNodeWorker(assets, listeners);
  throw new PrecheckError('unsupported_environment', 'there are no workers here: use a browser of 2021 or newer');
}

function openBrowserWorker(assets: URL | undefined, listeners: PortListeners): WorkerPort {
  // The literal form is what bundlers look for.
  const worker = assets
    ? new Worker(loadable(new URL('worker.js', assets)), { type: 'module', name: 'gradevault-precheck' })
    : new Worker(new URL('./worker.js', import.meta.url), { type: 'module', name: 'gradevault-precheck' });
  worker.onmessage = (event: MessageEvent<Reply>) => listeners.onReply(event.data);
  worker.onmessageerror = () => listeners.onFailure('a message of the worker could not be read');
  worker.onerror = (event) => {
    event.preventDefault();
    const place = assets ? new URL('worker.js', assets).href : 'worker.js beside the package';
    listeners.onFailure(
      event.message ? `the worker failed: ${event.message}` : `the worker could not be loaded (${place})`,
    );
  };
  return {
    post: (request, transfer) => worker.postMessage(request, [...transfer]),
    terminate: () => worker.terminate(),
  };
}

/** A worker must come from the page's own origin; one of another origin is imported by a line of ours. */
function loadable(url: URL): URL | string {
  if (url.origin === location.origin) return url;
  return URL.createObjectURL(new Blob([`import ${JSON.stringify(url.href)};`], { type: 'text/javascript' }));
}

async function openNodeWorker(assets: URL | undefined, listeners: PortListeners): Promise<WorkerPort> {
  const { Worker: NodeWorker } = await import('node:worker_threads');
  const worker = new NodeWorker(new URL('worker.js', assets ?? import.meta.url));
  worker.on('message', (reply: Reply) => listeners.onReply(reply));
  worker.on('error', (error) => listeners.onFailure(`the worker failed: ${String(error)}`));
  return {
    // The DOM's transferable objects are Node's, too; its types do not say so.
    post: (request, transfer) => worker.postMessage(request, transfer as unknown as ArrayBuffer[]),
    terminate: () => void worker.terminate(),
  };
}
