/** What a POST carries: one event or a batch, in which form. */
import { ProblemError } from '@rapport/service';
import { isObject } from './cloud-event.ts';

export const JSON_TYPE = 'application/json';
export const CLOUD_EVENT_TYPE = 'application/cloudevents+json';
export const CLOUD_EVENT_BATCH_TYPE = 'application/cloudevents-batch+json';
export const MEDIA_TYPES = [JSON_TYPE, CLOUD_EVENT_TYPE, CLOUD_EVENT_BATCH_TYPE] as const;

/** `pointerTo` gives the JSON pointer of an item in the body. */
export type OfferedBody = {
  batch: boolean;
  items: readonly unknown[];
  cloudEvents: boolean;
  pointerTo(index: number): string;
};

/** JSON text in UTF-8 → a value. @throws ProblemError 400 saying what is wrong with the text. */
export function parseJsonBody(bytes: Buffer): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw malformed('the body is not UTF-8 text');
  }
  if (text.trim() === '') throw malformed('the body is empty');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw malformed(error instanceof Error ? error.message : 'not JSON');
  }
}

function malformed(detail: string): ProblemError {
  return new ProblemError({ status: 400, code: 'MALFORMED_JSON', title: 'The body is not JSON', detail });
}

function batchItems(mediaType: string, body: unknown): { items: readonly unknown[]; prefix: string } | undefined {
  if (Array.isArray(body)) return mediaType === CLOUD_EVENT_TYPE ? undefined : { items: body, prefix: '' };
  if (mediaType !== JSON_TYPE || !isObject(body) || body['type'] !== undefined) return undefined;
  const { events, ...others } = body;
  if (!Array.isArray(events)) return undefined;
  checkNoOthers(Object.keys(others));
  return { items: events, prefix: '/events' };
}

// What stands beside the events would be passed over in silence: somebody may believe that it holds for all of them.
function checkNoOthers(names: readonly string[]): void {
  if (names.length === 0) return;
  const detail = `{"events": […]} has nothing else: put ${names[0]?.slice(0, 60)} into each event`;
  const errors = names.slice(0, 20).map((name) => ({
    pointer: `/${name.slice(0, 60).replaceAll('~', '~0').replaceAll('/', '~1')}`,
    code: 'UNKNOWN_FIELD',
    message: 'is not a field of a batch',
  }));
  throw new ProblemError({ status: 422, code: 'WRONG_SHAPE', title: 'The body has the wrong shape', detail, errors });
}

function checkSize(count: number, limit: number): void {
  if (count === 0) {
    const detail = 'the batch has no event';
    throw new ProblemError({ status: 422, code: 'EMPTY_BATCH', title: 'The batch is empty', detail });
  }
  if (count <= limit) return;
  const detail = `the batch has ${count} events, at most ${limit} are taken at once: send it in parts`;
  throw new ProblemError({ status: 413, code: 'BATCH_TOO_LARGE', title: 'The batch is too large', detail });
}

/** Sorts out the body by its media type. @throws ProblemError for a batch of the wrong form or size. */
export function readBody(contentType: string, body: unknown, batchLimit: number): OfferedBody {
  const mediaType = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  const cloudEvents = mediaType !== JSON_TYPE;
  const batch = batchItems(mediaType, body);
  if (batch !== undefined) {
    checkSize(batch.items.length, batchLimit);
    return { batch: true, items: batch.items, cloudEvents, pointerTo: (index) => `${batch.prefix}/${index}` };
  }
  if (mediaType === CLOUD_EVENT_BATCH_TYPE || Array.isArray(body)) {
    const detail =
      mediaType === CLOUD_EVENT_TYPE ? `send a batch as ${CLOUD_EVENT_BATCH_TYPE}` : 'a batch is a JSON array';
    throw new ProblemError({ status: 422, code: 'WRONG_SHAPE', title: 'The body has the wrong shape', detail });
  }
  return { batch: false, items: [body], cloudEvents, pointerTo: () => '' };
}
