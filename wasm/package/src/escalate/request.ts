// POST /v1/analyses, at most once for what is wished, however often it is sent.
import { EscalateError, type EscalateSettings } from '../escalate_api.js';
import type { Patience } from './patience.js';
import type { BegunRequest, EscalationRecord } from './record.js';
import type { ServerCalls } from './server_calls.js';

/** What is asked for beside upload and pre-check; both sides of a repetition have it in common. */
export function wishOf(settings: EscalateSettings): Record<string, unknown> {
  const { precheck, tier, engine, itemType, side, profile } = settings;
  const options = { ...settings.options, ...(profile ? { profile } : {}) };
  const wish: Record<string, unknown> = {
    scanId: settings.scanId ?? precheck?.scanId,
    shot: settings.shot ?? precheck?.shot,
    tier,
    engine,
    itemType,
    side,
  };
  if (Object.keys(options).length > 0) wish.options = options;
  // As JSON says it: what is absent is not there, and what is not to be said is not said.
  return Object.fromEntries(
    Object.entries(wish).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  );
}

/** Unlike any other key of this person, which is all that it takes. (Node 18 has no global `crypto`.) */
function freshKey(): string {
  const word = () =>
    Math.floor(Math.random() * 2 ** 32)
      .toString(16)
      .padStart(8, '0');
  return `escalate-${Date.now().toString(16)}-${word()}${word()}${word()}`;
}

/** The request that was begun for the same wish, also in another tab; else a new one. */
export function begunRequest(record: EscalationRecord, settings: EscalateSettings, uploadId: string): BegunRequest {
  const wish = wishOf(settings);
  const identity = JSON.stringify(wish);
  const begun = record.request;
  const body = JSON.stringify({ uploadId, ...wish, ...(settings.precheck ? { precheck: settings.precheck } : {}) });
  if (begun?.identity === identity && begun.body !== undefined) return begun;
  const request: BegunRequest = { identity, key: freshKey(), body };
  record.setRequest(request);
  return request;
}

/**
 * The analysis's id; or undefined: the upload is not there as it should be, so that it is to be sent again. Throws
 * EscalateError.
 */
export async function submit(
  calls: ServerCalls,
  record: EscalationRecord,
  request: BegunRequest,
  patience: Patience,
): Promise<string | undefined> {
  try {
    const headers = { 'Idempotency-Key': request.key };
    const accepted = (await calls.askPatiently(
      patience,
      'asking for the analysis',
      'POST',
      '/v1/analyses',
      request.body,
      headers,
    )) as { id: string };
    record.setRequest({ ...request, analysis: accepted.id });
    return accepted.id;
  } catch (error) {
    if (!(error instanceof EscalateError)) throw error;
    if (error.code === 'cancelled') throw error;
    // What was refused is not sent again by itself.
    record.setRequest(undefined);
    if (error.problem?.code === 'upload_incomplete') return undefined;
    if (error.code === 'not_found') {
      record.setUpload(undefined);
      return undefined;
    }
    throw error;
  }
}
