import type { ItemType, Side } from '../report.js';

export interface ShotKind {
  /** In the page's address. */
  key: string;
  title: string;
  /** The word that the report carries as `shot`. */
  word: string;
  side: Side;
  instruction: string;
}

const flat = 'Lay it flat on a plain table, light from the side.';
const front: ShotKind = {
  key: 'front', title: 'Front', word: 'front', side: 'front',
  instruction: `${flat} Film it from above for about five seconds, all four edges in the picture.`,
};
const back: ShotKind = {
  key: 'back', title: 'Back', word: 'back', side: 'back',
  instruction: 'Turn it over and film the back in the same way.',
};
const rakingLight: ShotKind = {
  key: 'raking-light', title: 'Raking light', word: 'raking light', side: 'front',
  instruction: 'Front up again. Hold one lamp low at its side, so that creases and dents throw shadows, and move it slowly around.',
};

/** What a grader would ask to see of each kind of item, in the order in which it is filmed. */
export const shotLists: Record<ItemType, readonly ShotKind[]> = {
  comic: [
    front,
    back,
    { key: 'spine', title: 'Spine', word: 'spine', side: 'front', instruction: 'Closer now: move slowly along the spine from top to bottom, the whole comic still in the picture if you can.' },
    rakingLight,
  ],
  card: [
    front,
    back,
    { key: 'edges', title: 'Edges', word: 'edges', side: 'front', instruction: 'Closer now: go slowly around the card, along all four edges and corners.' },
    rakingLight,
  ],
  toy: [
    { ...front, instruction: 'Stand it up before a plain wall. Film it for about five seconds, all of it in the picture.' },
    { ...back, instruction: 'Turn it round and film the back in the same way.' },
    { key: 'sides', title: 'Sides', word: 'sides', side: 'front', instruction: 'Turn it slowly, so that both sides are seen.' },
  ],
};

export const itemNames: Record<ItemType, string> = { comic: 'Comic', card: 'Card', toy: 'Toy' };

export function shotKind(itemType: ItemType, key: string): ShotKind {
  const list = shotLists[itemType];
  return list.find((kind) => kind.key === key) ?? (list[0] as ShotKind);
}

/** The first shot after this one that has nothing yet; undefined when all have. */
export function nextShot(itemType: ItemType, after: string, taken: (key: string) => boolean): ShotKind | undefined {
  const list = shotLists[itemType];
  const start = list.findIndex((kind) => kind.key === after) + 1;
  return [...list.slice(start), ...list.slice(0, start)].find((kind) => kind.key !== after && !taken(kind.key));
}
