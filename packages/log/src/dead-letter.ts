/** Dead letters: a record that could not become a row, bytes untouched, with the reason in its headers. */
import type { OutgoingRecord, RawRecord, RecordHeaders } from './records.ts';

export type DeadLetterReason = { code: string; field?: string; message: string; projection: string };
export type DeadLetterSource = { topic: string; partition: number; record: RawRecord };

/** A dead letter as read back. `headers` are the original ones, several values of one name joined by newlines. */
export type DeadLetter = DeadLetterReason & {
  topic: string;
  partition: number;
  offset: bigint;
  timestampMs: number;
  key: Buffer | null;
  value: Buffer | null;
  headers: Record<string, string>;
};

const PREFIX = 'dead_';
// Reasons are for people; a message made from a large broken value must not outgrow the record.
const MAX_MESSAGE_CHARACTERS = 2_000;

function text(headers: RecordHeaders, name: string): string | undefined {
  const value = headers[name];
  const last = Array.isArray(value) ? value.at(-1) : value;
  return last?.toString();
}

/** The record for the dead-letter topic: value, key and headers of the original, plus the `dead_*` headers. */
export function deadLetterRecord(
  deadLetters: string,
  source: DeadLetterSource,
  reason: DeadLetterReason,
): OutgoingRecord {
  const { topic, partition, record } = source;
  return {
    topic: deadLetters,
    key: record.key,
    value: record.value,
    headers: {
      ...record.headers,
      dead_code: reason.code,
      dead_field: reason.field ?? '',
      dead_message: reason.message.slice(0, MAX_MESSAGE_CHARACTERS),
      dead_topic: topic,
      dead_partition: String(partition),
      dead_offset: String(record.offset),
      dead_timestamp: String(record.timestampMs),
      dead_projection: reason.projection,
    },
  };
}

function whole(value: string | undefined): bigint | undefined {
  return value !== undefined && /^\d{1,19}$/.test(value) ? BigInt(value) : undefined;
}

function originalHeaders(headers: RecordHeaders): Record<string, string> {
  const names = Object.keys(headers).filter((name) => !name.startsWith(PREFIX));
  const joined = (value: RecordHeaders[string]) => (Array.isArray(value) ? value : [value]).map(String).join('\n');
  return Object.fromEntries(names.map((name) => [name, joined(headers[name])]));
}

/**
 * Reads a record of the dead-letter topic. What somebody else put there without our headers is a dead letter too, with
 * its own place as source: this topic has no dead letters of its own.
 */
export function readDeadLetter(at: { topic: string; partition: number }, record: RawRecord): DeadLetter {
  const { headers, key, value } = record;
  const [partition, offset, timestamp] = ['dead_partition', 'dead_offset', 'dead_timestamp'].map((name) =>
    whole(text(headers, name)),
  );
  const topic = text(headers, 'dead_topic');
  const ours = topic !== undefined && partition !== undefined && offset !== undefined;
  const field = text(headers, 'dead_field');
  return {
    topic: ours ? topic : at.topic,
    partition: ours ? Number(partition) : at.partition,
    offset: ours ? offset : record.offset,
    timestampMs: ours && timestamp !== undefined ? Number(timestamp) : record.timestampMs,
    code: text(headers, 'dead_code') ?? 'FOREIGN',
    ...(field === undefined || field === '' ? {} : { field }),
    message: text(headers, 'dead_message') ?? 'put on the dead-letter topic by another program, without a reason',
    projection: text(headers, 'dead_projection') ?? '',
    key,
    value,
    headers: originalHeaders(headers),
  };
}
