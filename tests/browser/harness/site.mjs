// The built page in a folder of its own, with a sample beside it, for `gradevault serve --web`.
import { copyFileSync, cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { folder, page } from './environment.mjs';

/** `name`: one for each suite, because suites may run at the same time. */
export function siteWithSample(name, sample) {
  const site = folder('sites', name);
  rmSync(site, { recursive: true, force: true });
  cpSync(page, site, { recursive: true });
  copyFileSync(sample, path.join(site, 'sample.mp4'));
  return site;
}
