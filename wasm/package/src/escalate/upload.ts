// The capture to the server by tus: pieces, tries without end, on from where the server is.
import * as tus from 'tus-js-client';
import { EscalateError, type EscalateSettings } from '../escalate_api.js';
import { fetchStack } from './fetch_stack.js';
import { throwIfUnreadable } from './fingerprint.js';
import { Patience, cancelled, throwIfCancelled } from './patience.js';
import { errorOfAnswer, passes, unreachable } from './problem.js';
import type { EscalationRecord } from './record.js';
import type { ServerCalls } from './server_calls.js';

/** A proxy that collects requests before it passes them on loses no more than one piece to a cut. */
const pieceBytes = 16 << 20;
/** ms without a byte going out; a connection that died in silence would hold a browser for minutes. */
const silence = 45_000;

/** tus-js-client's own readers differ between browser and Node; a Blob is read the same way in both. */
const blobReader = {
  openFile: (file: Blob) =>
    Promise.resolve({
      size: file.size,
      slice: (begin: number, end: number) => Promise.resolve({ value: file.slice(begin, end), done: end >= file.size }),
      close: () => undefined,
    }),
};

/** What the answer means for the upload; undefined: tus-js-client knows how to go on. */
function setback(request: tus.HttpRequest, response: tus.HttpResponse, withKey: boolean): EscalateError | undefined {
  const status = response.getStatus();
  if (status >= 200 && status < 300) return undefined;
  // An upload that is gone is begun again; left alone, tus-js-client would do so after any error, and send all bytes
  // twice.
  if (request.getMethod() === 'HEAD' && (status === 404 || status === 410)) return undefined;
  return errorOfAnswer('uploading', status, response.getBody(), response.getHeader('Retry-After'), withKey);
}

/** The server's idea of the upload has changed; asking for it tells how to go on. */
const moved = new Set(['offset_mismatch', 'upload_locked', 'upload_expired', 'not_found', 'checksum_mismatch']);

function asEscalateError(error: Error, url: string): EscalateError {
  const cause = (error as Partial<tus.DetailedError>).causingError;
  return cause instanceof EscalateError ? cause : unreachable(url);
}

interface Progress {
  /** What the server had when the last try began. */
  begun: number;
  /** It has more, or more goes out. */
  moved: () => void;
}

/** One try: from what the server has to the end. Gives the upload's address. */
function attempt(
  file: Blob,
  fileName: string,
  calls: ServerCalls,
  record: EscalationRecord,
  settings: EscalateSettings,
  progress: Progress,
): Promise<string> {
  return new Promise((resolve, reject) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = (then: () => void) => {
      clearTimeout(timer);
      settings.signal?.removeEventListener('abort', stop);
      then();
    };
    const give = (error: EscalateError) => {
      void upload.abort();
      end(() => reject(error));
    };
    const stop = () => give(cancelled());
    const watch = () => {
      clearTimeout(timer);
      if (!overFetch) timer = setTimeout(() => give(unreachable(calls.origin)), silence);
    };
    const overFetch = typeof XMLHttpRequest === 'undefined';
    let begins = true;
    let sentBefore = progress.begun;
    const upload = new tus.Upload(file, {
      endpoint: calls.url('/v1/uploads'),
      uploadUrl: record.upload ?? null,
      chunkSize: pieceBytes,
      retryDelays: null,
      storeFingerprintForResuming: false,
      fileReader: blobReader,
      metadata: { filename: fileName },
      headers: calls.authorization,
      ...(overFetch ? { httpStack: fetchStack } : {}),
      onAfterResponse: (request, response) => {
        const error = setback(request, response, calls.withKey);
        if (error) throw error;
      },
      onUploadUrlAvailable: () => record.setUpload(upload.url ?? undefined),
      onProgress: (sent, total) => {
        watch();
        settings.onUpload?.(sent, total);
        if (sent > sentBefore) progress.moved();
        if (begins) progress.begun = sent;
        begins = false;
        sentBefore = sent;
      },
      onError: (error) => give(asEscalateError(error, calls.origin)),
      onSuccess: () => end(() => resolve(upload.url ?? '')),
    });
    settings.signal?.addEventListener('abort', stop);
    watch();
    upload.start();
  });
}

/** Uploads the file, or the rest of it. Gives the upload's id. Throws EscalateError. */
export async function upload(
  file: Blob,
  fileName: string,
  calls: ServerCalls,
  record: EscalationRecord,
  settings: EscalateSettings,
): Promise<string> {
  const patience = new Patience(settings);
  const progress: Progress = { begun: 0, moved: () => patience.succeeded() };
  for (;;) {
    throwIfCancelled(settings.signal);
    try {
      const url = await attempt(file, fileName, calls, record, settings, progress);
      patience.succeeded();
      return url.slice(url.lastIndexOf('/') + 1);
    } catch (error) {
      if (!(error instanceof EscalateError)) throw error;
      if (error.code === 'server_unreachable') await throwIfUnreadable(file);
      const again = !passes(error) && moved.has(error.problem?.code ?? '');
      await patience.afterFailure(again ? new EscalateError('server_busy', error.message, { ...error }) : error);
    }
  }
}
