import '../styles/escalation.css';
import type { App } from '../app.js';
import { meaningOf, statusWords } from '../checks/meaning.js';
import { h } from '../dom/element.js';
import { icon } from '../dom/icon.js';
import type { EscalationRecord } from '../scan/scan.js';
import { bytes, plainNumber, seconds } from '../text/numbers.js';
import { statusIcons } from '../verdict/check_row.js';
import type { EscalationDesk } from './escalation_desk.js';
import { stageSentence, type AnalysisProgress } from './progress.js';

type StepState = 'todo' | 'now' | 'done';

function step(state: StepState, title: string, words: string, meter: HTMLElement | null): HTMLElement {
  return h(
    'li',
    { class: `step step-${state}`, 'aria-current': state === 'now' ? 'step' : null },
    h('span', { class: 'step-mark' }, state === 'done' ? icon('check', 16) : null),
    h('div', {}, h('p', {}, h('strong', {}, title), h('span', { class: 'muted numbers' }, words === '' ? '' : ` ${words}`)), meter),
  );
}

function meter(label: string, value: number | null): HTMLElement {
  return h('progress', { 'aria-label': label, max: 100, value: value ?? null });
}

/** How far it is, in three steps. */
function steps(progress: AnalysisProgress): HTMLElement {
  const { phase, sent, total, online } = progress;
  const uploading = phase === 'uploading';
  const share = total > 0 ? (100 * sent) / total : 0;
  const upload = uploading
    ? online
      ? `${bytes(sent)} of ${bytes(total)}`
      : `${progress.obstacle}; it goes on where it was`
    : total > 0 ? bytes(total) : '';
  const running = phase === 'running';
  const rate = progress.framesPerSecond ? ` · ${plainNumber(progress.framesPerSecond)} frames/s` : '';
  const analysis = running ? `${stageSentence(progress.stage)}${progress.percent === null ? '' : ` · ${progress.percent.toFixed(0)} %`}${rate}` : '';
  const waiting = phase === 'queued' ? (online ? progress.note || 'until a worker is free' : 'waiting for the network') : '';
  return h(
    'ol',
    { class: 'steps', 'data-testid': 'escalation-steps', 'data-phase': phase, 'data-online': String(online) },
    step(uploading ? 'now' : 'done', 'Upload', upload, uploading ? meter('Upload', share) : null),
    step(uploading ? 'todo' : phase === 'queued' ? 'now' : 'done', 'Queue', waiting, null),
    step(running ? 'now' : phase === 'ended' ? 'done' : 'todo', 'Analysis', online || !running ? analysis : progress.obstacle, running ? meter('Analysis', progress.percent) : null),
  );
}

/** What the server has found so far. */
function found(progress: AnalysisProgress): HTMLElement | null {
  if (progress.checks.length === 0 && progress.golden.length === 0) return null;
  return h(
    'div',
    { class: 'found' },
    progress.golden.length > 0 && h('p', { class: 'numbers', 'data-testid': 'golden-found' }, 'Golden frames: ', progress.golden.map((each) => `${each.frame} (${seconds(each.time)})`).join(', ')),
    progress.checks.length > 0 &&
      h('ul', { class: 'chips', 'data-testid': 'checks-found' }, progress.checks.map((check) => h('li', { class: `chip chip-${check.status}` }, icon(statusIcons[check.status], 14), meaningOf(check.id).title, h('span', { class: 'unseen' }, `: ${statusWords[check.status]}`)))),
  );
}

function ending(record: EscalationRecord): string {
  if (record.state === 'stopped') return 'It was stopped before its end.';
  return record.problem ?? 'The server could not finish it.';
}

/** The way to the full analysis, and its results. Empty as long as nobody asked for it and the capture was checked. */
export function escalationPanel(app: App, shot: string): { element: HTMLElement; close(): void } {
  const element = h('div', { class: 'escalation-place' });
  let desk: EscalationDesk | null = null;
  let closed = false;
  let offDesk = () => undefined as void;
  let results: { element: HTMLElement; close(): void; of: unknown } | null = null;
  const live = h('div', { class: 'escalation-live' });
  const stop = h('button', { type: 'button', class: 'quiet small', 'data-testid': 'stop-escalation' }, 'Stop');
  stop.addEventListener('click', () => desk?.stop(shot));
  const begin = h('button', { type: 'button', class: 'primary', 'data-testid': 'escalate-again' }, icon('upload'), h('span', {}, 'Full analysis'));
  begin.addEventListener('click', () => desk?.start(shot));

  function draw(): void {
    if (closed || !desk) return;
    const { report, problem, escalation } = app.session.shot(shot);
    const progress = desk.progress(shot);
    const result = desk.result(shot);
    if (result) {
      if (results?.of === result) return;
      const { desk: now } = { desk };
      void import('../results/results_view.js').then(({ resultsView }) => {
        if (closed || desk?.result(shot) !== result || results?.of === result) return;
        results?.close();
        results = { ...resultsView(app, shot, result, () => now.refresh(shot)), of: result };
        element.replaceChildren(results.element);
      });
      return;
    }
    if (progress) {
      live.replaceChildren(
        h('div', { class: 'row spread' }, h('h3', {}, 'Full analysis'), stop),
        steps(progress),
        found(progress) ?? '',
        app.session.forgetful ? h('p', { class: 'muted' }, 'This browser keeps no copy of the capture: leave the page open until the upload is done.') : '',
      );
      live.className = 'panel escalation';
      live.dataset['testid'] = 'escalation';
      if (element.firstChild !== live) element.replaceChildren(live);
      return;
    }
    if (escalation && (escalation.state === 'failed' || escalation.state === 'stopped')) {
      element.replaceChildren(
        h('div', { class: 'panel problem', 'data-testid': 'escalation-problem' }, h('h3', {}, icon('warning'), escalation.state === 'stopped' ? 'Full analysis stopped' : 'The full analysis did not come to its end'),
          h('p', {}, ending(escalation)), h('div', { class: 'row' }, begin)),
      );
      begin.querySelector('span')?.replaceChildren('Try again');
      return;
    }
    if (escalation?.state === 'done') {
      // After a reload: the result is fetched again, its links are fresh then.
      element.replaceChildren(h('div', { class: 'panel' }, h('p', { class: 'muted' }, 'Fetching the full analysis …')));
      desk.resume(shot);
      return;
    }
    if (!report && problem) {
      element.replaceChildren(h('div', { class: 'panel' }, h('h3', {}, 'Go on without the check'), h('div', { class: 'row' }, begin)));
      return;
    }
    element.replaceChildren();
  }

  const offSession = app.session.changes.on((key) => {
    if (key === shot) draw();
  });
  void app.desk().then((made) => {
    if (closed) return;
    desk = made;
    offDesk = made.changes.on((key) => {
      if (key === shot) draw();
    });
    draw();
  });
  return {
    element,
    close: () => {
      closed = true;
      offSession();
      offDesk();
      results?.close();
    },
  };
}
