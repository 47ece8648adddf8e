import { Broadcast } from '../dom/broadcast.js';
import type { ItemType } from '../report.js';
import { emptyShot, newScan, type Capture, type Scan, type Shot } from './scan.js';
import { ScanStore } from './scan_store.js';

function randomWord(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(4)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The scan that the page works on: its shots, told to whoever shows them, and kept in the browser's storage. */
export class ScanSession {
  scan: Scan;
  private shots = new Map<string, Shot>();
  private writing = Promise.resolve();
  /** The key of the shot that changed. */
  readonly changes = new Broadcast<string>();
  /** The browser does not keep captures: a reload loses them. */
  forgetful = false;

  constructor(
    itemType: ItemType,
    private readonly store: Promise<ScanStore | null>,
  ) {
    this.scan = newScan(itemType, Date.now(), randomWord());
  }

  shot(key: string): Shot {
    return this.shots.get(key) ?? emptyShot(key);
  }

  taken(key: string): boolean {
    return this.shot(key).capture !== null;
  }

  get isEmpty(): boolean {
    return this.shots.size === 0;
  }

  /** Begins a new scan; what was is forgotten. */
  begin(itemType: ItemType): void {
    this.scan = newScan(itemType, Date.now(), randomWord());
    this.shots.clear();
    this.keep((store) => store.keepOnly(null));
    this.changes.send('');
  }

  /** Goes on with a stored one. */
  restore(scan: Scan, shots: readonly Shot[]): void {
    this.scan = scan;
    this.shots = new Map(shots.map((shot) => [shot.key, shot]));
    this.changes.send('');
  }

  /** A new capture takes the place of the shot's old one, with all that was known of it. */
  capture(key: string, capture: Capture): void {
    this.shots.set(key, { ...emptyShot(key), capture });
    const shot = this.shot(key);
    const first = this.shots.size === 1;
    this.keep(async (store) => {
      if (first) await store.keepOnly(this.scan.id);
      await store.saveCapture(this.scan, key, capture);
      await store.saveShot(this.scan, shot);
    });
    this.changes.send(key);
  }

  update(key: string, part: Partial<Omit<Shot, 'key' | 'capture'>>): void {
    const shot = { ...this.shot(key), ...part };
    this.shots.set(key, shot);
    this.keep((store) => store.saveShot(this.scan, shot));
    this.changes.send(key);
  }

  clear(key: string): void {
    this.shots.delete(key);
    const { id } = this.scan;
    this.keep((store) => store.remove(id, key));
    this.changes.send(key);
  }

  /** One after the other, so that an older state never overwrites a newer one. */
  private keep(work: (store: ScanStore) => Promise<void>): void {
    this.writing = this.writing.then(async () => {
      try {
        const store = await this.store;
        if (store) await work(store);
        else this.forgetful = true;
      } catch {
        this.forgetful = true; // out of room, or a private window; the page goes on without
      }
    });
  }
}
