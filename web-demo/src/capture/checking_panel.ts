import type { App, Checking } from '../app.js';
import { h } from '../dom/element.js';
import { counted } from '../text/numbers.js';

const stages = {
  open: 'Opening the file',
  scan: 'Looking at every frame',
  golden: 'Fetching the golden frames',
  item: 'Finding the item in them',
} as const;

/** A file that is being checked: how far, how fast, and the golden frames as they are found. */
export function checkingPanel(app: App, shot: string): { element: HTMLElement; close(): void } {
  const label = h('p', { class: 'lead', id: 'checking-label' }, stages.open);
  const bar = h('progress', { 'aria-labelledby': 'checking-label', 'data-testid': 'check-progress' });
  const count = h('p', { class: 'muted numbers', 'data-testid': 'check-frames' }, ' ');
  const strip = h('div', { class: 'strip' });
  const cancel = h('button', { type: 'button', class: 'quiet', 'data-testid': 'cancel-check' }, 'Cancel');
  cancel.addEventListener('click', () => app.checking?.stop.abort());
  const addresses: string[] = [];
  const element = h(
    'section',
    { class: 'panel checking', 'data-testid': 'checking' },
    h('p', { class: 'muted' }, app.session.shot(shot).capture?.name ?? ''),
    label, bar, h('div', { class: 'row spread' }, count, cancel), strip,
  );

  function show(checking: Checking): void {
    if (checking.shot !== shot || !checking.progress) return;
    const { stage, done, total } = checking.progress;
    label.textContent = stages[stage];
    if (total) {
      bar.max = total;
      bar.value = Math.min(done, total);
    } else bar.removeAttribute('value');
    if (stage === 'scan') {
      const rate = done / ((performance.now() - checking.began) / 1000);
      count.textContent = `${counted(done, 'frame')}${total ? ` of ${total}` : ''} · ${rate.toFixed(0)} a second`;
    }
    for (const still of checking.stills.slice(strip.children.length)) {
      const address = URL.createObjectURL(still.picture);
      addresses.push(address);
      strip.append(h('img', { src: address, alt: `Golden frame ${still.index + 1}`, width: still.width, height: still.height }));
    }
  }

  if (app.checking) show(app.checking);
  const off = app.checkingChanges.on(show);
  return {
    element,
    close: () => {
      off();
      addresses.forEach((address) => URL.revokeObjectURL(address));
    },
  };
}
