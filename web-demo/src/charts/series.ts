import type { AnalysisOptions, Frames, GoldenFrame } from '../report.js';

export type Series = (number | null)[];

export interface ChartSeries {
  time: number[];
  sharpness: Series;
  /** px/s at a long side of 640 px: what the option maxMotion speaks of. */
  motion: Series;
  meanLuma: Series;
  /** Per cent. */
  dark: Series;
  bright: Series;
  glare: Series;
  stillLimit: number | null;
}

const inPercent = (values: readonly (number | null)[]): Series => values.map((value) => (value === null ? null : value * 100));

/** Motion as the selection judges it: independent of the frame rate and of the picture's size. */
export function motionPerSecond(frames: Pick<Frames, 'motion' | 'time' | 'quickWidth' | 'quickHeight'>): Series {
  const scale = 640 / Math.max(frames.quickWidth, frames.quickHeight);
  return frames.motion.map((motion, index) => {
    const gap = (frames.time[index] ?? 0) - (frames.time[index - 1] ?? 0);
    return motion === null || index === 0 || gap <= 0 ? null : (motion * scale) / gap;
  });
}

export function chartSeries(frames: Frames, options: AnalysisOptions): ChartSeries {
  return {
    time: [...frames.time],
    sharpness: [...frames.sharpness],
    motion: motionPerSecond(frames),
    meanLuma: [...frames.meanLuma],
    dark: inPercent(frames.darkShare),
    bright: inPercent(frames.brightShare),
    glare: inPercent(frames.glareShare),
    stillLimit: options.maxMotion ?? null,
  };
}

/** The frame that is shown at a time: the last that began at or before it. */
export function frameAt(time: readonly number[], at: number): number {
  let low = 0;
  let high = time.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((time[middle] ?? Infinity) <= at + 1e-6) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

/** 1 for the sharpest golden frame; 0 when the frame is none. */
export function goldenRank(golden: readonly GoldenFrame[], frame: number): number {
  return golden.findIndex((each) => each.frame === frame) + 1;
}
