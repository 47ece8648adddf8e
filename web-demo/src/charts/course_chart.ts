import uPlot from 'uplot';
import type { GoldenFrame } from '../report.js';
import type { Series } from './series.js';

export interface Line {
  label: string;
  values: Series;
  /** Name of a custom property with the colour. */
  colour: string;
  /** Right-hand axis, per cent. */
  share?: boolean;
  dash?: number[];
}

export interface CourseSettings {
  title: string;
  unit: string;
  time: readonly number[];
  lines: Line[];
  golden: readonly GoldenFrame[];
  /** A dashed horizontal line. */
  limit?: number | null;
  /** The left axis ends here at least. */
  most?: number;
  sync: string;
  onPick(frame: number): void;
}

const colourOf = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Golden frames as numbered marks from top to bottom, and the limit. */
function marks(settings: CourseSettings): uPlot.Plugin {
  return {
    hooks: {
      drawClear: (plot) => {
        const { ctx, bbox } = plot;
        const scale = devicePixelRatio;
        ctx.save();
        ctx.strokeStyle = ctx.fillStyle = colourOf('--golden');
        ctx.lineWidth = 1.5 * scale;
        ctx.font = `600 ${11 * scale}px system-ui, sans-serif`;
        ctx.textAlign = 'center';
        settings.golden.forEach((golden, index) => {
          const x = Math.round(plot.valToPos(golden.time, 'x', true));
          ctx.beginPath();
          ctx.moveTo(x, bbox.top);
          ctx.lineTo(x, bbox.top + bbox.height);
          ctx.stroke();
          ctx.fillText(String(index + 1), x, bbox.top - 4 * scale);
        });
        if (typeof settings.limit === 'number') {
          const y = Math.round(plot.valToPos(settings.limit, 'y', true));
          if (y >= bbox.top && y <= bbox.top + bbox.height) {
            ctx.strokeStyle = ctx.fillStyle = colourOf('--muted');
            ctx.lineWidth = scale;
            ctx.setLineDash([5 * scale, 4 * scale]);
            ctx.beginPath();
            ctx.moveTo(bbox.left, y);
            ctx.lineTo(bbox.left + bbox.width, y);
            ctx.stroke();
          }
        }
        ctx.restore();
      },
    },
  };
}

function options(settings: CourseSettings, width: number): uPlot.Options {
  const axis = { stroke: colourOf('--muted'), grid: { stroke: colourOf('--line'), width: 1 }, ticks: { show: false }, font: '12px system-ui, sans-serif' };
  const highest = Math.max((settings.limit ?? 0) * 1.2, settings.most ?? 0);
  const shares = settings.lines.some((line) => line.share);
  return {
    width,
    height: 150,
    padding: [16, shares ? 0 : 12, 0, 0],
    legend: { show: false },
    cursor: { sync: { key: settings.sync, setSeries: false }, drag: { x: false, y: false }, points: { size: 7 } },
    scales: {
      x: { time: false },
      y: { range: (_plot, _low, high) => [0, Math.max(high * 1.08, highest, 1e-3)] },
      share: { range: (_plot, _low, high) => [0, Math.max(high * 1.08, 5)] },
    },
    axes: [
      { ...axis, size: 28, values: (_plot, ticks) => ticks.map((tick) => `${Number(tick.toFixed(2))} s`) },
      { ...axis, size: 46 },
      ...(shares ? [{ ...axis, scale: 'share', side: 1 as const, size: 46, grid: { show: false }, values: (_plot: uPlot, ticks: number[]) => ticks.map((tick) => `${tick} %`) }] : []),
    ],
    series: [
      {},
      ...settings.lines.map((line): uPlot.Series => ({
        label: line.label, scale: line.share ? 'share' : 'y', stroke: () => colourOf(line.colour), width: 1.75, points: { show: false }, ...(line.dash ? { dash: line.dash } : {}),
      })),
    ],
    plugins: [marks(settings)],
    hooks: {
      ready: [
        (plot) =>
          plot.over.addEventListener('click', () => {
            if (typeof plot.cursor.idx === 'number') settings.onPick(plot.cursor.idx);
          }),
      ],
    },
  };
}

/** One chart over time that keeps to its place's width; its colours follow the theme. */
export class CourseChart {
  private readonly plot: uPlot;
  private readonly watch: ResizeObserver;

  constructor(place: HTMLElement, private readonly settings: CourseSettings) {
    const data = [settings.time, ...settings.lines.map((line) => line.values)] as uPlot.AlignedData;
    this.plot = new uPlot(options(settings, Math.max(200, place.clientWidth)), data, place);
    this.watch = new ResizeObserver(() => {
      if (place.clientWidth > 0 && place.clientWidth !== this.plot.width) this.plot.setSize({ width: place.clientWidth, height: 150 });
    });
    this.watch.observe(place);
  }

  /** Shows the cursor at a frame, without a pointer. */
  point(frame: number): void {
    const left = this.plot.valToPos(this.settings.time[frame] ?? 0, 'x');
    this.plot.setCursor({ left, top: this.plot.over.clientHeight / 2 }, false);
  }

  recolour(): void {
    for (const axis of this.plot.axes) {
      axis.stroke = () => colourOf('--muted');
      if (axis.grid) axis.grid.stroke = () => colourOf('--line');
    }
    this.plot.redraw(false, true);
  }

  close(): void {
    this.watch.disconnect();
    this.plot.destroy();
  }
}
