import '../styles/verdict.css';
import type { App } from '../app.js';
import { h } from '../dom/element.js';
import { icon } from '../dom/icon.js';
import { nextShot } from '../scan/shots.js';
import { banner } from './banner.js';
import { checkList } from './check_row.js';
import { facts, notes, saveReport } from './facts.js';
import { goldenGallery } from './stills.js';

/** A checked capture: verdict, checks, golden frames, courses over time, and the way to the full analysis. */
export function verdictView(app: App, key: string): { element: HTMLElement; close(): void } {
  const { capture, report, stills } = app.session.shot(key);
  if (!capture || !report) throw new Error('a verdict needs a checked capture');
  const closers: (() => void)[] = [];
  const retake = report.verdict === 'retake';

  const again = h('button', { type: 'button', class: retake ? 'primary' : '', 'data-testid': 'again' }, icon('turn'), h('span', {}, retake ? 'Film it again' : 'Another capture'));
  again.addEventListener('click', () => (capture.filmed ? app.go({ shot: key, filming: true }) : app.session.clear(key)));
  const escalate = h('button', { type: 'button', class: retake ? '' : 'primary', 'data-testid': 'escalate' }, icon('upload'), h('span', {}, retake ? 'Full analysis anyway' : 'Full analysis'));
  escalate.addEventListener('click', () => {
    void app.desk().then((desk) => desk.start(key));
    analysis.scrollIntoView({ behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
  });
  const next = nextShot(app.session.scan.itemType, key, (each) => app.session.taken(each));
  const onward = next && h('a', { class: 'button', href: `#/${next.key}`, 'data-testid': 'next-shot' }, h('span', {}, `Next: ${next.title}`), icon('next'));

  const analysis = h('div', { class: 'analysis' });
  void import('../escalate/escalation_panel.js').then(({ escalationPanel }) => {
    const panel = escalationPanel(app, key);
    closers.push(panel.close);
    analysis.replaceChildren(panel.element);
  });
  const own = h('details', { class: 'own-check', open: true }, h('summary', { class: 'panel' }, h('h3', {}, 'The check on this device')));
  let analysed = false;
  const follow = () => {
    const way = app.session.shot(key).escalation;
    escalate.hidden = way !== null;
    const done = way?.state === 'done';
    own.classList.toggle('foldable', done);
    if (done !== analysed) own.open = !done; // the server's results come first then
    analysed = done;
  };
  closers.push(app.session.changes.on((changed) => changed === key && follow()));
  follow();

  let seek = (_time: number) => undefined as void;
  const gallery = goldenGallery(report, stills, (time) => seek(time));
  closers.push(gallery.close);
  const courses = h('section', { class: 'panel', 'aria-label': 'Over time', 'data-testid': 'courses' }, h('p', { class: 'muted' }, 'Loading the charts …'));
  void import('../charts/courses.js').then(({ coursesPanel }) => {
    const panel = coursesPanel(report, capture.file);
    closers.push(panel.close);
    seek = panel.seek;
    courses.replaceChildren(panel.element);
  });

  own.append(
    h(
      'div',
      { class: 'verdict-columns' },
      h('section', { class: 'panel', 'aria-labelledby': `checks-${key}` }, h('h3', { id: `checks-${key}` }, 'Checks'), checkList(report.checks, report.options), notes(report)),
      h('section', { class: 'panel', 'aria-labelledby': `golden-${key}` }, h('h3', { id: `golden-${key}` }, 'Golden frames'), gallery.element),
    ),
    courses,
    h('details', { class: 'panel' }, h('summary', {}, h('h3', {}, 'About this capture')), facts(report), saveReport(report, `${app.session.scan.id}-${key}-precheck`)),
  );
  const actions = [...(retake ? [again, escalate] : [escalate, again]), onward ?? null];
  const element = h('div', { class: 'stack' }, banner(report, 'h3', actions), analysis, own);
  return { element, close: () => closers.forEach((close) => close()) };
}
