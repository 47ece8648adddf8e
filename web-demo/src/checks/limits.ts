import type { AnalysisOptions, Check } from '../report.js';

/** Where a check warns and fails. `floor`: more is better; `ceiling`: less is better. */
export interface Limits {
  direction: 'floor' | 'ceiling';
  warn: number;
  fail: number | null;
  /** The largest value that there can be, where there is one. */
  most: number | null;
}

function limits(direction: Limits['direction'], warn?: number, fail?: number | null, most: number | null = null): Limits | null {
  return warn === undefined || fail === undefined ? null : { direction, warn, fail, most };
}

/**
 * The limits of a check as the report's options have them. Some checks measure one of several things, told by the unit
 * (core/src/checks). Null for what this page does not know: then the threshold alone is shown.
 */
export function limitsOf(check: Check, options: AnalysisOptions): Limits | null {
  switch (check.id) {
    case 'sharpness':
      return limits('floor', options.warnSharpness, options.failSharpness);
    case 'motion':
      return limits('floor', options.warnStableShare, options.failStableShare, 1);
    case 'exposure':
      if (check.unit.startsWith('luma of')) return limits('floor', options.warnHighlight, options.failHighlight, 255);
      if (check.unit === 'mean luma') return limits('ceiling', options.warnBrightMean, options.failBrightMean, 255);
      return limits('ceiling', options.warnClippedShare, options.failClippedShare, 1);
    case 'glare':
      return limits('ceiling', options.warnGlareShare, options.failGlareShare, 1);
    case 'framing':
      if (check.unit === "item's share of the frame") return limits('floor', options.warnItemShare, options.failItemShare, 1);
      if (check.unit.startsWith('distance')) return limits('floor', options.framingMargin, null);
      return limits('floor', 1, 0.5, 1);
    case 'tilt':
      return limits('ceiling', options.warnTilt, options.failTilt, 90);
    case 'resolution':
      return limits('floor', options.warnResolution, options.failResolution);
    case 'coverage':
      return limits('floor', options.warnGoldenFrames, options.failGoldenFrames, options.goldenFrames ?? null);
    default:
      return null;
  }
}

/** What the threshold alone tells, for a check that is not known here. */
export function limitsByThreshold(check: Check): Limits | null {
  if (check.value === null || check.threshold === null) return null;
  const above = check.value >= check.threshold;
  const passed = check.status === 'ok';
  return { direction: above === passed ? 'floor' : 'ceiling', warn: check.threshold, fail: null, most: null };
}
