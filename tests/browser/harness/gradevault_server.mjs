// A running `gradevault serve` with the page, on a free port of loopback and with a data folder of its own.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { page as pageFolder, program } from './environment.mjs';

export class GradevaultServer {
  #process = null;
  #log = [];

  /** Starts one; `flags` as on the command line. */
  static async start({ flags = [], web = pageFolder } = {}) {
    const server = new GradevaultServer();
    server.folder = mkdtempSync(path.join(os.tmpdir(), 'gradevault-browser-'));
    server.flags = [...(web === null ? [] : ['--web', web]), ...flags];
    await server.start();
    return server;
  }

  /** Brings it up on its folder, on the port it had before if it had one. */
  async start() {
    const started = spawn(program, [
      'serve', '--data', this.folder, '--port', String(this.port ?? 0), '--metrics-port', '0', '--cpu-workers', '1', '--gpu-workers', '0',
      '--rate-limit', '0', ...this.flags,
    ], { stdio: ['ignore', 'ignore', 'pipe'] });
    this.#process = started;
    this.ended = new Promise((resolve) => started.once('exit', (code, signal) => resolve(code ?? signal)));
    const lines = createInterface({ input: started.stderr });
    const address = await new Promise((resolve) => {
      lines.on('line', (line) => {
        this.#log.push(line);
        const found = /serving on (https?:\/\/[^ /]+:(\d+))/.exec(line);
        if (found) {
          this.port = Number(found[2]);
          resolve(found[1]);
        }
      });
      this.ended.then(() => resolve(null));
    });
    if (address === null) throw new Error(`the server did not start: ${this.log}`);
    this.address = `http://127.0.0.1:${this.port}`;
  }

  get log() {
    return this.#log.slice(-40).join('\n');
  }

  /** As when the machine takes it away; `start` brings it up again. */
  async kill() {
    this.#process.kill('SIGKILL');
    await this.ended;
  }

  /** As a service manager does; its data goes, too. */
  async stop() {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      this.#process.kill('SIGTERM');
      const late = setTimeout(() => this.#process.kill('SIGKILL'), 60_000);
      await this.ended;
      clearTimeout(late);
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  async json(pathname) {
    const response = await fetch(this.address + pathname);
    if (!response.ok) throw new Error(`${pathname}: ${response.status} ${await response.text()}`);
    return response.json();
  }
}
