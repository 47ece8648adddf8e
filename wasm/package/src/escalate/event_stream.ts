// Server-sent events by fetch. EventSource would hide what ended a stream (204, 401, a proxy that keeps everything to
// itself), cannot notice a connection that died in silence, and is missing in Node.
import type { AnalysisEvent } from '../escalate_api.js';

/** ms to the first bytes, which the server sends at once: longer, and somebody in between holds them back. */
const firstBytes = 10_000;
/** ms; the server says something every event-keep-alive (15 s; 60 s at most). */
const silence = 75_000;

export type StreamEnd =
  /** Nothing is left to tell. */
  | 'ended'
  /** The connection went; it may come back. */
  | 'cut'
  /** Nothing gets through: ask instead. */
  | 'blocked'
  /** The link has expired, or the server is busy: the answer to a plain question tells which. */
  | 'refused';

/** The stream's text, as it comes, to events (HTML Living Standard, 9.2.6). */
export class EventParser {
  #rest = '';
  #id = 0;
  #type = '';
  #data: string[] = [];

  take(text: string): AnalysisEvent[] {
    const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop() ?? '';
    const events: AnalysisEvent[] = [];
    for (const line of lines) {
      if (line === '') {
        if (this.#data.length > 0)
          events.push({ id: this.#id, type: this.#type || 'message', data: dataOf(this.#data.join('\n')) });
        this.#type = '';
        this.#data = [];
        continue;
      }
      const colon = line.indexOf(':');
      const field = colon < 0 ? line : line.slice(0, colon);
      const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
      if (field === 'id') this.#id = Number(value) || this.#id;
      else if (field === 'event') this.#type = value;
      else if (field === 'data') this.#data.push(value);
    }
    return events;
  }
}

function dataOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/**
 * Listens until the stream ends, one way or another; after an abort it ends as `cut`. `heard` is called for every piece
 * that comes.
 */
export async function listen(
  url: string,
  onEvent: (event: AnalysisEvent) => void,
  heard: () => void,
  signal?: AbortSignal,
): Promise<StreamEnd> {
  const ending = new AbortController();
  const stop = () => ending.abort();
  let timer = setTimeout(stop, firstBytes);
  let came = false;
  signal?.addEventListener('abort', stop);
  try {
    if (signal?.aborted) return 'cut';
    const answer = await fetch(url, {
      headers: { Accept: 'text/event-stream' },
      signal: ending.signal,
      cache: 'no-store',
      credentials: 'omit',
    });
    if (answer.status === 204) return 'ended';
    if (!answer.ok) return 'refused';
    if (!answer.headers.get('Content-Type')?.startsWith('text/event-stream') || !answer.body) return 'blocked';
    const reader = answer.body.getReader();
    const decoder = new TextDecoder();
    const parser = new EventParser();
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return 'cut';
      came = true;
      clearTimeout(timer);
      timer = setTimeout(stop, silence);
      heard();
      for (const event of parser.take(decoder.decode(value, { stream: true }))) onEvent(event);
    }
  } catch {
    return ending.signal.aborted && !signal?.aborted && !came ? 'blocked' : 'cut';
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
    ending.abort();
  }
}
