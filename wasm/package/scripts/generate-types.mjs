// Writes src/generated/schema.ts: the TypeScript types of core/schema, the contract that C++ and the server keep too.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { compile } from 'json-schema-to-typescript';

const schemas = new URL('../../../core/schema/', import.meta.url);
const target = new URL('../src/generated/schema.ts', import.meta.url);

/**
 * What the generator understands of JSON Schema 2020-12: tuples as draft 7 wrote them, and references without a description of
 * their own, which would make it write a second type.
 */
function forGenerator(node) {
  if (Array.isArray(node)) return node.map(forGenerator);
  if (node === null || typeof node !== 'object') return node;
  if ('$ref' in node) return { $ref: node.$ref };
  const entries = Object.entries(node).map(([name, value]) => [name, forGenerator(value)]);
  const { prefixItems, ...rest } = Object.fromEntries(entries);
  return prefixItems ? { ...rest, items: prefixItems, additionalItems: false, maxItems: prefixItems.length } : rest;
}

async function readSchema(name) {
  return forGenerator(JSON.parse(await readFile(new URL(name, schemas), 'utf8')));
}

const source = await compile(await readSchema('report.schema.json'), 'Report', {
  cwd: schemas.pathname,
  // The schema allows unknown members; in the types they would hide every misspelt name.
  additionalProperties: false,
  bannerComment: '// Made from core/schema by scripts/generate-types.mjs.',
  style: { printWidth: 120, singleQuote: true },
  $refOptions: {
    resolve: {
      schema: {
        order: 1,
        canRead: /options\.schema\.json$/,
        read: async () => JSON.stringify(await readSchema('options.schema.json')),
      },
    },
  },
});
await mkdir(new URL('.', target), { recursive: true });
await writeFile(target, source);
