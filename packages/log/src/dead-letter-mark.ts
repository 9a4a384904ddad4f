/** What became of a dead letter: a record of its own beside it, so that a rebuild from the log knows it too. */
import type { OutgoingRecord, RawRecord, RecordHeaders } from './records.ts';

export type DeadLetterStatus = 'retried' | 'discarded';

export type DeadLetterMark = {
  /** Place of the record that the dead letter was made of. */
  topic: string;
  partition: number;
  offset: bigint;
  status: DeadLetterStatus;
  /** When, epoch milliseconds. */
  markedAtMs: number;
  /** Who did it. */
  markedBy: string;
  reason: string;
  /** Where the retried record was put on the same topic. */
  retriedAs?: { partition: number; offset: bigint };
};

/** A mark as read back, with its own place on the dead-letter topic. */
export type PlacedDeadLetterMark = DeadLetterMark & { place: { partition: number; offset: bigint } };

const MAX_CHARACTERS = 2_000;

/** The record for the dead-letter topic. `key` is the dead letter's, so that both lie on one partition. */
export function deadLetterMarkRecord(deadLetters: string, mark: DeadLetterMark, key: Buffer | null): OutgoingRecord {
  const { retriedAs } = mark;
  return {
    topic: deadLetters,
    key,
    value: null,
    headers: {
      dead_status: mark.status,
      dead_topic: mark.topic,
      dead_partition: String(mark.partition),
      dead_offset: String(mark.offset),
      dead_marked_at: String(mark.markedAtMs),
      dead_marked_by: mark.markedBy.slice(0, MAX_CHARACTERS),
      dead_reason: mark.reason.slice(0, MAX_CHARACTERS),
      ...(retriedAs === undefined
        ? {}
        : { dead_retried_partition: String(retriedAs.partition), dead_retried_offset: String(retriedAs.offset) }),
    },
  };
}

function text(headers: RecordHeaders, name: string): string {
  const value = headers[name];
  const last = Array.isArray(value) ? value.at(-1) : value;
  return last?.toString() ?? '';
}

function whole(headers: RecordHeaders, name: string): bigint | undefined {
  const value = text(headers, name);
  return /^\d{1,19}$/.test(value) ? BigInt(value) : undefined;
}

function statusOf(headers: RecordHeaders): DeadLetterStatus | undefined {
  const status = text(headers, 'dead_status');
  return status === 'retried' || status === 'discarded' ? status : undefined;
}

/** Reads a record of the dead-letter topic; undefined when it is no mark, and so a dead letter. */
export function readDeadLetterMark(partition: number, record: RawRecord): PlacedDeadLetterMark | undefined {
  const { headers } = record;
  const status = statusOf(headers);
  const topic = text(headers, 'dead_topic');
  const [source, offset] = [whole(headers, 'dead_partition'), whole(headers, 'dead_offset')];
  if (status === undefined || topic === '' || source === undefined || offset === undefined) return undefined;
  const [to, at] = [whole(headers, 'dead_retried_partition'), whole(headers, 'dead_retried_offset')];
  return {
    place: { partition, offset: record.offset },
    topic,
    partition: Number(source),
    offset,
    status,
    markedAtMs: Number(whole(headers, 'dead_marked_at') ?? record.timestampMs),
    markedBy: text(headers, 'dead_marked_by'),
    reason: text(headers, 'dead_reason'),
    ...(to === undefined || at === undefined ? {} : { retriedAs: { partition: Number(to), offset: at } }),
  };
}
