/** Tells listeners about changes. */
export class Broadcast<T> {
  private readonly listeners = new Set<(value: T) => void>();

  on(listener: (value: T) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  send(value: T): void {
    for (const listener of [...this.listeners]) listener(value);
  }
}
