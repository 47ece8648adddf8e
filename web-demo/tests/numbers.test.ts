import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { bytes, clock, counted, measured, percent, plainNumber, seconds } from '../src/text/numbers.js';

describe('numbers', () => {
  test('keep about three digits', () => {
    assert.deepEqual([3000.77, 149.7, 11.56, 0.7248, 0.0582, 5, 0].map(plainNumber), ['3,001', '150', '11.6', '0.72', '0.0582', '5', '0']);
  });
  test('that are missing are a dash', () => {
    assert.deepEqual([plainNumber(null), plainNumber(undefined), plainNumber(NaN), percent(null)], ['–', '–', '–', '–']);
  });
  test('of shares are per cent, whatever the unit says of what', () => {
    assert.deepEqual(measured(0.7248, 'share of frames'), { number: '72', unit: '% of frames' });
    assert.deepEqual(measured(0.0582, 'share of the item'), { number: '5.8', unit: '% of the item' });
    assert.deepEqual(measured(0.19, "item's share of the frame"), { number: '19', unit: '% of the frame' });
    assert.deepEqual(measured(0.0092, 'distance to the border, share of the long side'), { number: '0.92', unit: '% of the long side, distance to the border' });
  });
  test('keep their unit otherwise', () => {
    assert.deepEqual(measured(336.04, 'px'), { number: '336', unit: 'px' });
    assert.deepEqual(measured(null, 'px'), { number: '–', unit: '' });
  });
  test('of time and size are short', () => {
    assert.deepEqual([seconds(0.8), seconds(26.916), clock(7.9), clock(125)], ['0.80 s', '26.9 s', '0:07', '2:05']);
    assert.deepEqual([bytes(999), bytes(3018789), bytes(999_999), bytes(2.5e9)], ['999 bytes', '3.0 MB', '1.0 MB', '2.5 GB']);
    assert.deepEqual([counted(1, 'frame'), counted(1500, 'frame')], ['1 frame', '1,500 frames']);
  });
});
