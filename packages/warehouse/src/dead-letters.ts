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
  ],
} as const;

const letterType = avro.Type.forSchema(SCHEMA as unknown as avro.Schema);
const COLUMNS = SCHEMA.fields.map(({ name }) => quoteName(name)).join(', ');

function datumOf(row: DeadLetterRow): Buffer {
  const { timestampMs, recordedAtMs, programmeId, offset, ...same } = row;
  return letterType.toBuffer({
    ...same,
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

export type DeadLetterSummary = {
  topic: string;
  partition: number;
  offset: bigint;
  code: string;
  field: string;
  message: string;
  /** UTC, `YYYY-MM-DD hh:mm:ss.sss`. */
  kafkaAt: string;
  programmeId: string;
};

export type DeadLetter = DeadLetterSummary & {
  key: Buffer | null;
  value: Buffer | null;
  headers: Record<string, string>;
  recordedAt: string;
  projection: string;
};

type Position = { topic: string; partition: number; offset: string };
type SummaryRow = Position & { code: string; field: string; message: string; kafka_at: string; programme_id: string };
type LetterRow = SummaryRow & {
  key64: string | null;
  value64: string | null;
  headers: Record<string, string>;
  recorded_at: string;
  projection: string;
};

const SUMMARY = 'topic, partition, toString(offset) AS offset, code, field, message, kafka_at, programme_id';

function summaryOf(row: SummaryRow): DeadLetterSummary {
  const { topic, partition, code, field, message } = row;
  const { kafka_at: kafkaAt, programme_id: programmeId } = row;
  return { topic, partition, offset: BigInt(row.offset), code, field, message, kafkaAt, programmeId };
}

export type DeadLetterFilter = { topic?: string; code?: string; limit?: number };

/** Quarantined records, newest first, without their bytes. */
export async function listDeadLetters(
  warehouse: Warehouse,
  { topic = '', code = '', limit = 100 }: DeadLetterFilter = {},
): Promise<DeadLetterSummary[]> {
  const rows = await warehouse.query<SummaryRow>(
    `SELECT ${SUMMARY} FROM dead_letters AS d FINAL
     WHERE ({topic:String} = '' OR d.topic = {topic:String}) AND ({code:String} = '' OR d.code = {code:String})
     ORDER BY d.kafka_at DESC, d.topic, d.partition, d.offset DESC LIMIT {limit:UInt32}`,
    { topic, code, limit },
  );
  return rows.map(summaryOf);
}

/** One quarantined record with its bytes, or undefined when there is none at that position. */
export async function showDeadLetter(
  warehouse: Warehouse,
  position: { topic: string; partition: number; offset: bigint },
): Promise<DeadLetter | undefined> {
  const [row] = await warehouse.query<LetterRow>(
    `SELECT ${SUMMARY}, base64Encode(key) AS key64, base64Encode(value) AS value64, headers, recorded_at, \`projection\`
     FROM dead_letters AS d FINAL
     WHERE d.topic = {topic:String} AND d.partition = {partition:Int32} AND d.offset = {offset:Int64}`,
    { ...position, offset: String(position.offset) },
  );
  if (row === undefined) return undefined;
  const bytes = (text: string | null): Buffer | null => (text === null ? null : Buffer.from(text, 'base64'));
  const { headers, recorded_at: recordedAt, projection } = row;
  return { ...summaryOf(row), key: bytes(row.key64), value: bytes(row.value64), headers, recordedAt, projection };
}

/** How many records are quarantined, by topic and reason. */
export async function countDeadLetters(
  warehouse: Warehouse,
): Promise<{ topic: string; code: string; count: number }[]> {
  const rows = await warehouse.query<{ topic: string; code: string; letters: string | number }>(
    'SELECT topic, code, count() AS letters FROM dead_letters FINAL GROUP BY topic, code ORDER BY topic, code',
  );
  return rows.map(({ topic, code, letters }) => ({ topic, code, count: Number(letters) }));
}
