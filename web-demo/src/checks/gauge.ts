import type { Limits } from './limits.js';

/** A gauge's proportions, 0 … 1 from left to right. */
export interface Gauge {
  direction: Limits['direction'];
  value: number;
  warn: number;
  fail: number | null;
  /** The value lies beyond the scale's end and is drawn there. */
  beyond: boolean;
}

/**
 * A linear scale from 0 that shows the limits well apart: to 2.5 times the farther of them, or to where values end if that is
 * nearer. A value far beyond is drawn at the end and marked, since the distance to the limit is what matters.
 */
export function gaugeOf(value: number, limits: Limits): Gauge {
  const farther = Math.max(limits.warn, limits.fail ?? 0);
  const reach = farther > 0 ? farther * 2.5 : Math.max(1, Math.abs(value) * 1.25);
  const end = limits.most === null ? reach : Math.min(reach, Math.max(limits.most, farther));
  const part = (number: number) => Math.min(1, Math.max(0, number / end));
  return {
    direction: limits.direction,
    value: part(value),
    warn: part(limits.warn),
    fail: limits.fail === null ? null : part(limits.fail),
    beyond: value > end,
  };
}
