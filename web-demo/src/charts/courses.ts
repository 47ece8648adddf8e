import 'uplot/dist/uPlot.min.css';
import '../styles/charts.css';
import { h } from '../dom/element.js';
import type { Report } from '../report.js';
import { percent, plainNumber, seconds } from '../text/numbers.js';
import { CourseChart, type CourseSettings, type Line } from './course_chart.js';
import { frameTable } from './frame_table.js';
import { chartSeries, frameAt, goldenRank } from './series.js';

function legend(lines: readonly Line[]): HTMLElement | null {
  if (lines.length < 2) return null;
  return h('ul', { class: 'legend' }, lines.map((line) => h('li', { class: `key${line.colour}` }, h('span', { 'aria-hidden': 'true' }), line.label)));
}

/**
 * Sharpness, motion and exposure over time with the video beside them. A click on a chart, or the slider under them (arrow keys),
 * goes to a frame; the video moves the cursors as it plays.
 */
export function coursesPanel(report: Report, file: Blob): { element: HTMLElement; seek(time: number): void; close(): void } {
  const { frames, goldenFrames } = report;
  const series = chartSeries(frames, report.options);
  const sync = `courses-${Math.random()}`;
  const onPick = (frame: number) => show(frame, true);
  const shared = { time: series.time, golden: goldenFrames, sync, onPick };
  const courses: CourseSettings[] = [
    { ...shared, title: 'Sharpness', unit: 'variance of the Laplacian', lines: [{ label: 'Sharpness', values: series.sharpness, colour: '--line-1' }] },
    {
      ...shared, title: 'Motion', unit: `px/s at 640 px${series.stillLimit === null ? '' : `; still below ${plainNumber(series.stillLimit)}, dashed`}`,
      lines: [{ label: 'Motion', values: series.motion, colour: '--line-1' }],
      limit: series.stillLimit,
    },
    {
      ...shared, title: 'Exposure', unit: 'mean luma, left; shares of the picture, right', most: 255,
      lines: [
        { label: 'Mean luma', values: series.meanLuma, colour: '--line-1' },
        { label: 'Dark', values: series.dark, colour: '--line-2', share: true },
        { label: 'Bright', values: series.bright, colour: '--line-3', share: true },
        { label: 'Glare', values: series.glare, colour: '--line-4', share: true, dash: [6, 4] },
      ],
    },
  ];

  const address = URL.createObjectURL(file);
  const video = h('video', { src: address, controls: true, muted: true, playsinline: true, preload: 'auto', 'data-testid': 'capture-video', 'aria-label': 'The capture' });
  video.muted = true;
  const unplayable = h('p', { class: 'muted', hidden: true }, 'This browser cannot show the video itself.');
  video.addEventListener('error', () => {
    video.hidden = true;
    unplayable.hidden = false;
  });
  const reading = h('p', { class: 'reading numbers', 'data-testid': 'reading' });
  const slider = h('input', { type: 'range', min: 0, max: Math.max(0, frames.count - 1), value: 0, step: 1, 'aria-label': 'Frame', 'data-testid': 'frame-slider' });
  slider.addEventListener('input', () => show(Number(slider.value), true));

  const places = courses.map((course) => {
    const place = h('div', { class: 'chart', 'aria-hidden': 'true', 'data-testid': `chart-${course.title.toLowerCase()}` });
    return { course, place, figure: h('figure', { class: 'course' }, h('figcaption', {}, h('strong', {}, course.title), h('span', { class: 'muted' }, ` ${course.unit}`), legend(course.lines)), place) };
  });
  const element = h(
    'div',
    {},
    h('h3', {}, 'Over time'),
    h('p', { class: 'muted' }, 'Numbered lines are the golden frames. Click a chart, or move the slider, to see a frame.'),
    h(
      'div',
      { class: 'courses' },
      h('div', { class: 'courses-video' }, video, unplayable, h('div', { class: 'frame-pick' }, slider, reading)),
      h('div', { class: 'courses-charts' }, places.map((each) => each.figure)),
    ),
    frameTable(report),
  );

  let charts: CourseChart[] = [];
  // Charts measure their place, which has a width only once it is in the page.
  const begin = requestAnimationFrame(() => {
    charts = places.map(({ course, place }) => new CourseChart(place, course));
    show(goldenFrames[0]?.frame ?? 0, false);
  });

  function show(frame: number, move: boolean): void {
    const time = frames.time[frame] ?? 0;
    const rank = goldenRank(goldenFrames, frame);
    const parts = [
      `Frame ${frame}`, seconds(time), `sharpness ${plainNumber(frames.sharpness[frame])}`,
      `motion ${plainNumber(series.motion[frame])} px/s`, `mean luma ${plainNumber(frames.meanLuma[frame])}`, `glare ${percent(frames.glareShare[frame])}`,
    ];
    if (rank > 0) parts.push(`golden frame ${rank}`);
    reading.textContent = parts.join(' · ');
    slider.value = String(frame);
    slider.setAttribute('aria-valuetext', parts.join(', '));
    charts[0]?.point(frame); // the others follow by the shared cursor
    if (move && video.readyState > 0) {
      video.pause();
      video.currentTime = time + 0.001; // just inside the frame, not at the edge to the one before
    }
  }

  video.addEventListener('loadedmetadata', () => show(Number(slider.value), true), { once: true });
  video.addEventListener('timeupdate', () => {
    if (!video.paused) show(frameAt(frames.time, video.currentTime), false);
  });
  const recolour = () => charts.forEach((chart) => chart.recolour());
  const scheme = matchMedia('(prefers-color-scheme: dark)');
  scheme.addEventListener('change', recolour);
  const chosen = new MutationObserver(recolour);
  chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] });

  return {
    element,
    seek: (time) => {
      show(frameAt(frames.time, time), true);
      video.scrollIntoView({ block: 'center' });
    },
    close: () => {
      cancelAnimationFrame(begin);
      scheme.removeEventListener('change', recolour);
      chosen.disconnect();
      charts.forEach((chart) => chart.close());
      URL.revokeObjectURL(address);
    },
  };
}
