import { Readable } from 'node:stream';
import { encodeEvent, latestSchema, type RapportEvent } from '@rapport/events';
import avro from 'avsc';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { avroContainer, positionedSchema } from './avro-container.ts';
import { createBlockBuilder, type SinkBlock } from './block-builder.ts';

const FRAME_BYTES = 5;
const event: RapportEvent = {
  type: 'meeting.scheduled',
  event_id: '0190b0c0-0000-7000-8000-000000000001',
  occurred_at: 1_700_000_000_123,
  recorded_at: 1_700_000_000_456,
  source: 'test',
  programme_id: 'p',
  meeting_id: 'm',
  pairing_id: 'pair',
  starts_at: -1,
};
const framed = encodeEvent(event);
const { id, schema } = latestSchema('meeting');

async function readBack({ count, data }: SinkBlock): Promise<Record<string, unknown>[]> {
  const records: Record<string, unknown>[] = [];
  const decoder = new avro.streams.BlockDecoder();
  Readable.from([Buffer.concat(avroContainer(positionedSchema(schema), count, data))]).pipe(decoder);
  for await (const record of decoder) records.push({ ...(record as Record<string, unknown>) });
  return records;
}

type Position = { offset: number; timestampMs: number };

const positions = fc.array(
  fc.record({
    offset: fc.oneof(
      fc.nat(300),
      fc.maxSafeNat().map((value) => value % 2 ** 52),
    ),
    timestampMs: fc.integer({ min: -1, max: 4_102_444_800_000 }),
  }),
  { minLength: 1, maxLength: 60 },
);

function build(partition: number, rows: readonly Position[], expectedRows?: number) {
  const builder = createBlockBuilder(partition, expectedRows);
  for (const { offset, timestampMs } of rows) {
    builder.append(id, offset, timestampMs, framed, FRAME_BYTES, framed.length);
  }
  return builder.build();
}

test('an independent reader of Avro finds the records and their positions, however many were expected', async () => {
  await fc.assert(
    fc.asyncProperty(positions, fc.nat(10_000), fc.constantFrom(0, 1, 500), async (rows, partition, expected) => {
      const built = build(partition, rows, expected);
      const records = await readBack(built.blocks[0] as SinkBlock);
      expect(records.map(({ _partition, _offset, _timestamp }) => [_partition, _offset, _timestamp])).toEqual(
        rows.map(({ offset, timestampMs }) => [partition, offset, timestampMs]),
      );
      expect(records[0]).toMatchObject({ ...event, type: 'scheduled' });
      const times = rows.map(({ timestampMs }) => timestampMs);
      expect(built).toMatchObject({
        rows: rows.length,
        firstTimestampMs: Math.min(...times),
        lastTimestampMs: Math.max(...times),
      });
    }),
    { numRuns: 50 },
  );
});

test('the same rows give the same bytes, so the same chunk is the same insert', () => {
  const rows = [
    { offset: 7, timestampMs: 9 },
    { offset: 2 ** 40, timestampMs: 1_700_000_000_000 },
  ];
  expect(build(2, rows)).toEqual(build(2, rows, 100_000));
});

test('rows of several schemas become a block each, by schema id, every row in the order of its offset', () => {
  const builder = createBlockBuilder(0);
  const schemaIds = [5, 3, 5, 4, 3];
  schemaIds.forEach((schemaId, offset) => {
    builder.append(schemaId, offset, 0, Buffer.from([0xaa]), 0, 1);
  });
  const { blocks, rows } = builder.build();
  expect(rows).toBe(5);
  // Partition, offset and time are one byte each here, zigzag: twice the number.
  expect(blocks.map(({ schemaId, count, data }) => [schemaId, count, data.toString('hex')])).toEqual([
    [3, 2, '000200aa000800aa'],
    [4, 1, '000600aa'],
    [5, 2, '000000aa000400aa'],
  ]);
});

test('nothing appended is no block and no time', () => {
  expect(createBlockBuilder(1).build()).toEqual({
    blocks: [],
    rows: 0,
    firstTimestampMs: undefined,
    lastTimestampMs: undefined,
  });
});
