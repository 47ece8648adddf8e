// The 60 captures of docs/accuracy.md's browser table, and what each should be called. Their seeds were used for no threshold.
const FAULTS = ['blurred', 'shaking', 'dark', 'glaring', 'cropped', 'tilted'];
const VERDICTS = {
  none: ['good'],
  blurred: ['retake'],
  shaking: ['retake'],
  dark: ['retake'],
  cropped: ['retake'],
  // As in tests/captures: a reflection or a slant must be told, whether or not it is bad enough to film again.
  glaring: ['usable', 'retake'],
  tilted: ['usable', 'retake'],
};

function film(fault, item, table, seed, seconds) {
  return { name: `${fault}_${item}_${table}_${seed}`, fault, item, table, seed, seconds, right: VERDICTS[fault] };
}

/** 12 well filmed ones and 8 of each fault; comics and cards, on plain and textured tables, 4 to 5 s of 1280×720. */
export function accuracyCaptures() {
  const captures = [];
  let seed = 7101;
  const add = (fault, rounds) => {
    for (let round = 0; round < rounds; round++) {
      for (const item of ['comic', 'card']) {
        for (const table of ['plain', 'textured']) captures.push(film(fault, item, table, seed++, 4 + (seed % 3) / 2));
      }
    }
  };
  add('none', 3);
  for (const fault of FAULTS) add(fault, 2);
  return captures;
}

/** One of each kind of judgement, for every change: good, sent back for two reasons, and warned. */
export function fewAccuracyCaptures() {
  const wanted = ['none', 'blurred', 'cropped', 'glaring'];
  const all = accuracyCaptures();
  return wanted.map((fault, index) => all.filter((capture) => capture.fault === fault)[index]);
}
