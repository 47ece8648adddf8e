// Short requests to the server: JSON in and out, errors as EscalateError.
import { EscalateError, type Server } from '../escalate_api.js';
import { throwIfCancelled, type Patience } from './patience.js';
import { errorOfAnswer, unreachable } from './problem.js';

/** s; a body of some megabytes may go over a poor network. */
const longest = 120;

function originOf(server: Server): string {
  const given = server.url ?? globalThis.location?.origin;
  try {
    if (given !== undefined) {
      const url = new URL(given);
      if (url.protocol === 'https:' || url.protocol === 'http:') return url.origin;
    }
  } catch {
    // Said below.
  }
  throw new EscalateError(
    'invalid_argument',
    `the server's address: expected http(s)://HOST[:PORT], not "${String(given ?? '')}"`,
  );
}

export class ServerCalls {
  readonly origin: string;
  readonly authorization: Record<string, string>;

  constructor(
    server: Server,
    private readonly signal?: AbortSignal,
  ) {
    this.origin = originOf(server);
    const key = server.key?.trim();
    if (key && !/^[\x21-\x7e]+$/.test(key))
      throw new EscalateError('invalid_argument', 'the API key: expected printable ASCII characters without blanks');
    this.authorization = key ? { Authorization: `Bearer ${key}` } : {};
  }

  get withKey(): boolean {
    return 'Authorization' in this.authorization;
  }

  url(path: string): string {
    return new URL(path, this.origin).toString();
  }

  /** One request, its answer's JSON (null: none). `what` is said in errors. */
  async ask(
    what: string,
    method: string,
    path: string,
    body?: string,
    headers: Record<string, string> = {},
  ): Promise<unknown> {
    const url = this.url(path);
    const ending = new AbortController();
    const timer = setTimeout(() => ending.abort(), longest * 1000);
    const stop = () => ending.abort();
    this.signal?.addEventListener('abort', stop);
    try {
      throwIfCancelled(this.signal);
      const type: Record<string, string> = body === undefined ? {} : { 'Content-Type': 'application/json' };
      const answer = await fetch(url, {
        method,
        headers: { ...this.authorization, ...type, ...headers },
        signal: ending.signal,
        cache: 'no-store',
        credentials: 'omit',
        ...(body === undefined ? {} : { body }),
      });
      const text = await answer.text();
      if (!answer.ok) throw errorOfAnswer(what, answer.status, text, answer.headers.get('Retry-After'), this.withKey);
      return text === '' ? null : JSON.parse(text);
    } catch (error) {
      throwIfCancelled(this.signal);
      if (error instanceof EscalateError) throw error;
      if (error instanceof SyntaxError)
        throw new EscalateError(
          'server_unreachable',
          `${what}: ${url} answers, but not as a GradeVault server does; check the address`,
        );
      throw unreachable(url);
    } finally {
      clearTimeout(timer);
      this.signal?.removeEventListener('abort', stop);
    }
  }

  /** The same until it gets through, or fails in a way that waiting does not mend. */
  async askPatiently(
    patience: Patience,
    what: string,
    method: string,
    path: string,
    body?: string,
    headers: Record<string, string> = {},
  ): Promise<unknown> {
    for (;;) {
      try {
        const answer = await this.ask(what, method, path, body, headers);
        patience.succeeded();
        return answer;
      } catch (error) {
        if (!(error instanceof EscalateError)) throw error;
        await patience.afterFailure(error);
      }
    }
  }
}
