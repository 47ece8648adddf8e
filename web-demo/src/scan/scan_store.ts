import type { Capture, Scan, Shot } from './scan.js';

type ShotRecord = Omit<Shot, 'capture'> & { scan: string };
type CaptureRecord = Capture & { scan: string; key: string };

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the browser’s storage failed'));
  });
}

function committed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = transaction.onerror = () => reject(transaction.error ?? new Error('the browser’s storage failed'));
  });
}

/**
 * The scan that is under way, in IndexedDB: captures apart from what changes often, because each is written once and may be large.
 * Private windows and full disks refuse; the page then works without it.
 */
export class ScanStore {
  private constructor(private readonly database: IDBDatabase) {}

  static async open(): Promise<ScanStore> {
    const request = indexedDB.open('gradevault', 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('scans', { keyPath: 'id' });
      request.result.createObjectStore('shots', { keyPath: ['scan', 'key'] });
      request.result.createObjectStore('captures', { keyPath: ['scan', 'key'] });
    };
    return new ScanStore(await settled(request));
  }

  private write(stores: string[], work: (transaction: IDBTransaction) => void): Promise<void> {
    const transaction = this.database.transaction(stores, 'readwrite');
    work(transaction);
    return committed(transaction);
  }

  saveCapture(scan: Scan, key: string, capture: Capture): Promise<void> {
    const record: CaptureRecord = { ...capture, scan: scan.id, key };
    return this.write(['scans', 'captures'], (transaction) => {
      transaction.objectStore('scans').put(scan);
      transaction.objectStore('captures').put(record);
    });
  }

  saveShot(scan: Scan, shot: Shot): Promise<void> {
    const { capture: _, ...rest } = shot;
    const record: ShotRecord = { ...rest, scan: scan.id };
    return this.write(['scans', 'shots'], (transaction) => {
      transaction.objectStore('scans').put(scan);
      transaction.objectStore('shots').put(record);
    });
  }

  remove(scanId: string, key: string): Promise<void> {
    return this.write(['shots', 'captures'], (transaction) => {
      transaction.objectStore('shots').delete([scanId, key]);
      transaction.objectStore('captures').delete([scanId, key]);
    });
  }

  /** The newest scan and its shots; null when there is none. */
  async latest(): Promise<{ scan: Scan; shots: Shot[] } | null> {
    const transaction = this.database.transaction(['scans', 'shots', 'captures']);
    const scans = await settled<Scan[]>(transaction.objectStore('scans').getAll());
    const scan = scans.sort((a, b) => b.started - a.started)[0];
    if (!scan) return null;
    const ofScan = IDBKeyRange.bound([scan.id], [scan.id, []]);
    const [records, captures] = await Promise.all([
      settled<ShotRecord[]>(transaction.objectStore('shots').getAll(ofScan)),
      settled<CaptureRecord[]>(transaction.objectStore('captures').getAll(ofScan)),
    ]);
    const shots = records.flatMap(({ scan: _, ...record }): Shot[] => {
      const stored = captures.find((capture) => capture.key === record.key);
      return stored ? [{ ...record, capture: { file: stored.file, name: stored.name, filmed: stored.filmed } }] : [];
    });
    return { scan, shots };
  }

  /** Forgets every scan but this one. */
  async keepOnly(id: string | null): Promise<void> {
    await this.write(['scans', 'shots', 'captures'], (transaction) => {
      for (const name of ['scans', 'shots', 'captures']) {
        const request = transaction.objectStore(name).openCursor();
        request.onsuccess = () => {
          const cursor = request.result;
          if (!cursor) return;
          const key = Array.isArray(cursor.primaryKey) ? cursor.primaryKey[0] : cursor.primaryKey;
          if (key !== id) cursor.delete();
          cursor.continue();
        };
      }
    });
  }
}
