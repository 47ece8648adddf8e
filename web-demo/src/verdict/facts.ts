import { h } from '../dom/element.js';
import type { Report } from '../report.js';
import { bytes, counted, plainNumber, seconds } from '../text/numbers.js';

function row(name: string, value: string | null | undefined): HTMLElement | null {
  return value ? h('div', {}, h('dt', {}, name), h('dd', {}, value)) : null;
}

/** What the capture is and what looked at it, for those who want to know. */
export function facts(report: Report): HTMLElement {
  const { source, engine, frames } = report;
  const rate = source.frameRate ? `${plainNumber(source.frameRate)} frames/s${source.variableFrameRate ? ', variable' : ''}` : '';
  const video = [source.container, source.codec, source.pixelFormat, source.transfer === 'sdr' ? '' : source.transfer.toUpperCase()];
  return h(
    'dl',
    { class: 'facts' },
    row('Picture', `${source.width} × ${source.height} px${source.rotation ? `, turned by ${source.rotation}°` : ''}`),
    row('Length', [counted(frames.count, 'frame'), seconds(source.duration), rate].filter(Boolean).join(' · ')),
    row('Video', video.filter(Boolean).join(' · ')),
    row('File', source.bytes > 0 ? `${source.fileName || 'capture'} · ${bytes(source.bytes)}` : null),
    row('Luma', source.lumaSource === 'yuv' ? 'the decoder’s own brightness plane' : 'from RGB: the browser gave no brightness plane'),
    row('Lost frames', frames.lost.length > 0 ? frames.lost.join(', ') : null),
    row('Engine', `${engine.name} · ${engine.device} · ${engine.isa}`),
    row('Profile', report.options.profile ?? null),
    row('Result digest', report.resultDigest),
    row('Written by', report.producer),
  );
}

/** Notes of the report; nothing when there are none. */
export function notes(report: Report): HTMLElement | null {
  if (report.notes.length === 0) return null;
  return h('ul', { class: 'notes', 'data-testid': 'notes' }, report.notes.map((note) => h('li', {}, note)));
}

/** Saves the report as a file. */
export function saveReport(report: Report, name: string): HTMLElement {
  const button = h('button', { type: 'button', class: 'quiet small', 'data-testid': 'save-report' }, 'Save the report (JSON)');
  button.addEventListener('click', () => {
    const address = URL.createObjectURL(new Blob([JSON.stringify(report, null, 1)], { type: 'application/json' }));
    h('a', { href: address, download: `${name}.json` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  });
  return button;
}
