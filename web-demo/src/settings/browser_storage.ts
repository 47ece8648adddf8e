/** The browser's storages; null where they are refused (blocked cookies). */
export function browserStorage(): { lasting: Storage | null; session: Storage | null } {
  const attempt = (get: () => Storage): Storage | null => {
    try {
      return get();
    } catch {
      return null;
    }
  };
  return { lasting: attempt(() => window.localStorage), session: attempt(() => window.sessionStorage) };
}
