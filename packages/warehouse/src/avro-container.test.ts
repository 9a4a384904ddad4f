import { Readable } from 'node:stream';
import { encodeEvent, latestSchema, type RapportEvent } from '@rapport/events';
import avro from 'avsc';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { avroContainer, positionDatums, positionedSchema, writeLong } from './avro-container.ts';

async function readBack(file: Buffer[]): Promise<Record<string, unknown>[]> {
  const records: Record<string, unknown>[] = [];
  const decoder = new avro.streams.BlockDecoder();
  Readable.from([Buffer.concat(file)]).pipe(decoder);
  for await (const record of decoder) records.push({ ...(record as Record<string, unknown>) });
  return records;
}

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

test('an independent reader of Avro finds the records and their positions', async () => {
  const datum = encodeEvent(event).subarray(5);
  const positions = fc.record({
    offset: fc.bigInt({ min: 0n, max: 2n ** 52n - 1n }),
    timestampMs: fc.integer({ min: -1, max: 4_102_444_800_000 }),
  });
  const chunks = fc.array(positions, { minLength: 1, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(chunks, fc.nat(10_000), async (rows, partition) => {
      const data = positionDatums(
        partition,
        rows.map((row) => ({ ...row, datum })),
      );
      const schema = positionedSchema(latestSchema('meeting').schema);
      const records = await readBack(avroContainer(schema, rows.length, data));
      expect(records.map(({ _partition, _offset, _timestamp }) => [_partition, _offset, _timestamp])).toEqual(
        rows.map(({ offset, timestampMs }) => [partition, Number(offset), timestampMs]),
      );
      expect(records[0]).toMatchObject({ ...event, type: 'scheduled' });
    }),
    { numRuns: 30 },
  );
});

test('the same rows give the same bytes, so the same chunk is the same insert', () => {
  const rows = [{ offset: 7n, timestampMs: 9, datum: Buffer.from([1, 2, 3]) }];
  const once = () => Buffer.concat(avroContainer('{"type":"null"}', 1, positionDatums(2, rows)));
  expect(once().equals(once())).toBe(true);
});

test.each([
  [0, [0]],
  [-1, [1]],
  [1, [2]],
  [-64, [127]],
  [64, [128, 1]],
])('writes %d as the Avro specification does', (value, bytes) => {
  const target = Buffer.alloc(10);
  expect([...target.subarray(0, writeLong(target, 0, value))]).toEqual(bytes);
});
