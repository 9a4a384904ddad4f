/** A record as an archive keeps it: Avro, with everything that the log has of it. Pure. */
import { createHash } from 'node:crypto';
import avro from 'avsc';
import type { RawRecord, RecordHeaders } from '../records.ts';

/** Stands in the head of every file: whoever has the files can read them without Rapport. */
const ARCHIVED_RECORD_SCHEMA = {
  type: 'record',
  name: 'ArchivedRecord',
  namespace: 'rapport.archive.v1',
  doc: 'One Kafka record, bytes untouched. Offsets that no record of the file has are holes: markers, aborted, compacted.',
  fields: [
    { name: 'offset', type: 'long' },
    { name: 'timestamp', type: { type: 'long', logicalType: 'timestamp-millis' } },
    { name: 'key', type: ['null', 'bytes'] },
    { name: 'value', type: ['null', 'bytes'] },
    {
      name: 'headers',
      type: {
        type: 'array',
        items: {
          type: 'record',
          name: 'Header',
          fields: [
            { name: 'key', type: 'string' },
            { name: 'value', type: ['null', 'bytes'] },
          ],
        },
      },
    },
  ],
} as const;

export type ArchivedRecord = {
  offset: number;
  timestamp: number;
  key: Buffer | null;
  value: Buffer | null;
  headers: { key: string; value: Buffer | null }[];
};

export const archivedRecordType = avro.Type.forSchema(ARCHIVED_RECORD_SCHEMA as unknown as avro.Schema);

function headerList(headers: RecordHeaders): ArchivedRecord['headers'] {
  return Object.entries(headers).flatMap(([key, held]) =>
    (Array.isArray(held) ? held : [held]).map((value) => ({
      key,
      value: value === undefined || value === null ? null : Buffer.from(value),
    })),
  );
}

/** The record as it is kept. */
export function archive(record: RawRecord): ArchivedRecord {
  const { offset, timestampMs, key, value, headers } = record;
  return { offset: Number(offset), timestamp: timestampMs, key, value, headers: headerList(headers) };
}

/** The record as it was. A header that occurs several times is a list again. */
export function unarchive({ offset, timestamp, key, value, headers }: ArchivedRecord): RawRecord {
  const byName = new Map<string, (Buffer | undefined)[]>();
  for (const header of headers) {
    byName.set(header.key, [...(byName.get(header.key) ?? []), header.value ?? undefined]);
  }
  const entries = [...byName].map(([name, values]) => [name, values.length === 1 ? values[0] : values] as const);
  return {
    offset: BigInt(offset),
    timestampMs: timestamp,
    key,
    value,
    headers: Object.fromEntries(entries) as RecordHeaders,
  };
}

/** Tells whether two records are the same to the last byte. */
export function digestOf(record: RawRecord): string {
  return createHash('sha256')
    .update(archivedRecordType.toBuffer(archive(record)))
    .digest('hex');
}
