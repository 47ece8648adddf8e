// What the server's answers mean: its problems (RFC 9457) as errors of this package, and which of them pass by waiting.
import { EscalateError, type EscalateErrorCode, type ServerProblem } from '../escalate_api.js';

const codes: Record<number, EscalateErrorCode> = {
  403: 'forbidden',
  404: 'not_found',
  408: 'server_busy',
  413: 'too_large',
  423: 'server_busy',
  425: 'server_busy',
  429: 'server_busy',
  502: 'server_busy',
  503: 'server_busy',
  504: 'server_busy',
  507: 'no_room',
};

/** Where the server did not say it in its own words, e.g. since a proxy in front answered. */
const advice: Partial<Record<EscalateErrorCode, string>> = {
  key_missing: 'the server asks for an API key; give it one (its operator makes them: gradevault keys create)',
  key_refused: 'the server does not take this API key; it may have been revoked',
  too_large: 'the file is larger than the server, or a proxy in front of it, takes; film a shorter capture',
  server_busy: 'the server is busy; it is tried again',
  no_room: 'the server has no room for more captures; try again later',
};

function codeOf(status: number, withKey: boolean): EscalateErrorCode {
  if (status === 401) return withKey ? 'key_refused' : 'key_missing';
  return codes[status] ?? (status >= 500 ? 'server_failed' : 'refused');
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** `body` is what came, problem or not; `retryAfter` the header. */
export function errorOfAnswer(
  what: string,
  status: number,
  body: string,
  retryAfter: string | null | undefined,
  withKey: boolean,
): EscalateError {
  let said: Record<string, unknown> = {};
  try {
    const parsed: unknown = JSON.parse(body);
    if (parsed && typeof parsed === 'object') said = parsed as Record<string, unknown>;
  } catch {
    // Not the server's own words.
  }
  const problem: ServerProblem = {
    status,
    code: text(said.code) || `http_${status}`,
    title: text(said.title) || `HTTP status ${status}`,
    detail: text(said.detail),
  };
  if (said.pointer !== undefined) problem.pointer = text(said.pointer);
  const seconds = Number(retryAfter);
  if (retryAfter && Number.isFinite(seconds) && seconds >= 0) problem.retryAfter = seconds;
  const code = codeOf(status, withKey);
  const own = code === 'key_missing' || code === 'key_refused' ? '' : problem.detail;
  const why = own || advice[code] || 'try again later';
  return new EscalateError(code, `${what}: ${problem.title}: ${problem.pointer ? `${problem.pointer}: ` : ''}${why}`, {
    problem,
  });
}

export function unreachable(url: string): EscalateError {
  const page = globalThis.location?.origin;
  const other =
    page && page !== new URL(url).origin ? `, or does not allow pages of ${page} (its setting cors-origins)` : '';
  return new EscalateError(
    'server_unreachable',
    `${new URL(url).origin} cannot be reached${other}; check the network and the address`,
  );
}

/** Whether waiting helps. */
export function passes(error: EscalateError): boolean {
  return error.code === 'server_unreachable' || error.code === 'server_busy' || error.code === 'server_failed';
}
