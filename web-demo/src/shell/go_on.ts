import type { App } from '../app.js';
import { h } from '../dom/element.js';
import { markOf, markWords, type Shot } from '../scan/scan.js';
import type { ScanStore } from '../scan/scan_store.js';
import { itemNames, shotKind } from '../scan/shots.js';

function stateOf(shot: Shot): string {
  const way = shot.escalation;
  if (way?.state === 'uploading' && way.total > 0) return `upload at ${Math.floor((100 * way.sent) / way.total)} %`;
  return markWords[markOf(shot)];
}

/** After a reload: what was kept of the last scan, and whether to go on with it. */
export async function offerToGoOn(app: App, opening: Promise<ScanStore | null>, place: HTMLElement): Promise<void> {
  const store = await opening;
  const kept = await store?.latest().catch(() => null);
  if (!kept || kept.shots.length === 0 || !app.session.isEmpty) return;
  const { scan, shots } = kept;
  const when = new Date(scan.started).toLocaleString('en-GB', { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' });
  const list = shots.map((shot) => `${shotKind(scan.itemType, shot.key).title}: ${stateOf(shot)}`).join(' · ');
  const goOn = h('button', { type: 'button', class: 'primary', 'data-testid': 'go-on' }, 'Go on with it');
  const discard = h('button', { type: 'button', class: 'quiet', 'data-testid': 'discard' }, 'Discard');
  const offer = h(
    'section',
    { class: 'offer', 'aria-label': 'Unfinished scan', 'data-testid': 'unfinished' },
    h('div', {}, h('p', {}, h('strong', {}, `${itemNames[scan.itemType]} scan of ${when}`), ' was not finished.'), h('p', { class: 'muted' }, list)),
    h('div', { class: 'row' }, goOn, discard),
  );
  place.replaceChildren(offer);
  const gone = app.session.changes.on(() => close());
  function close(): void {
    gone();
    offer.remove();
  }
  goOn.addEventListener('click', () => {
    close();
    app.session.restore(scan, shots);
    const unchecked = shots.filter((shot) => shot.capture && !shot.report && !shot.problem);
    const under = shots.filter((shot) => shot.escalation?.state === 'uploading' || shot.escalation?.state === 'analysing');
    app.go({ shot: (under[0] ?? unchecked[0] ?? shots[0])?.key ?? 'front', filming: false });
    void (async () => {
      for (const { key, capture } of unchecked) if (capture) await app.check(key, capture);
    })();
    if (under.length > 0) void app.desk().then((desk) => under.forEach((shot) => desk.resume(shot.key)));
  });
  discard.addEventListener('click', () => {
    close();
    app.session.begin(app.session.scan.itemType);
  });
}
