import type { App } from '../app.js';
import { capturePanel } from '../capture/capture_panel.js';
import { checkingPanel } from '../capture/checking_panel.js';
import { problemPanel } from '../capture/problem_panel.js';
import { h } from '../dom/element.js';
import { shotKind } from '../scan/shots.js';

interface Part {
  element: HTMLElement;
  close(): void;
}

/** One shot, whatever its state: to be filmed, being checked, checked, on its way to the server, analysed. */
export class ShotView {
  readonly element: HTMLElement;
  readonly scanId: string;
  private readonly title: HTMLElement;
  private readonly body = h('div', { class: 'shot-body' });
  private part: Part | null = null;
  private shown = '';
  private readonly off: () => void;

  constructor(
    private readonly app: App,
    readonly key: string,
  ) {
    const kind = shotKind(app.session.scan.itemType, key);
    this.scanId = app.session.scan.id;
    this.title = h('h2', { tabindex: -1, class: 'shot-heading' }, kind.title);
    this.element = h('article', { class: 'shot', 'data-testid': 'shot' }, this.title, this.body);
    this.off = app.session.changes.on((changed) => {
      if (changed === key) this.show();
    });
    this.show();
  }

  focusTitle(): void {
    this.title.focus({ preventScroll: true });
  }

  close(): void {
    this.off();
    this.part?.close();
  }

  /** Swaps the part only when the state is another one, so that nobody loses the focus while numbers change. */
  private show(): void {
    const shot = this.app.session.shot(this.key);
    const state = shot.report ? 'checked' : shot.problem ? 'problem' : shot.capture ? 'checking' : 'empty';
    const name = `${state} ${shot.report?.resultDigest ?? ''} ${shot.problem?.message ?? ''}`;
    if (name === this.shown) return;
    this.shown = name;
    this.part?.close();
    this.part = null;
    const place = (part: Part) => {
      this.part = part;
      this.body.replaceChildren(part.element);
    };
    if (state === 'empty') place(capturePanel(this.app, this.key));
    else if (state === 'checking') place(checkingPanel(this.app, this.key));
    else if (state === 'problem') place(problemPanel(this.app, this.key));
    else
      void import('../verdict/verdict_view.js').then(({ verdictView }) => {
        if (this.shown === name) place(verdictView(this.app, this.key));
      });
  }
}
