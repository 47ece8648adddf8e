import '../styles/settings.css';
import type { App } from '../app.js';
import { h } from '../dom/element.js';
import { browserStorage } from './browser_storage.js';
import { engineNames } from './engines.js';
import { builds, lumaSources, profiles, saveSettings, serverAddress, tiers, type Settings } from './settings.js';

type Words = Record<string, string>;
const tierWords: Words = { premium: 'Premium', pro: 'Pro', standard: 'Standard', batch: 'Batch: whenever there is time' };
const profileWords: Words = { quick: 'Quick: checks and verdict', precise: 'Precise: full size too' };
const buildWords: Words = { auto: 'Best that runs here', threads: 'SIMD and threads', simd: 'SIMD', baseline: 'Baseline' };
const lumaWords: Words = { auto: 'Brightness plane where there is one', rgba: 'Always from RGB' };

function choice(name: keyof Settings, label: string, values: readonly string[], words: Words, chosen: string, note?: string): HTMLElement {
  return h(
    'div', { class: 'field' }, h('label', { for: `setting-${name}` }, label),
    h('select', { id: `setting-${name}`, name, 'data-testid': `setting-${name}` }, values.map((value) => h('option', { value, selected: value === chosen }, words[value] ?? value))),
    note && h('p', { class: 'muted' }, note),
  );
}

/** Where the full analysis is made and how, and how the pre-check works here. */
export function openSettings(app: App): void {
  const now = app.settings;
  const problem = h('p', { class: 'field-problem', role: 'alert', id: 'server-problem' });
  const server = h('input', { type: 'url', id: 'setting-server', value: now.server, placeholder: location.origin, 'aria-describedby': 'server-problem', autocomplete: 'off', 'data-testid': 'setting-server' });
  const key = h('input', { type: 'password', id: 'setting-key', value: now.key, autocomplete: 'off', 'data-testid': 'setting-key' });
  const keepKey = h('input', { type: 'checkbox', id: 'setting-keepKey', checked: now.keepKey, 'data-testid': 'setting-keepKey' });
  const engine = h('select', { id: 'setting-engine', name: 'engine', 'data-testid': 'setting-engine' }, h('option', { value: now.engine }, now.engine));
  const engineNote = h('p', { class: 'muted', 'data-testid': 'engine-note' });
  const form = h(
    'form', { method: 'dialog', class: 'settings' },
    h('div', { class: 'row spread' }, h('h2', {}, 'Settings'), h('button', { type: 'submit', value: 'cancel', class: 'quiet', formnovalidate: true }, 'Close')),
    h('fieldset', {}, h('legend', {}, 'Full analysis'),
      h('div', { class: 'field' }, h('label', { for: 'setting-server' }, 'Server'), server, problem, h('p', { class: 'muted' }, 'Empty: the server that this page came from.')),
      h('div', { class: 'field' }, h('label', { for: 'setting-key' }, 'API key'), key, h('label', { class: 'check-label' }, keepKey, 'Keep it after the browser is closed')),
      choice('tier', 'Tier', tiers, tierWords, now.tier),
      h('div', { class: 'field' }, h('label', { for: 'setting-engine' }, 'Engine'), engine, engineNote),
      choice('profile', 'Profile', profiles, profileWords, now.profile)),
    h('fieldset', {}, h('legend', {}, 'Check on this device'),
      choice('precheckProfile', 'Profile', profiles, profileWords, now.precheckProfile, 'Precise gives the server’s full-size numbers too, and takes longer.'),
      choice('build', 'Build', builds, buildWords, now.build),
      choice('lumaSource', 'Brightness', lumaSources, lumaWords, now.lumaSource)),
    h('div', { class: 'row' }, h('button', { type: 'submit', value: 'save', class: 'primary', 'data-testid': 'save-settings' }, 'Save')),
  );
  const dialog = h('dialog', { class: 'sheet', 'aria-label': 'Settings', 'data-testid': 'settings-dialog' }, form);

  const listEngines = () => {
    const address = serverAddress(server.value, location.href);
    problem.textContent = typeof address === 'string' ? address : '';
    if (typeof address === 'string') return;
    engineNote.textContent = 'Asking the server …';
    void engineNames(address, key.value).then((answer) => {
      const chosen = engine.value;
      const names = answer.engines.map((each) => each.name);
      engine.replaceChildren(
        h('option', { value: 'auto' }, 'Automatic'),
        ...answer.engines.map((each) => h('option', { value: each.name, disabled: !each.healthy }, each.healthy ? each.name : `${each.name}: ${each.reason}`)),
        ...(chosen !== 'auto' && !names.includes(chosen) ? [h('option', { value: chosen }, chosen)] : []),
      );
      engine.value = chosen;
      engineNote.textContent = answer.note;
    });
  };
  server.addEventListener('change', listEngines);
  key.addEventListener('change', listEngines);
  listEngines();

  form.addEventListener('submit', (event) => {
    if ((event.submitter as HTMLButtonElement | null)?.value !== 'save') return;
    const address = serverAddress(server.value, location.href);
    if (typeof address === 'string') {
      event.preventDefault();
      problem.textContent = address;
      server.focus();
      return;
    }
    const value = (name: keyof Settings) => form.querySelector<HTMLSelectElement>(`#setting-${name}`)?.value;
    const next = { ...now, server: server.value.trim(), key: key.value.trim(), keepKey: keepKey.checked } as Record<string, unknown>;
    for (const name of ['tier', 'engine', 'profile', 'precheckProfile', 'build', 'lumaSource'] as const) next[name] = value(name) ?? now[name];
    app.settings = next as unknown as Settings;
    const { lasting, session } = browserStorage();
    saveSettings(app.settings, lasting, session);
    if (app.settings.build !== now.build || app.settings.lumaSource !== now.lumaSource) app.precheck.renew();
  });
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
