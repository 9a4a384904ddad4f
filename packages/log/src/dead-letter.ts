/** Dead letters: a record that could not become a row, bytes untouched, with the reason in its headers. */
import { LogError } from './log-error.ts';
import type { OutgoingRecord, RawRecord, RecordHeaders } from './records.ts';
import { VALUE_BYTES_HEADER } from './send-dead-letters.ts';

export type DeadLetterReason = { code: string; field?: string; message: string; projection: string };
export type DeadLetterSource = { topic: string; partition: number; record: RawRecord };

/** A dead letter as read back. `headers` are the original ones, several values of one name joined by newlines. */
export type DeadLetter = DeadLetterReason & {
  /** Where it stands on the dead-letter topic: there its bytes and headers are untouched. */
  place: { partition: number; offset: bigint };
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

// Names that begin so are ours: what a producer calls so is not kept.
function ownHeaders(headers: RecordHeaders): RecordHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith(PREFIX)));
}

/** Whether a dead letter's record holds the original; one that was too large for its topic only says where it lies. */
export function holdsOriginal({ headers }: Pick<RawRecord, 'headers'>): boolean {
  return headers[VALUE_BYTES_HEADER] === undefined;
}

/**
 * The record that a dead letter was made of, key, value and headers as they were; the broker sets its time anew.
 * @throws LogError RECORD_TOO_LARGE for a letter that had to be sent without its value (see `sendDeadLetters`).
 */
export function originalRecord(topic: string, { key, value, headers }: RawRecord): OutgoingRecord {
  const bytes = text(headers, VALUE_BYTES_HEADER);
  if (bytes !== undefined) {
    const message = `the dead letter was too large to keep its value of ${bytes} bytes: read the record where it lies`;
    throw new LogError('RECORD_TOO_LARGE', message, { retriable: false });
  }
  return { topic, key, value, headers: ownHeaders(headers) };
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
      ...ownHeaders(record.headers),
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

function headersAsText(headers: RecordHeaders): Record<string, string> {
  const joined = (value: RecordHeaders[string]) =>
    (Array.isArray(value) ? value : [value]).map((one) => one?.toString() ?? '').join('\n');
  return Object.fromEntries(Object.entries(ownHeaders(headers)).map(([name, value]) => [name, joined(value)]));
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
  // A mark that this version cannot read must not take the place of the dead letter that it names.
  const ours =
    topic !== undefined && partition !== undefined && offset !== undefined && headers['dead_status'] === undefined;
  const field = text(headers, 'dead_field');
  return {
    place: { partition: at.partition, offset: record.offset },
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
    headers: headersAsText(headers),
  };
}
