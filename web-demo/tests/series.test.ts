import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { frameAt, goldenRank, motionPerSecond } from '../src/charts/series.js';
import type { GoldenFrame } from '../src/report.js';

describe('courses over time', () => {
  test('have motion in px/s at 640 px, whatever the frame rate and the size', () => {
    const motion = motionPerSecond({ time: [0, 0.1, 0.3, 0.4], motion: [null, 1, 2, null], quickWidth: 180, quickHeight: 320 });
    assert.equal(motion[0], null);
    assert.ok(Math.abs((motion[1] ?? 0) - 20) < 1e-9);
    assert.ok(Math.abs((motion[2] ?? 0) - 20) < 1e-9);
    assert.equal(motion[3], null);
  });
  test('find the frame that is shown at a time', () => {
    const time = [0, 0.033, 0.066, 0.5];
    assert.deepEqual([-1, 0, 0.05, 0.066, 0.4, 9].map((at) => frameAt(time, at)), [0, 0, 1, 2, 2, 3]);
    assert.equal(frameAt([], 1), 0);
  });
  test('know a golden frame’s rank', () => {
    const golden = [{ frame: 149 }, { frame: 8 }] as GoldenFrame[];
    assert.deepEqual([149, 8, 9].map((frame) => goldenRank(golden, frame)), [1, 2, 0]);
  });
});
