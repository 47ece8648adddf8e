import type { Profile } from '../report.js';

export const tiers = ['premium', 'pro', 'standard', 'batch'] as const;
export const builds = ['auto', 'threads', 'simd', 'baseline'] as const;
export const profiles = ['quick', 'precise'] as const satisfies readonly Profile[];
export const lumaSources = ['auto', 'rgba'] as const;
export const themes = ['auto', 'light', 'dark'] as const;

export interface Settings {
  /** Address of the server; empty: the one that served the page. */
  server: string;
  key: string;
  /** The key stays after the browser is closed. */
  keepKey: boolean;
  tier: (typeof tiers)[number];
  engine: string;
  /** Of the full analysis. */
  profile: Profile;
  /** Of the pre-check. */
  precheckProfile: Profile;
  build: (typeof builds)[number];
  lumaSource: (typeof lumaSources)[number];
  theme: (typeof themes)[number];
}

export const defaults: Settings = {
  server: '',
  key: '',
  keepKey: false,
  tier: 'standard',
  engine: 'auto',
  profile: 'precise',
  precheckProfile: 'quick',
  build: 'auto',
  lumaSource: 'auto',
  theme: 'auto',
};

const choices: Partial<Record<keyof Settings, readonly string[]>> = {
  tier: tiers,
  profile: profiles,
  precheckProfile: profiles,
  build: builds,
  lumaSource: lumaSources,
  theme: themes,
};

type Memory = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
const settingsName = 'gradevault.settings';
const keyName = 'gradevault.key';

/** Takes what is well-formed and keeps the default for the rest: storage may hold anything. */
export function settingsFrom(stored: unknown): Settings {
  const result: Record<string, unknown> = { ...defaults };
  if (typeof stored !== 'object' || stored === null) return { ...defaults };
  for (const [name, value] of Object.entries(stored)) {
    if (!(name in defaults) || typeof value !== typeof result[name]) continue;
    const allowed = choices[name as keyof Settings];
    if (allowed && !allowed.includes(String(value))) continue;
    result[name] = value;
  }
  return result as unknown as Settings;
}

/** A key is read from the session's storage, or from the lasting one if somebody asked for that. */
export function loadSettings(lasting: Memory | null, session: Memory | null): Settings {
  let stored: unknown = null;
  try {
    stored = JSON.parse(lasting?.getItem(settingsName) ?? 'null');
  } catch {
    stored = null; // not ours, or cut off: the defaults
  }
  const settings = settingsFrom(stored);
  settings.key = (settings.keepKey ? lasting : session)?.getItem(keyName) ?? '';
  return settings;
}

export function saveSettings(settings: Settings, lasting: Memory | null, session: Memory | null): void {
  const { key, ...rest } = settings;
  lasting?.setItem(settingsName, JSON.stringify(rest));
  lasting?.removeItem(keyName);
  session?.removeItem(keyName);
  if (key !== '') (settings.keepKey ? lasting : session)?.setItem(keyName, key);
}

/** For this visit only: ?build=simd&lumaSource=rgba and the like; tests and comparisons use it. */
export function withOverrides(settings: Settings, search: string): Settings {
  const given: Record<string, unknown> = { ...settings };
  for (const [name, value] of new URLSearchParams(search)) if (name in choices || name === 'server') given[name] = value;
  return { ...settings, ...settingsFrom(given), key: settings.key };
}

/** The server's address, or what is wrong with it. */
export function serverAddress(text: string, page: string): URL | string {
  if (text.trim() === '') return new URL('/', page);
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    return 'Write the whole address, such as https://grading.example.org';
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'The address begins with https:// or http://';
  if (url.username !== '' || url.password !== '') return 'Leave user and password out of the address; there is a field for the key';
  if (new URL(page).protocol === 'https:' && url.protocol === 'http:' && !/^(localhost|127\.|\[::1\])/.test(url.host))
    return 'This page came by https, so the browser refuses a server by http; use https there too';
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') return 'Write the address without what follows the host: https://grading.example.org';
  return url;
}
