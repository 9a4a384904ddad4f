/** An event as lineage shows it: where it lies on the log, by which schema it is read, and what it says of itself. */
import { registeredSchemas, type StreamName, topicOf } from '@rapport/events';
import { nullableNumberIn, type RawRow, textIn } from '../summary-row.ts';

export type EventPlace = { topic: string; partition: number; offset: string };

export type LineageEvent = EventPlace & {
  event_id: string;
  /** `meeting.held`. */
  type: string;
  /** Schema that the record was written with, by id and version; null where its stream has several: the record says which. */
  schema: { id: number; version: number } | null;
  occurred_at: string;
  recorded_at: string;
  stored_at: string;
  /** The event that this one corrects. */
  supersedes: string | null;
  /** The event that corrects this one, as far as that was known; then this one no longer counts. */
  superseded_by: string | null;
};

/** The schema of a stream's records, where it has only one version. */
export function onlySchema(stream: StreamName): LineageEvent['schema'] {
  const [first, ...others] = registeredSchemas.filter((registered) => registered.stream === stream);
  return first === undefined || others.length > 0 ? null : { id: first.id, version: first.version };
}

const OPTIONAL = ['supersedes', 'superseded_by'] as const;

const instantOf = (text: string) => new Date(`${text.replace(' ', 'T')}Z`).toISOString();
const textOrNull = (value: unknown): string | null =>
  value === null || value === undefined || value === '' ? null : String(value);

/** SQL columns of a stream's events that `lineageEventOf` reads. */
export const eventColumns = (stream: StreamName): string =>
  `toString(event_id) AS event_id, concat('${stream}.', type) AS full_type, _partition AS at_partition,
  toString(_offset) AS at_offset, occurred_at, recorded_at, inserted_at, toString(supersedes) AS supersedes`;

/** A row of `eventColumns`; `topicPrefix` is the installation's. */
export function lineageEventOf(stream: StreamName, row: RawRow, topicPrefix: string): LineageEvent {
  const [supersedes = null, supersededBy = null] = OPTIONAL.map((name) => textOrNull(row[name]));
  return {
    event_id: textIn(row, 'event_id'),
    type: textIn(row, 'full_type'),
    topic: topicOf(stream, topicPrefix),
    partition: nullableNumberIn(row, 'at_partition') ?? -1,
    offset: textIn(row, 'at_offset'),
    schema: onlySchema(stream),
    occurred_at: instantOf(textIn(row, 'occurred_at')),
    recorded_at: instantOf(textIn(row, 'recorded_at')),
    stored_at: instantOf(textIn(row, 'inserted_at')),
    supersedes,
    superseded_by: supersededBy,
  };
}
