// The worker's module: chosen and loaded once, loaded anew when a trap broke it.
import { type AnalysisOptions, PrecheckError } from '../api.js';
import type { StartSettings, Started } from '../protocol.js';
import { candidates, moduleFiles } from './builds.js';
import { CoreSession, type CoreRequest } from './core_session.js';
import { type EmscriptenModule, loadModule } from './emscripten_module.js';
import { brokeTheModule } from './failure.js';
import { readText } from './module_text.js';

const mostThreads = 8;

export class ModuleHost {
  #module: EmscriptenModule | undefined;
  #because = '';

  private constructor(readonly settings: StartSettings) {}

  /** Errors: unsupported_environment (no build runs: says what each said), invalid_argument (an option). */
  static async start(settings: StartSettings): Promise<{ host: ModuleHost; started: Started }> {
    const host = new ModuleHost(settings);
    const module = await host.#load();
    host.startSession({ options: {}, live: true, rotation: 0, source: {} }).end(); // what is wrong with the options, now
    const about = JSON.parse(readText(module, module.c._gv_about())) as { isa: string };
    return { host, started: { build: module.build, isa: about.isa, threads: module.threads } };
  }

  /** Why this build runs, for the report. */
  get because(): string {
    return this.#because;
  }

  get memoryBytes(): number {
    return this.#module?.memory.buffer.byteLength ?? 0;
  }

  startSession(
    request: Omit<CoreRequest, 'threads' | 'scanId' | 'shot'> & { scanId?: string; shot?: string },
  ): CoreSession {
    const module = this.#module;
    if (!module) throw new PrecheckError('internal', 'the module is not loaded');
    const { options, scanId, shot } = this.settings;
    return CoreSession.start(module, {
      ...request,
      options: withProfile({ ...options, ...request.options }),
      scanId: request.scanId ?? scanId,
      shot: request.shot ?? shot,
      threads: module.threads,
    });
  }

  /** To be told of every error; a module that trapped is thrown away. */
  noteFailure(error: unknown): void {
    if (brokeTheModule(error)) this.#module = undefined;
  }

  async ready(): Promise<void> {
    if (!this.#module) await this.#load();
  }

  async #load(): Promise<EmscriptenModule> {
    const failures: string[] = [];
    for (const { build, because } of candidates(this.settings.build)) {
      try {
        const files = moduleFiles(build, this.settings.assets);
        this.#module = await loadModule(build, files, build === 'threads' ? this.#threads() : 1);
        this.#because = [`build ${build}: ${because}`, ...failures].join('; ');
        return this.#module;
      } catch (error) {
        failures.push(`${build} failed: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    throw new PrecheckError(
      'unsupported_environment',
      `no build of the pre-check's module runs here (${failures.join('; ')})`,
    );
  }

  #threads(): number {
    if (this.settings.threads > 0) return this.settings.threads;
    return Math.min(mostThreads, Math.max(1, navigator.hardwareConcurrency));
  }
}

function withProfile(options: Partial<AnalysisOptions>): Partial<AnalysisOptions> {
  return { ...options, profile: options.profile ?? 'quick' };
}
