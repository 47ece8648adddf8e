import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { installed } from './places.mjs';

const ajv = new Ajv2020({ strict: false, allErrors: true });
const schema = (name) => JSON.parse(readFileSync(path.join(installed, `dist/schema/${name}.schema.json`), 'utf8'));
ajv.addSchema(schema('options'), 'options.schema.json');
const validate = ajv.compile(schema('report'));

export function assertValidReport(report) {
  assert.ok(validate(report), JSON.stringify(validate.errors?.slice(0, 3)));
}
