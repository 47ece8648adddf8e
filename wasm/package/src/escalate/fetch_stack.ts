// tus-js-client over fetch, where there is no XMLHttpRequest (Node): the same bytes, without progress inside a piece.
import type { HttpRequest, HttpResponse, HttpStack } from 'tus-js-client';

class FetchResponse implements HttpResponse {
  constructor(
    private readonly response: Response,
    private readonly body: string,
  ) {}
  getStatus(): number {
    return this.response.status;
  }
  getHeader(name: string): string | undefined {
    return this.response.headers.get(name) ?? undefined;
  }
  getBody(): string {
    return this.body;
  }
  getUnderlyingObject(): Response {
    return this.response;
  }
}

class FetchRequest implements HttpRequest {
  readonly #headers: Record<string, string> = {};
  readonly #ending = new AbortController();

  constructor(
    private readonly method: string,
    private readonly url: string,
  ) {}
  getMethod(): string {
    return this.method;
  }
  getURL(): string {
    return this.url;
  }
  setHeader(name: string, value: string): void {
    this.#headers[name] = value;
  }
  getHeader(name: string): string | undefined {
    return this.#headers[name];
  }
  setProgressHandler(): void {
    // fetch tells nothing meanwhile.
  }
  async send(body: Blob | null): Promise<HttpResponse> {
    const response = await fetch(this.url, {
      method: this.method,
      headers: this.#headers,
      signal: this.#ending.signal,
      ...(body ? { body } : {}),
    });
    return new FetchResponse(response, await response.text());
  }
  abort(): Promise<void> {
    this.#ending.abort();
    return Promise.resolve();
  }
  getUnderlyingObject(): undefined {
    return undefined;
  }
}

export const fetchStack: HttpStack = {
  createRequest: (method, url) => new FetchRequest(method, url),
  getName: () => 'fetch',
};
