import type { AvroRecord } from '@rapport/events';

const MAGIC = Buffer.from([0x4f, 0x62, 0x6a, 0x01]);
// Any 16 bytes will do; fixed ones make the same chunk the same bytes.
const SYNC = Buffer.from('rapport-chunk-01', 'latin1');
const MAX_LONG_BYTES = 10;

/** Avro's long: zigzag, then seven bits a byte. Exact up to 2^52 in size, which offsets and times never reach. */
export function writeLong(target: Buffer, position: number, value: number): number {
  let rest = value < 0 ? -value * 2 - 1 : value * 2;
  let at = position;
  while (rest >= 0x80) {
    target[at] = (rest % 0x80) | 0x80;
    rest = Math.floor(rest / 0x80);
    at += 1;
  }
  target[at] = rest;
  return at + 1;
}

function long(value: number): Buffer {
  const bytes = Buffer.alloc(MAX_LONG_BYTES);
  return bytes.subarray(0, writeLong(bytes, 0, value));
}

function sized(bytes: Buffer): Buffer[] {
  return [long(bytes.length), bytes];
}

function metaEntry(key: string, value: string): Buffer[] {
  return [...sized(Buffer.from(key)), ...sized(Buffer.from(value))];
}

/** An Avro object container file of one block, uncompressed: `data` holds `count` datums written with `schemaJson`. */
export function avroContainer(schemaJson: string, count: number, data: Buffer): Buffer[] {
  return [
    MAGIC,
    long(2),
    ...metaEntry('avro.schema', schemaJson),
    ...metaEntry('avro.codec', 'null'),
    long(0),
    SYNC,
    long(count),
    long(data.length),
    data,
    SYNC,
  ];
}

const POSITION_FIELDS = [
  { name: '_partition', type: 'int' },
  { name: '_offset', type: 'long' },
  { name: '_timestamp', type: { type: 'long', logicalType: 'timestamp-millis' } },
] as const;

export const positionColumns: readonly string[] = POSITION_FIELDS.map(({ name }) => name);

/** The writer's schema with the Kafka position in front: a record is its fields one after the other, so bytes just join. */
export function positionedSchema(writer: AvroRecord): string {
  return JSON.stringify({ ...writer, fields: [...POSITION_FIELDS, ...writer.fields] });
}

export type PositionedDatum = { offset: bigint; timestampMs: number; datum: Buffer };

/** Each datum, its bytes untouched, behind its partition, offset and Kafka timestamp (epoch milliseconds). */
export function positionDatums(partition: number, rows: readonly PositionedDatum[]): Buffer {
  const capacity = rows.reduce((sum, { datum }) => sum + datum.length + 3 * MAX_LONG_BYTES, 0);
  const data = Buffer.allocUnsafe(capacity);
  let at = 0;
  for (const { offset, timestampMs, datum } of rows) {
    at = writeLong(data, at, partition);
    at = writeLong(data, at, Number(offset));
    at = writeLong(data, at, timestampMs);
    at += datum.copy(data, at);
  }
  return data.subarray(0, at);
}
