import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { beginning, withEvent } from '../src/escalate/progress.js';

const after = (...events: [string, unknown][]) =>
  events.reduce((progress, [type, data], index) => withEvent(progress, { id: index + 1, type, data }), beginning(1000));

describe('the progress of an analysis', () => {
  test('follows the events', () => {
    const progress = after(['queued', {}], ['running', { attempt: 1, lane: 'gpu' }], ['progress', { stage: 'scan', percent: 42, framesPerSecond: 118.2 }]);
    assert.deepEqual([progress.phase, progress.lane, progress.stage, progress.percent, progress.framesPerSecond], ['running', 'gpu', 'scan', 42, 118.2]);
  });
  test('collects checks and golden frames, each once', () => {
    const check = { id: 'glare', status: 'warn', value: 0.05, threshold: 0.04, unit: 'share of the item', where: ['top left'], hint: 'Move the lamp.' };
    const progress = after(['running', {}], ['golden_frame', { index: 1, frame: 8, time: 0.2 }], ['golden_frame', { index: 0, frame: 149, time: 5 }], ['check', { ...check, status: 'ok' }], ['check', check]);
    assert.deepEqual(progress.golden.map((each) => each.frame), [149, 8]);
    assert.deepEqual(progress.checks, [check]);
  });
  test('begins again when the analysis is tried again', () => {
    const progress = after(['running', {}], ['golden_frame', { index: 0, frame: 1 }], ['retry', {}], ['running', { attempt: 2 }]);
    assert.deepEqual([progress.phase, progress.attempt, progress.golden.length], ['running', 2, 0]);
    assert.notEqual(progress.note, '');
  });
  test('is not disturbed by what it does not know', () => {
    const before = after(['running', {}]);
    assert.deepEqual(withEvent(before, { id: 9, type: 'applause', data: null }), before);
    assert.equal(withEvent(before, { id: 9, type: 'progress', data: 'x' }).percent, null);
  });
});
