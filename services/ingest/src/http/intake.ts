/** Offered events → on Kafka, with an answer for each. */
import { isOwnType, newEventId, parseEventJson, type RapportEvent } from '@rapport/events';
import { ProblemError } from '@rapport/service';
import type { EventSender } from '../import/event-batches.ts';
import { readOffer } from './cloud-event.ts';
import type { IngestMetrics } from './ingest-metrics.ts';
import type { OfferedBody } from './request-body.ts';

type ItemError = { pointer: string; code: string; message: string };
export type ItemResult =
  | { index: number; status: 'accepted'; event_id: string }
  | { index: number; status: 'rejected'; event_id?: string; errors: ItemError[] };

export type IntakeDeps = {
  producer: EventSender;
  metrics: IngestMetrics;
  /** Epoch milliseconds; becomes `recorded_at`. */
  clock: () => number;
  /** Events waiting for Kafka beyond which new ones are turned away. */
  maxPending: number;
};

type Judged = { result: ItemResult; event?: RapportEvent };

const DEFAULT_SOURCE = 'http';
const RETRY_AFTER_SECONDS = 5;

function isRetriable(error: unknown): boolean {
  return error instanceof Error && (error as { retriable?: unknown }).retriable === true;
}

function unavailable(detail: string, code: string, retryAfterSeconds: number, cause?: unknown): ProblemError {
  return new ProblemError({
    status: 503,
    code,
    title: 'Not accepted',
    detail: `${detail}; no event of this request is claimed to be accepted: send it again (same ids make no duplicates)`,
    retryAfterSeconds,
    cause,
  });
}

/** What a failure of the producer means to the caller: 503 where trying again can help, else the fault that it is. */
export function kafkaIsAway(error: unknown): unknown {
  if (!isRetriable(error)) return error;
  return unavailable('Kafka did not acknowledge', 'KAFKA_UNAVAILABLE', RETRY_AFTER_SECONDS, error);
}

function judge(item: unknown, index: number, body: OfferedBody, recordedAt: number): Judged {
  const place = body.pointerTo(index);
  const offered = readOffer(item, body.cloudEvents);
  if (!offered.ok) {
    const errors = offered.misshapes.map(({ pointer, ...rest }) => ({ pointer: place + pointer, ...rest }));
    return { result: { index, status: 'rejected', errors } };
  }
  const { event, pointerOf } = offered.offer;
  if (isOwnType(String(event['type']))) {
    const message = 'is told by Rapport itself and cannot be sent';
    return {
      result: {
        index,
        status: 'rejected',
        errors: [{ pointer: place + pointerOf('/type'), code: 'NOT_FOR_PRODUCERS', message }],
      },
    };
  }
  const acceptance = { recordedAt, newId: () => newEventId(recordedAt), source: DEFAULT_SOURCE };
  const checked = parseEventJson(event, acceptance);
  if (checked.ok) {
    return { result: { index, status: 'accepted', event_id: checked.event.event_id }, event: checked.event };
  }
  const errors = checked.issues.map(({ pointer, code, message }) => ({
    pointer: place + pointerOf(pointer),
    code,
    message,
  }));
  const id = event['event_id'];
  return { result: { index, status: 'rejected', ...(typeof id === 'string' ? { event_id: id } : {}), errors } };
}

/**
 * Takes events in. The answer comes when Kafka has acknowledged (acks=all) every event that it calls accepted.
 * @throws ProblemError 503 when Kafka does not: then nothing is claimed, and sending the same ids again is harmless.
 */
export function createIntake({ producer, metrics, clock, maxPending }: IntakeDeps) {
  let pending = 0;

  async function send(events: RapportEvent[]): Promise<void> {
    if (pending + events.length > maxPending) throw unavailable('too much is waiting for Kafka', 'BUSY', 1);
    pending += events.length;
    const observe = metrics.acknowledgement.startTimer();
    try {
      await producer.send(events);
      observe();
    } catch (error) {
      throw kafkaIsAway(error);
    } finally {
      pending -= events.length;
    }
  }

  return async function takeIn(body: OfferedBody): Promise<ItemResult[]> {
    const recordedAt = clock();
    const judged = body.items.map((item, index) => judge(item, index, body, recordedAt));
    const events = judged.flatMap(({ event }) => event ?? []);
    if (events.length > 0) await send(events);
    for (const { type } of events) metrics.accepted.inc({ type });
    const results = judged.map(({ result }) => result);
    for (const result of results) {
      if (result.status === 'rejected') metrics.rejected.inc({ code: result.errors[0]?.code ?? 'UNKNOWN' });
    }
    return results;
  };
}
