import type { App } from '../app.js';
import { takeSample } from '../capture/sample.js';
import { acceptDrops } from '../capture/drop.js';
import { h } from '../dom/element.js';
import { icon } from '../dom/icon.js';
import type { ItemType } from '../report.js';
import { routeFrom, type Route } from '../route.js';
import type { ScanStore } from '../scan/scan_store.js';
import { itemNames, shotLists } from '../scan/shots.js';
import { browserStorage } from '../settings/browser_storage.js';
import { saveSettings } from '../settings/settings.js';
import { applyTheme, isDark } from '../theme.js';
import { offerToGoOn } from './go_on.js';
import { ShotBar } from './shot_bar.js';
import { ShotView } from './shot_view.js';

/** The page around the views: head, item's kind, list of shots, and the view of the shot that is chosen. */
export class Shell {
  readonly element: HTMLElement;
  private readonly main = h('main', { class: 'page', id: 'main' });
  private readonly offer = h('div', { class: 'offer-place' });
  private readonly kinds = h('div', { class: 'scan-head' });
  private readonly bar: ShotBar;
  private readonly place = h('div', { class: 'shot-place' });
  private view: ShotView | null = null;
  private film: { element: HTMLElement; close(): void } | null = null;
  private route: Route;

  constructor(
    private readonly app: App,
    private readonly store: Promise<ScanStore | null>,
  ) {
    this.route = routeFrom(location.hash, this.firstShot());
    this.bar = new ShotBar(app);
    this.main.append(this.offer, this.kinds, this.bar.element, this.place);
    this.element = h('div', { class: 'shell' }, this.head(), this.main);
    app.session.changes.on((key) => {
      if (key === '') this.showRoute();
      this.showKinds();
    });
    window.addEventListener('hashchange', () => this.showRoute());
    acceptDrops(app, () => this.route.shot);
  }

  /** With `sample` the sample is checked at once, as somebody who follows such a link expects. */
  start(sample: boolean): void {
    this.showKinds();
    this.showRoute();
    if (sample) void takeSample(this.app, this.route.shot);
    else void offerToGoOn(this.app, this.store, this.offer);
  }

  private firstShot(): string {
    return shotLists[this.app.session.scan.itemType][0]?.key ?? 'front';
  }

  private head(): HTMLElement {
    const theme = h('button', { type: 'button', class: 'quiet icon-only', 'data-testid': 'theme' });
    const label = () => {
      const dark = isDark();
      theme.replaceChildren(icon(dark ? 'sun' : 'moon'));
      theme.setAttribute('aria-label', dark ? 'Light colours' : 'Dark colours');
    };
    theme.addEventListener('click', () => {
      const { app } = this;
      const { lasting, session } = browserStorage();
      app.settings = { ...app.settings, theme: isDark() ? 'light' : 'dark' };
      saveSettings(app.settings, lasting, session);
      applyTheme(app.settings.theme);
      label();
    });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', label);
    label();
    const settings = h('button', { type: 'button', class: 'quiet', 'data-testid': 'settings' }, icon('gear'), h('span', {}, 'Settings'));
    settings.addEventListener('click', () => {
      void import('../settings/settings_dialog.js').then((module) => module.openSettings(this.app));
    });
    return h(
      'header',
      { class: 'head' },
      h('a', { class: 'skip', href: '#main', onclick: (event: Event) => { event.preventDefault(); this.place.querySelector<HTMLElement>('h2')?.focus(); } }, 'Skip to the shot'),
      h('h1', { class: 'mark' }, h('img', { src: './icon.svg', alt: '', width: 26, height: 26 }), h('span', {}, 'GradeVault'), h('small', {}, 'capture check')),
      h('div', { class: 'head-tools' }, theme, settings),
    );
  }

  /** Which kind of item: free to choose until something was filmed. */
  private showKinds(): void {
    const { session } = this.app;
    const { itemType } = session.scan;
    if (!session.isEmpty) {
      const again = h('button', { type: 'button', class: 'quiet small', 'data-testid': 'new-scan' }, icon('turn', 16), 'New scan');
      again.addEventListener('click', () => {
        if (confirm('Begin a new scan? What was filmed so far is forgotten on this device.')) this.begin(itemType);
      });
      this.kinds.replaceChildren(h('p', { class: 'scan-name' }, `${itemNames[itemType]} scan`), again);
      return;
    }
    const group = h('fieldset', { class: 'segments', 'data-testid': 'item-type' }, h('legend', {}, 'What do you scan?'));
    for (const [key, name] of Object.entries(itemNames)) {
      const input = h('input', { type: 'radio', name: 'item-type', value: key, checked: key === itemType });
      input.addEventListener('change', () => this.begin(key as ItemType));
      group.append(h('label', {}, input, h('span', {}, name)));
    }
    const focused = this.kinds.contains(document.activeElement);
    this.kinds.replaceChildren(group);
    if (focused) group.querySelector<HTMLInputElement>('input:checked')?.focus();
  }

  private begin(itemType: ItemType): void {
    this.app.checking?.stop.abort();
    this.app.session.begin(itemType);
    this.app.go({ shot: this.firstShot(), filming: false });
  }

  private showRoute(): void {
    const before = this.route;
    const known = shotLists[this.app.session.scan.itemType];
    const wanted = routeFrom(location.hash, this.firstShot());
    this.route = known.some((kind) => kind.key === wanted.shot) ? wanted : { shot: this.firstShot(), filming: false };
    this.bar.show(this.route.shot);
    this.film?.close();
    this.film = null;
    this.element.inert = false;
    if (this.route.filming) {
      void this.openCamera(this.route);
      return;
    }
    if (this.view?.key !== this.route.shot || this.view.scanId !== this.app.session.scan.id) {
      this.view?.close();
      this.view = new ShotView(this.app, this.route.shot);
      this.place.replaceChildren(this.view.element);
    }
    if (before.shot !== this.route.shot || before.filming) {
      this.view.focusTitle();
      window.scrollTo({ top: 0 });
    }
  }

  private async openCamera(route: Route): Promise<void> {
    const { openFilm } = await import('../film/film_view.js');
    if (this.route !== route) return; // gone elsewhere meanwhile
    this.film = openFilm(this.app, route.shot);
    document.body.append(this.film.element);
    this.element.inert = true;
  }
}
