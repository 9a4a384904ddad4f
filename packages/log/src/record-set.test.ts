import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BatchHeader, readBatchHeader, readRun } from './record-batch.ts';
import { type AbortedTransaction, openBatch, readRecordSet } from './record-set.ts';
import type { RawRecord } from './records.ts';
import { type BatchParts, encodeBatch, encodeMarker } from './testing/encode-batch.ts';

const value = (text: string) => Buffer.from(text);

function decode(bytes: Buffer, aborted: readonly AbortedTransaction[] = []): RawRecord[] {
  return readRecordSet(bytes, aborted).flatMap((batch) => readRun(openBatch(batch, 0)));
}

const values = (records: readonly RawRecord[]) => records.map((record) => String(record.value));

/** Two records, byte by byte as the documentation of the format lays them out. */
const golden = Buffer.from(
  [
    '0000000000000064', // base offset 100
    '0000004d', // length of what follows: 77
    '00000001 02 00000000 0000', // leader epoch, magic, checksum, attributes
    '00000003', // last offset delta: compaction took the records 102 and 103
    '0000018bcfe56800 0000018bcfe56805', // base and largest timestamp
    'ffffffffffffffff ffff ffffffff', // no producer id
    '00000002', // two records
    '1a 00 00 00 02 6b 04 6869 02 0268 02 21', // length 13, timestamp + 0, offset + 0, key k, value hi, header h = !
    '0c 00 0a 02 01 01 00', // length 6, timestamp + 5, offset + 1, no key, no value, no headers
  ]
    .join('')
    .replaceAll(' ', ''),
  'hex',
);
const GOLDEN_TIME = 0x18bcfe56800;

describe('record set', () => {
  it('reads a batch as the format is documented', () => {
    golden.writeInt32BE(golden.length - 12, 8);
    expect(decode(golden)).toEqual([
      { offset: 100n, timestampMs: GOLDEN_TIME, key: value('k'), value: value('hi'), headers: { h: value('!') } },
      { offset: 101n, timestampMs: GOLDEN_TIME + 5, key: null, value: null, headers: {} },
    ]);
    expect(readBatchHeader(golden, 0)).toMatchObject({ baseOffset: 100, lastOffset: 103, count: 2, codec: 0 });
  });

  it('leaves out the part of a batch at the end of a fetch, wherever it was cut', () => {
    const whole = encodeBatch({ records: [{ offset: 0n, value: value('a') }] });
    const next = encodeBatch({ records: [{ offset: 1n, value: value('b') }] });
    for (let length = 0; length < next.length; length += 1) {
      expect(values(decode(Buffer.concat([whole, next.subarray(0, length)])))).toEqual(['a']);
    }
    expect(values(decode(Buffer.concat([whole, next])))).toEqual(['a', 'b']);
  });

  it.each(['gzip', 'zstd'] as const)('unpacks %s', (compression) => {
    const records = ['a', 'b'].map((text, index) => ({ offset: BigInt(index), value: value(text) }));
    expect(values(decode(encodeBatch({ records, compression })))).toEqual(['a', 'b']);
  });

  it.each(['snappy', 'lz4'] as const)('says so where a batch is not the %s that it claims to be', (compression) => {
    const bytes = encodeBatch({ records: [{ offset: 0n, value: value('a') }], compression });
    expect(() => decode(bytes)).toThrow(expect.objectContaining({ code: 'RECORDS_CORRUPT' }));
  });

  it('takes the broker’s time where the topic says so', () => {
    const records = [1, 2].map((time) => ({ offset: BigInt(time), timestampMs: time, value: null }));
    const times = decode(encodeBatch({ records, appendTimestampMs: 99 })).map(({ timestampMs }) => timestampMs);
    expect(times).toEqual([99, 99]);
  });

  it('keeps out what a transaction took back, but not what its producer did before and after', () => {
    const send = (offset: bigint, text: string, producerId: bigint) =>
      encodeBatch({ records: [{ offset, value: value(text) }], producerId, transactional: true });
    const bytes = Buffer.concat([
      send(0n, 'a', 7n),
      encodeMarker(1n, 7n, 'commit'),
      send(2n, 'never', 7n),
      send(3n, 'other', 8n),
      encodeMarker(4n, 7n, 'abort'),
      send(5n, 'b', 7n),
      encodeMarker(6n, 8n, 'commit'),
      encodeMarker(7n, 7n, 'commit'),
    ]);
    expect(values(decode(bytes, [{ producerId: 7n, firstOffset: 2 }]))).toEqual(['a', 'other', 'b']);
    expect(readRecordSet(bytes, []).at(-1)?.header.lastOffset).toBe(7);
  });

  it('does not take a record for the end of a transaction because its key is four zero bytes', () => {
    const send = (offset: bigint, text: string) =>
      encodeBatch({
        records: [{ offset, key: Buffer.alloc(4), value: value(text) }],
        producerId: 7n,
        transactional: true,
      });
    const bytes = Buffer.concat([send(0n, 'never'), send(1n, 'nor'), encodeMarker(2n, 7n, 'abort'), send(3n, 'a')]);
    expect(values(decode(bytes, [{ producerId: 7n, firstOffset: 0 }]))).toEqual(['a']);
  });

  it('says that bytes are broken instead of reading beyond them', () => {
    const bytes = encodeBatch({ records: [{ offset: 0n, value: Buffer.alloc(40) }] });
    for (let at = 61; at < bytes.length; at += 1) {
      const broken = Buffer.from(bytes);
      broken[at] = 0xff;
      try {
        decode(broken);
      } catch (error) {
        expect(error).toMatchObject({ code: 'RECORDS_CORRUPT', retriable: true });
      }
    }
    const old = Buffer.from(bytes);
    old[16] = 1;
    expect(() => decode(old)).toThrow(/record format 1/);
  });
});

