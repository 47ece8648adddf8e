import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/shell.css';
import { App } from './app.js';
import { Announcer } from './dom/announcer.js';
import { h } from './dom/element.js';
import type { EscalationDesk } from './escalate/escalation_desk.js';
import { PrecheckHolder } from './precheck/precheck_holder.js';
import { ScanSession } from './scan/scan_session.js';
import { ScanStore } from './scan/scan_store.js';
import { loadSettings, withOverrides } from './settings/settings.js';
import { browserStorage } from './settings/browser_storage.js';
import { Shell } from './shell/shell.js';
import { applyTheme } from './theme.js';

const { lasting, session: ofSession } = browserStorage();
const settings = withOverrides(loadSettings(lasting, ofSession), location.search);
applyTheme(settings.theme);

const precheck = new PrecheckHolder(() => ({ build: app.settings.build, lumaSource: app.settings.lumaSource }));
const store = ScanStore.open().catch(() => null);
const announcer = new Announcer();
let desk: Promise<EscalationDesk> | null = null;
const app: App = new App(
  new ScanSession('comic', store),
  precheck,
  announcer,
  () => (desk ??= import('./escalate/escalation_desk.js').then((module) => new module.EscalationDesk(app))),
  settings,
);
precheck.get().then(
  () => performance.mark('gradevault:ready'),
  () => undefined, // told when a capture is there to be checked
);

const shell = new Shell(app, store);
document.body.append(shell.element, announcer.element);
document.body.append(
  h('footer', { class: 'foot' }, 'Everything is checked on this device. Nothing leaves it until you ask for the full analysis. ',
    h('a', { href: './notices.txt' }, 'Licences')),
);
shell.start(new URLSearchParams(location.search).has('sample'));
