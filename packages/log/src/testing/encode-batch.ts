/** Record batches as a broker stores them, made by hand: for tests that need holes, markers and transactions at will. */
import { gzipSync, zstdCompressSync } from 'node:zlib';
import type { RawRecord } from '../records.ts';

export type BatchParts = {
  records: readonly (Pick<RawRecord, 'offset' | 'value'> & Partial<RawRecord>)[];
  baseOffset?: bigint;
  /** Last offset that the batch stands for, where compaction has left fewer records than that. */
  lastOffset?: bigint;
  compression?: 'none' | 'gzip' | 'zstd' | 'snappy' | 'lz4';
  producerId?: bigint;
  transactional?: boolean;
  control?: boolean;
  appendTimestampMs?: number;
};

const CODECS = { none: 0, gzip: 1, snappy: 2, lz4: 3, zstd: 4 } as const;

function varint(value: number): Buffer {
  let rest = value >= 0 ? BigInt(value) * 2n : -BigInt(value) * 2n - 1n;
  const bytes: number[] = [];
  while (rest >= 0x80n) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Buffer.from(bytes);
}

function sized(bytes: Buffer | string | null | undefined): Buffer {
  if (bytes === null || bytes === undefined) return varint(-1);
  const raw = Buffer.from(bytes);
  return Buffer.concat([varint(raw.length), raw]);
}

function encodeHeaders(headers: RawRecord['headers']): Buffer {
  const pairs = Object.entries(headers).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one) => Buffer.concat([sized(name), sized(one)])),
  );
  return Buffer.concat([varint(pairs.length), ...pairs]);
}

function encodeRecord(record: BatchParts['records'][number], baseOffset: bigint, baseTimestampMs: number): Buffer {
  const { offset, timestampMs = 0, key = null, value, headers = {} } = record;
  const body = Buffer.concat([
    Buffer.of(0),
    varint(timestampMs - baseTimestampMs),
    varint(Number(offset - baseOffset)),
    sized(key),
    sized(value),
    encodeHeaders(headers),
  ]);
  return Buffer.concat([varint(body.length), body]);
}

function attributesOf({ compression = 'none', transactional, control, appendTimestampMs }: BatchParts): number {
  const flags = (transactional ? 0x10 : 0) | (control ? 0x20 : 0) | (appendTimestampMs === undefined ? 0 : 0x08);
  return CODECS[compression] | flags;
}

function compressed(records: Buffer, compression: BatchParts['compression']): Buffer {
  if (compression === 'gzip') return gzipSync(records);
  return compression === 'zstd' ? zstdCompressSync(records) : records;
}

/** The batch's bytes. Its checksum is left at zero: nobody here looks at it. */
export function encodeBatch(parts: BatchParts): Buffer {
  const { records, producerId = -1n, appendTimestampMs } = parts;
  const baseOffset = parts.baseOffset ?? records[0]?.offset ?? 0n;
  const lastOffset = parts.lastOffset ?? records.at(-1)?.offset ?? baseOffset;
  const timestamps = records.map(({ timestampMs = 0 }) => timestampMs);
  const base = timestamps[0] ?? 0;
  const packed = compressed(
    Buffer.concat(records.map((record) => encodeRecord(record, baseOffset, base))),
    parts.compression,
  );
  const header = Buffer.alloc(61);
  header.writeBigInt64BE(baseOffset, 0);
  header.writeInt32BE(61 - 12 + packed.length, 8);
  header.writeInt8(2, 16);
  header.writeInt16BE(attributesOf(parts), 21);
  header.writeInt32BE(Number(lastOffset - baseOffset), 23);
  header.writeBigInt64BE(BigInt(base), 27);
  header.writeBigInt64BE(BigInt(appendTimestampMs ?? Math.max(base, ...timestamps)), 35);
  header.writeBigInt64BE(producerId, 43);
  header.writeInt32BE(records.length, 57);
  return Buffer.concat([header, packed]);
}

/** The marker at which a transaction ends: one control record. */
export function encodeMarker(offset: bigint, producerId: bigint, kind: 'commit' | 'abort'): Buffer {
  const key = Buffer.from([0, 0, 0, kind === 'abort' ? 0 : 1]);
  return encodeBatch({
    records: [{ offset, key, value: Buffer.alloc(6) }],
    producerId,
    transactional: true,
    control: true,
  });
}
