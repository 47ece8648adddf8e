import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { gaugeOf } from '../src/checks/gauge.js';
import { limitsByThreshold, limitsOf } from '../src/checks/limits.js';
import type { AnalysisOptions, Check, CheckStatus } from '../src/report.js';

// The options as they are without a request: from the schema, which C++ reads too. Tests run in web-demo/.
const schema = JSON.parse(readFileSync('../core/schema/options.schema.json', 'utf8')) as { properties: Record<string, { default: unknown }> };
const options = Object.fromEntries(Object.entries(schema.properties).map(([name, property]) => [name, property.default])) as AnalysisOptions;

const check = (id: string, unit: string, value: number | null = 1, threshold: number | null = 1, status: CheckStatus = 'ok'): Check => ({ id, unit, value, threshold, status, where: [], hint: '' });

describe('limits of checks', () => {
  test('are known for every id and unit that core uses', () => {
    const known: [string, string, 'floor' | 'ceiling', number, number | null][] = [
      ['sharpness', 'luma², on the item', 'floor', 120, 60],
      ['motion', 'share of frames', 'floor', 0.35, 0.2],
      ['exposure', 'luma of the brightest 1 %', 'floor', 140, 110],
      ['exposure', 'mean luma', 'ceiling', 225, 240],
      ['exposure', 'share of pixels that are burnt out', 'ceiling', 0.08, 0.3],
      ['glare', 'share of the item', 'ceiling', 0.04, 0.1],
      ['framing', "item's share of the frame", 'floor', 0.12, 0.08],
      ['framing', 'distance to the border, share of the long side', 'floor', 0.01, null],
      ['framing', 'share of golden frames with the item', 'floor', 1, 0.5],
      ['tilt', '°', 'ceiling', 20, 30],
      ['resolution', 'px', 'floor', 300, 200],
      ['coverage', 'golden frames', 'floor', 3, 1],
    ];
    for (const [id, unit, direction, warn, fail] of known) {
      const limits = limitsOf(check(id, unit), options);
      assert.deepEqual([limits?.direction, limits?.warn, limits?.fail], [direction, warn, fail], `${id}, ${unit}`);
    }
  });
  test('of a check that is not known come from its threshold', () => {
    assert.equal(limitsOf(check('colour', 'ΔE'), options), null);
    assert.equal(limitsByThreshold(check('colour', 'ΔE', 3, 5, 'ok'))?.direction, 'ceiling');
    assert.equal(limitsByThreshold(check('colour', 'ΔE', 9, 5, 'fail'))?.direction, 'ceiling');
    assert.equal(limitsByThreshold(check('colour', 'ΔE', 3, 5, 'warn'))?.direction, 'floor');
    assert.equal(limitsByThreshold(check('colour', 'ΔE', null, 5, 'not_available')), null);
  });
});

describe('a gauge', () => {
  test('shows both limits, and a value far beyond at the end', () => {
    const gauge = gaugeOf(3000, { direction: 'floor', warn: 120, fail: 60, most: null });
    assert.deepEqual([gauge.fail, gauge.warn, gauge.value, gauge.beyond], [0.2, 0.4, 1, true]);
  });
  test('ends where values end', () => {
    const gauge = gaugeOf(0.7, { direction: 'floor', warn: 0.5, fail: 0.2, most: 1 });
    assert.deepEqual([gauge.warn, gauge.value, gauge.beyond], [0.5, 0.7, false]);
  });
  test('stays on its scale for values below 0 and limits of 0', () => {
    assert.equal(gaugeOf(-0.02, { direction: 'floor', warn: 0.01, fail: null, most: null }).value, 0);
    const zero = gaugeOf(0, { direction: 'ceiling', warn: 0, fail: 0, most: null });
    assert.ok([zero.value, zero.warn].every((part) => part >= 0 && part <= 1));
  });
});
