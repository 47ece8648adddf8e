// What a figure was measured on; goes into every result.
import os from 'node:os';

export function machine(browser) {
  return {
    cpu: os.cpus()[0].model.trim(),
    cores: os.cpus().length,
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
    system: `${os.type()} ${os.release()}`,
    load: os.loadavg()[0],
    node: process.version,
    chromium: browser.version(),
  };
}
