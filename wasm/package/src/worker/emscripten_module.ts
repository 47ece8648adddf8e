// Loads one build of the module (wasm/module) and hands out its C functions and its memory.
import type { Build } from '../api.js';
import type { ModuleFiles } from './builds.js';

type Pointer = number;

/** wasm/module/precheck_api.h, as Emscripten exports it. */
export interface Exports {
  _malloc(bytes: number): Pointer;
  _free(pointer: Pointer): void;
  _gv_start(request: Pointer, error: Pointer): Pointer;
  _gv_buffer(session: Pointer, bytes: number): Pointer;
  _gv_frame(session: Pointer): Pointer;
  _gv_push(session: Pointer): number;
  _gv_wanted(session: Pointer): number;
  _gv_golden(session: Pointer, frame: number): number;
  _gv_finish(session: Pointer): number;
  _gv_golden_picture(session: Pointer, index: number, longSide: number): number;
  _gv_text(session: Pointer): Pointer;
  _gv_text_bytes(session: Pointer): number;
  _gv_message(session: Pointer): Pointer;
  _gv_end(session: Pointer): void;
  _gv_about(): Pointer;
}

type Factory = (settings: Record<string, unknown>) => Promise<Exports>;

export class EmscriptenModule {
  constructor(
    readonly build: Build,
    readonly threads: number,
    readonly c: Exports,
    readonly memory: WebAssembly.Memory,
  ) {}

  /** The whole memory. Ask again after every call: growth replaces the buffer. */
  get bytes(): Uint8Array {
    return new Uint8Array(this.memory.buffer);
  }
}

/** Errors: whatever the browser says when a script or module cannot be had, compiled or given memory. */
export async function loadModule(build: Build, files: ModuleFiles, threads: number): Promise<EmscriptenModule> {
  const compiling = compile(files.wasm);
  compiling.catch(() => undefined); // reported below, unless the script fails first
  const { default: factory } = (await import(/* @vite-ignore */ /* webpackIgnore: true */ files.script.href)) as {
    default: Factory;
  };
  const compiled = await compiling;
  return new Promise((resolve, reject) => {
    let memory: WebAssembly.Memory | undefined;
    const settings = {
      gradevaultThreads: threads,
      locateFile: (name: string) => (name.endsWith('.wasm') ? files.wasm.href : new URL(name, files.script).href),
      mainScriptUrlOrBlob: files.script.href,
      onAbort: (what: unknown) => reject(new Error(String(what))),
      instantiateWasm(
        imports: WebAssembly.Imports,
        receive: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
      ) {
        WebAssembly.instantiate(compiled, imports).then((instance) => {
          memory =
            findMemory(instance.exports) ??
            Object.values(imports)
              .map((part) => findMemory(part))
              .find(Boolean);
          receive(instance, compiled);
        }, reject);
        return {};
      },
    };
    factory(settings).then((c) => {
      if (memory) resolve(new EmscriptenModule(build, threads, c, memory));
      else reject(new Error('the module has no memory'));
    }, reject);
  });
}

/** Its name depends on how the module was linked, its type does not. */
function findMemory(values: WebAssembly.Exports | WebAssembly.ModuleImports): WebAssembly.Memory | undefined {
  return Object.values(values).find((value): value is WebAssembly.Memory => value instanceof WebAssembly.Memory);
}

async function compile(url: URL): Promise<WebAssembly.Module> {
  if (url.protocol === 'file:') {
    const { readFile } = await import('node:fs/promises');
    return WebAssembly.compile(new Uint8Array(await readFile(url)));
  }
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.href}: ${response.status} ${response.statusText}`);
  // Servers that do not know .wasm send another type, which the streaming compiler refuses.
  if (response.headers.get('content-type')?.startsWith('application/wasm'))
    return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}
