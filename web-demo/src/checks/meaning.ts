import type { CheckStatus, Verdict } from '../report.js';

interface Meaning {
  title: string;
  what: string;
}

const meanings: Record<string, Meaning> = {
  sharpness: { title: 'Sharpness', what: 'how crisp the item is in the golden frames' },
  motion: { title: 'Motion', what: 'frames in which camera and item are still' },
  exposure: { title: 'Exposure', what: 'neither too dark nor burnt out' },
  glare: { title: 'Glare', what: 'reflections that hide the surface' },
  framing: { title: 'Framing', what: 'the whole item is seen, and large enough' },
  tilt: { title: 'Tilt', what: 'how far from straight above' },
  resolution: { title: 'Resolution', what: 'pixels across the item’s short side' },
  coverage: { title: 'Coverage', what: 'golden frames that were found' },
};

/** A check's name for people; one that is not known yet keeps its id. */
export function meaningOf(id: string): Meaning {
  return meanings[id] ?? { title: id.charAt(0).toUpperCase() + id.slice(1).replaceAll('_', ' '), what: '' };
}

export const statusWords: Record<CheckStatus, string> = { ok: 'OK', warn: 'Warning', fail: 'Failed', not_available: 'Not measured' };

export const verdictWords: Record<Verdict, { title: string; sentence: string }> = {
  good: { title: 'Good', sentence: 'This capture will do.' },
  usable: { title: 'Usable', sentence: 'This capture can be graded; see what could be better.' },
  retake: { title: 'Film it again', sentence: 'A grade from this capture would not be reliable.' },
};
