export interface EngineEntry {
  name: string;
  healthy: boolean;
  reason: string;
}

/** What GET /v1/engines answers, as far as a list needs it; `note` is for people. */
export function enginesFrom(answer: unknown): EngineEntry[] {
  const list = (answer as { engines?: unknown } | null)?.engines;
  if (!Array.isArray(list)) return [];
  return list.flatMap((each: unknown): EngineEntry[] => {
    const { name, healthy, reason } = (each ?? {}) as Record<string, unknown>;
    return typeof name === 'string' ? [{ name, healthy: healthy === true, reason: typeof reason === 'string' ? reason : 'not healthy' }] : [];
  });
}

export async function engineNames(server: URL, key: string): Promise<{ engines: EngineEntry[]; note: string }> {
  try {
    const response = await fetch(new URL('v1/engines', server), { headers: key === '' ? {} : { Authorization: `Bearer ${key}` } });
    if (response.status === 401) return { engines: [], note: 'The server asks for an API key.' };
    if (!response.ok) return { engines: [], note: `The server does not tell its engines (${response.status}).` };
    const answer: unknown = await response.json();
    const engines = enginesFrom(answer);
    const version = (answer as { version?: unknown }).version;
    return { engines, note: typeof version === 'string' ? `Server version ${version}` : '' };
  } catch {
    return { engines: [], note: 'The server does not answer there.' };
  }
}
