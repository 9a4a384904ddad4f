import type { AvroRecord } from '@rapport/events';

const MAGIC = Buffer.from([0x4f, 0x62, 0x6a, 0x01]);
// Any 16 bytes will do; fixed ones make the same chunk the same bytes.
const SYNC = Buffer.from('rapport-chunk-01', 'latin1');
/** No long takes more. */
export const MAX_LONG_BYTES = 10;

const LOW_BITS = 0x10000000;

/** Avro's long: zigzag, then seven bits a byte. Exact up to 2^52 in size, which offsets and times never reach. */
export function writeLong(target: Buffer, position: number, value: number): number {
  const zigzag = value < 0 ? -value * 2 - 1 : value * 2;
  // Shifts work on 32 bits only: what is larger goes in two pieces, four bytes for the lower 28 bits.
  let rest = zigzag;
  let at = position;
  if (zigzag >= LOW_BITS) {
    rest = Math.floor(zigzag / LOW_BITS);
    const low = zigzag - rest * LOW_BITS;
    target[at] = (low & 0x7f) | 0x80;
    target[at + 1] = ((low >>> 7) & 0x7f) | 0x80;
    target[at + 2] = ((low >>> 14) & 0x7f) | 0x80;
    target[at + 3] = (low >>> 21) | 0x80;
    at += 4;
  }
  while (rest >= 0x80) {
    target[at] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
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

/**
 * An Avro object container file of one block, uncompressed, in pieces to be sent one after the other: `data`, which is not
 * copied, holds `count` datums written with `schemaJson`.
 */
export function avroContainer(schemaJson: string, count: number, data: Buffer): Buffer[] {
  const meta = [...metaEntry('avro.schema', schemaJson), ...metaEntry('avro.codec', 'null')];
  return [Buffer.concat([MAGIC, long(2), ...meta, long(0), SYNC, long(count), long(data.length)]), data, SYNC];
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
