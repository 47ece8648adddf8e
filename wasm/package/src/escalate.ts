// @gradevault/precheck/escalate: uploads a capture, has it analysed once, and follows the analysis to its report.
import {
  EscalateError,
  type CancelAnalysis,
  type Escalate,
  type EscalateSettings,
  type FollowAnalysis,
  type FullAnalysis,
} from './escalate_api.js';
import { fingerprint } from './escalate/fingerprint.js';
import { follow } from './escalate/follow.js';
import { Patience, pause } from './escalate/patience.js';
import { EscalationRecord } from './escalate/record.js';
import { begunRequest, submit, wishOf } from './escalate/request.js';
import { ServerCalls } from './escalate/server_calls.js';
import { upload } from './escalate/upload.js';

export * from './escalate_api.js';

/** Times that an upload which the server no longer has is sent again. */
const mostUploads = 3;

/** Whether anybody is there at all: an address that is wrong is not to be waited for. */
async function firstContact(calls: ServerCalls, settings: EscalateSettings): Promise<void> {
  for (let tries = 1; ; ++tries) {
    try {
      await calls.ask('looking for the server', 'GET', '/healthz');
      return;
    } catch (error) {
      if (!(error instanceof EscalateError) || error.code === 'cancelled' || tries === 3) throw error;
      await pause(500 * tries, settings.signal);
    }
  }
}

async function accepted(
  file: Blob,
  calls: ServerCalls,
  record: EscalationRecord,
  settings: EscalateSettings,
): Promise<string> {
  const fileName = settings.fileName ?? (file as Partial<File>).name ?? 'capture';
  const patience = new Patience(settings);
  const identity = JSON.stringify(wishOf(settings));
  for (let uploads = 0; ; ++uploads) {
    const begun = record.request;
    // Sent before, but perhaps not answered: the server knows it by its key, whatever became of the upload.
    const sent = begun?.identity === identity && begun.body !== undefined;
    const request = sent
      ? begun
      : begunRequest(record, settings, await upload(file, fileName, calls, record, settings));
    const id = await submit(calls, record, request, patience);
    if (id !== undefined) return id;
    if (uploads >= mostUploads)
      throw new EscalateError(
        'server_failed',
        'the server loses uploads that were complete; its operator should look at its disk',
      );
  }
}

async function followToEnd(
  id: string,
  calls: ServerCalls,
  record: EscalationRecord,
  settings: EscalateSettings,
): Promise<FullAnalysis> {
  try {
    const analysis = await follow(id, calls, settings);
    record.setRequest(undefined);
    return analysis;
  } catch (error) {
    const over =
      error instanceof EscalateError && ['analysis_failed', 'analysis_cancelled', 'not_found'].includes(error.code);
    // Whoever escalates it again wants it done again.
    if (over) record.setRequest(undefined);
    throw error;
  }
}

export const escalate: Escalate = async (file, settings = {}) => {
  if (!(file instanceof Blob) || file.size === 0)
    throw new EscalateError('invalid_argument', 'escalate: expected a File or Blob that is not empty');
  const calls = new ServerCalls(settings, settings.signal);
  const record = new EscalationRecord(`${calls.origin} ${await fingerprint(file)}`, settings.storage);
  const begun = record.request;
  if (begun?.analysis !== undefined && begun.identity === JSON.stringify(wishOf(settings))) {
    try {
      settings.onAccepted?.(begun.analysis);
      return await followToEnd(begun.analysis, calls, record, settings);
    } catch (error) {
      // The server has cleared it away meanwhile, or it is another key's.
      if (!(error instanceof EscalateError) || error.code !== 'not_found') throw error;
    }
  }
  if (record.upload === undefined) await firstContact(calls, settings);
  const id = await accepted(file, calls, record, settings);
  settings.onAccepted?.(id);
  return followToEnd(id, calls, record, settings);
};

export const followAnalysis: FollowAnalysis = (id, settings = {}) =>
  follow(id, new ServerCalls(settings, settings.signal), settings);

export const cancelAnalysis: CancelAnalysis = async (id, settings = {}) => {
  const calls = new ServerCalls(settings, settings.signal);
  const path = `/v1/analyses/${encodeURIComponent(id)}`;
  const { status } = (await calls.ask('asking for the analysis', 'GET', path)) as { status: string };
  // DELETE of one that has ended would take its results away.
  if (status === 'queued' || status === 'running') await calls.ask('cancelling the analysis', 'DELETE', path);
};
