// How the page writes numbers. Decimal point, thin grouping from five digits on, an honest number of digits.

const none = '–';

/** Three significant digits or so: 3,001 · 150 · 11.6 · 0.73. */
export function plainNumber(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return none;
  const size = Math.abs(value);
  const digits = Number.isInteger(value) || size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.1 || size === 0 ? 2 : 4;
  return value.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** A share 0 … 1 as per cent. */
export function percent(share: number | null | undefined): string {
  if (share === null || share === undefined || !Number.isFinite(share)) return none;
  return percentNumber(share) + ' %';
}

function percentNumber(share: number): string {
  const value = share * 100;
  const digits = Math.abs(value) >= 10 || value === 0 ? 0 : Math.abs(value) >= 1 ? 1 : 2;
  return value.toFixed(digits);
}

export interface Measured {
  number: string;
  unit: string;
}

/** A check's value in its unit, shares as per cent: (0.72, "share of frames") → 72 | % of frames. */
export function measured(value: number | null, unit: string): Measured {
  if (value === null) return { number: none, unit: '' };
  if (unit.startsWith('share')) return { number: percentNumber(value), unit: `%${unit.slice('share'.length)}` };
  if (unit === "item's share of the frame") return { number: percentNumber(value), unit: '% of the frame' };
  const distance = /^(distance to the border), share (of the long side)$/.exec(unit);
  if (distance) return { number: percentNumber(value), unit: `% ${distance[2]}, ${distance[1]}` };
  return { number: plainNumber(value), unit };
}

export function seconds(value: number): string {
  return `${value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 2)} s`;
}

/** 0:07, 12:30. */
export function clock(value: number): string {
  const whole = Math.floor(value);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

export function bytes(value: number): string {
  if (value < 1000) return `${value} bytes`;
  const units = ['kB', 'MB', 'GB'];
  let size = value / 1000;
  let unit = 0;
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${size.toFixed(size >= 100 ? 0 : 1)} ${units[unit]}`;
}

/** "1 frame", "3 frames". */
export function counted(count: number, word: string): string {
  return `${count.toLocaleString('en-GB')} ${word}${count === 1 ? '' : 's'}`;
}
