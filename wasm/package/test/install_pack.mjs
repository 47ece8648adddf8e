// Packs the package as it is published and installs that into an empty folder, outside of this one's node_modules.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { installFolder, packageFolder } from './places.mjs';

rmSync(installFolder, { recursive: true, force: true });
mkdirSync(installFolder, { recursive: true });
const npm = (...args) =>
  execFileSync('npm', args, { cwd: installFolder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
const [{ filename }] = JSON.parse(npm('pack', '--json', '--loglevel=error', packageFolder));
writeFileSync(path.join(installFolder, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
npm('install', '--offline', '--no-audit', '--no-fund', '--loglevel=error', `./${filename}`);
