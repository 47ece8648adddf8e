import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cameraProblem } from '../src/film/camera_problem.js';
import { recordingRate, recordingType } from '../src/film/recording.js';
import { layersOf } from '../src/results/layers.js';
import type { GoldenFrame, Report } from '../src/report.js';
import { hashOf, routeFrom } from '../src/route.js';
import { emptyShot, markOf } from '../src/scan/scan.js';
import { nextShot } from '../src/scan/shots.js';

describe('the shot list', () => {
  test('goes on with the next that is missing, around the end', () => {
    const taken = new Set(['front', 'spine']);
    const has = (key: string) => taken.has(key);
    assert.equal(nextShot('comic', 'front', has)?.key, 'back');
    assert.equal(nextShot('comic', 'spine', has)?.key, 'raking-light');
    taken.add('raking-light');
    assert.equal(nextShot('comic', 'raking-light', has)?.key, 'back');
    taken.add('back');
    assert.equal(nextShot('comic', 'back', has), undefined);
  });
  test('marks a shot by how far it is', () => {
    const shot = emptyShot('front');
    const capture = { file: new Blob(), name: 'a.mp4', filmed: false };
    assert.equal(markOf(shot), 'empty');
    assert.equal(markOf({ ...shot, capture }), 'checking');
    assert.equal(markOf({ ...shot, capture, report: { verdict: 'retake' } as Report }), 'retake');
    assert.equal(markOf({ ...shot, capture, problem: { code: 'unsupported_codec', message: '' } }), 'problem');
    const way = { server: '', sent: 0, total: 1 };
    assert.equal(markOf({ ...shot, capture, escalation: { ...way, state: 'uploading' } }), 'uploading');
    assert.equal(markOf({ ...shot, capture, report: { verdict: 'good' } as Report, escalation: { ...way, state: 'failed' } }), 'good');
  });
});

describe('the address', () => {
  test('leads to a shot and its camera, and back', () => {
    for (const route of [{ shot: 'raking-light', filming: false }, { shot: 'front', filming: true }]) assert.deepEqual(routeFrom(hashOf(route), 'x'), route);
    assert.deepEqual(routeFrom('', 'front'), { shot: 'front', filming: false });
  });
});

describe('a camera that cannot be had', () => {
  const named = (name: string) => Object.assign(new Error('no'), { name });
  test('is told by what is the matter', () => {
    assert.equal(cameraProblem(named('NotAllowedError'), true, true).code, 'refused');
    assert.equal(cameraProblem(named('NotFoundError'), true, true).code, 'no_camera');
    assert.equal(cameraProblem(named('NotReadableError'), true, true).code, 'busy');
    assert.equal(cameraProblem(named('TypeError'), true, true).code, 'failed');
    assert.equal(cameraProblem(named('TypeError'), true, false).code, 'unsupported');
    assert.equal(cameraProblem(named('NotAllowedError'), false, false).code, 'insecure');
  });
  test('leaves other ways', () => {
    for (const secure of [true, false]) assert.match(cameraProblem(null, secure, true).sentence, /choose a video/);
  });
});

describe('a recording', () => {
  test('is H.264 in mp4 where the browser can', () => {
    assert.equal(recordingType((type) => type.startsWith('video/mp4;codecs=avc1')), 'video/mp4;codecs=avc1.640033');
    assert.equal(recordingType((type) => type.startsWith('video/webm')), 'video/webm;codecs=h264');
    assert.equal(recordingType(() => false), null);
  });
  test('has 20 Mbit/s at 1080p and in proportion, within bounds', () => {
    assert.equal(recordingRate(1920, 1080, 30), 20e6);
    assert.equal(recordingRate(1080, 1920, 60), 40e6);
    assert.equal(recordingRate(640, 480, 30), 8e6);
    assert.equal(recordingRate(3840, 2160, 60), 80e6);
  });
});

describe('layers over the item', () => {
  const golden = (frame: number, number: number) => ({ frame, rectifiedArtifact: `rectified_0${number}.png` }) as GoldenFrame;
  const report = { defects: { referenceFrame: 149 } } as Report;
  test('of the defect maps belong to the reference frame only', () => {
    const has = () => true;
    assert.deepEqual(layersOf(report, golden(149, 1), has).map((layer) => layer.artifact), [null, 'defect_mask.png', 'defect_heatmap.png', 'structure_01.png', 'overlay_01.png']);
    assert.deepEqual(layersOf(report, golden(8, 3), has).map((layer) => layer.artifact), [null, 'structure_03.png', 'overlay_03.png']);
  });
  test('are those whose pictures are there', () => {
    assert.deepEqual(layersOf(report, golden(149, 1), (name) => name === 'defect_mask.png').map((layer) => layer.kind), ['none', 'mask']);
  });
});