type Encoder = { buffer: Buffer };
type KafkaJsRecord = {
  offsetDelta: number;
  timestampDelta: number;
  key: Buffer | null;
  value: Buffer | null;
  headers: object;
};
const require = createRequire(import.meta.url);
const { RecordBatch } = require('kafkajs/src/protocol/recordBatch/v0') as {
  RecordBatch(parts: object): Promise<Encoder>;
};
const encodeRecord = require('kafkajs/src/protocol/recordBatch/record/v0') as (record: KafkaJsRecord) => Encoder;

const anyBytes = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));
const anyRecords = fc.array(
  fc.record({
    offsetDelta: fc.integer({ min: 1, max: 1_000 }),
    timestampDelta: fc.oneof(fc.integer({ min: -100, max: 100 }), fc.integer({ min: -1e12, max: 1e12 })),
    key: fc.option(anyBytes),
    value: fc.option(anyBytes),
    headers: fc.dictionary(fc.string({ minLength: 1, maxLength: 12 }), anyBytes, { maxKeys: 8 }),
  }),
  { minLength: 1, maxLength: 40 },
);

describe('record set, held against kafkajs’s own encoder', () => {
  it('reads back what kafkajs wrote: offsets, times, keys, values, headers', async () => {
    await fc.assert(
      fc.asyncProperty(anyRecords, fc.integer({ min: 0, max: 2 ** 50 }), async (parts, firstTimestamp) => {
        let offsetDelta = -1;
        const records = parts.map((part) => {
          offsetDelta += part.offsetDelta;
          return { ...part, headers: { ...part.headers }, offsetDelta };
        });
        const { buffer } = await RecordBatch({
          firstTimestamp,
          maxTimestamp: firstTimestamp,
          lastOffsetDelta: offsetDelta,
          records: records.map(encodeRecord),
        });
        expect(decode(buffer)).toEqual(
          records.map(({ key, value: written, headers, ...delta }) => ({
            offset: BigInt(delta.offsetDelta),
            timestampMs: firstTimestamp + delta.timestampDelta,
            key,
            value: written,
            headers,
          })),
        );
      }),
    );
  });

  it('encodes as kafkajs does, where tests need batches that kafkajs would not make', async () => {
    await fc.assert(
      fc.asyncProperty(anyRecords, async (parts) => {
        const records = parts.map((part, index) => ({ ...part, headers: { ...part.headers }, offsetDelta: index }));
        const { buffer } = await RecordBatch({ lastOffsetDelta: parts.length - 1, records: records.map(encodeRecord) });
        const own: BatchParts['records'] = records.map(({ offsetDelta, timestampDelta, ...record }) => ({
          ...record,
          offset: BigInt(offsetDelta),
          timestampMs: timestampDelta,
        }));
        const first = own[0]?.timestampMs ?? 0;
        const expected = decode(buffer).map((record) => ({ ...record, timestampMs: record.timestampMs }));
        const header = readBatchHeader(buffer, 0) as BatchHeader;
        const again = decode(encodeBatch({ records: own }));
        expect(
          again.map(({ timestampMs, ...record }) => ({ ...record, timestampMs: timestampMs + header.baseTimestampMs })),
        ).toEqual(expected);
        expect(first).toBe(again[0]?.timestampMs);
      }),
    );
  });
});
