// THIRD-PARTY-NOTICES.md: what is in the bundles, as esbuild says, and in the module, with the licences' own texts.
import { readdir, readFile, writeFile } from 'node:fs/promises';

const root = new URL('../', import.meta.url);

/** `inputs`: the files that esbuild put into the bundles, relative to the package. */
export async function writeNotices(inputs) {
  const names = new Set(inputs.map((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1]).filter(Boolean));
  const bundled = await Promise.all([...names].sort().map(notice));
  const native = await readFile(new URL('licenses/NATIVE.md', root), 'utf8');
  const apache = await readFile(new URL('licenses/Apache-2.0.txt', root), 'utf8');
  const head = `# What @gradevault/precheck contains of others\n\nThe package itself is under the MIT licence (LICENSE). Each part below keeps its own.\n`;
  await writeFile(
    new URL('THIRD-PARTY-NOTICES.md', root),
    [head, native, `## Apache-2.0\n${fenced(apache)}`, '# In the scripts (worker.js, escalate.js)\n', ...bundled].join(
      '\n',
    ),
  );
}

async function notice(name) {
  const folder = new URL(`node_modules/${name}/`, root);
  const { version, license, author, repository } = JSON.parse(await readFile(new URL('package.json', folder), 'utf8'));
  const licenceFile = (await readdir(folder)).find((file) => /^licen[cs]e/i.test(file));
  const text = licenceFile ? fenced(await readFile(new URL(licenceFile, folder), 'utf8')) : `By ${person(author)}.\n`;
  const source = typeof repository === 'string' ? repository : (repository?.url ?? '');
  return `## ${name} ${version}: ${license ?? 'MIT'}\nUnchanged; its source is the npm package of this name and version (${source}).\n\n${text}`;
}

function person(author) {
  return typeof author === 'string' ? author : (author?.name ?? 'its contributors');
}

function fenced(text) {
  return `\`\`\`\n${text.trim()}\n\`\`\`\n`;
}
