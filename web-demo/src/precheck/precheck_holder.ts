import { createPrecheck, type Precheck, type PrecheckSettings } from '@gradevault/precheck';

/** The page's pre-check: made when the page loads, so that it is ready when a capture comes, and made again after it broke. */
export class PrecheckHolder {
  private current: Promise<Precheck> | null = null;

  constructor(private readonly settings: () => PrecheckSettings) {}

  get(): Promise<Precheck> {
    if (!this.current) {
      const made = createPrecheck(this.settings());
      this.current = made;
      made.catch(() => {
        if (this.current === made) this.current = null; // so that the next capture tries again
      });
    }
    return this.current;
  }

  /** Ends the worker; the next `get` begins one with the settings of then. */
  renew(): void {
    this.current?.then(
      (precheck) => precheck.dispose(),
      () => undefined,
    );
    this.current = null;
  }
}
