import avro from 'avsc';
import { avroContainer } from './avro-container.ts';
import { quoteName, type Warehouse } from './client.ts';
import { sinkErrorFrom } from './faults.ts';

/** A record that could not become a row. Position, key, value and headers are the record's own, untouched. */
export type DeadLetterRow = {
  topic: string;
  partition: number;
  offset: bigint;
  /** Why, as a code such as UNDECODABLE. */
  code: string;
  /** The field that broke a rule, '' when the whole record is unreadable. */
  field: string;
  message: string;
  key: Buffer | null;
  value: Buffer | null;
  headers: Record<string, string>;
  /** When Kafka took the record, epoch milliseconds. */
  timestampMs: number;
  /** When it was quarantined, epoch milliseconds. */
  recordedAtMs: number;
  /** '' when it could not be read. */
  programmeId: string;
  projection: string;
  /** Where it stands on the dead-letter topic, when that is known. */
  place?: { partition: number; offset: bigint };
};

const instant = { type: 'long', logicalType: 'timestamp-millis' };
const SCHEMA = {
  type: 'record',
  name: 'DeadLetter',
  fields: [
    { name: 'topic', type: 'string' },
    { name: 'partition', type: 'int' },
    { name: 'offset', type: 'long' },
    { name: 'code', type: 'string' },
    { name: 'field', type: 'string' },
    { name: 'message', type: 'string' },
    // bytes, as a broken record's key or value need not be text
    { name: 'key', type: ['null', 'bytes'] },
    { name: 'value', type: ['null', 'bytes'] },
    { name: 'headers', type: { type: 'map', values: 'string' } },
    { name: 'kafka_at', type: instant },
    { name: 'recorded_at', type: instant },
    { name: 'programme_id', type: 'string' },
    { name: 'projection', type: 'string' },
    { name: 'letter_partition', type: 'int' },
    { name: 'letter_offset', type: 'long' },
  ],
} as const;

const letterType = avro.Type.forSchema(SCHEMA as unknown as avro.Schema);
const COLUMNS = SCHEMA.fields.map(({ name }) => quoteName(name)).join(', ');

function datumOf(row: DeadLetterRow): Buffer {
  const { timestampMs, recordedAtMs, programmeId, offset, place, ...same } = row;
  return letterType.toBuffer({
    ...same,
    letter_partition: place?.partition ?? -1,
    letter_offset: Number(place?.offset ?? -1),
    offset: Number(offset),
    kafka_at: timestampMs,
    recorded_at: recordedAtMs,
    programme_id: programmeId,
  });
}

/** Stores quarantined records; the same record again replaces itself. Throws SinkError. */
export async function writeDeadLetters(warehouse: Warehouse, rows: readonly DeadLetterRow[]): Promise<void> {
  if (rows.length === 0) return;
  const data = Buffer.concat(rows.map(datumOf));
  try {
    await warehouse.insertStream({
      sql: `INSERT INTO dead_letters (${COLUMNS}) FORMAT Avro`,
      body: avroContainer(JSON.stringify(SCHEMA), rows.length, data),
      settings: { async_insert: 0 },
    });
  } catch (error) {
    throw sinkErrorFrom(error);
  }
}
