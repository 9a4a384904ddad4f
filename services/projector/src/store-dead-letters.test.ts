import { encodeEvent, newEventId, type RapportEvent } from '@rapport/events';
import { deadLetterMarkRecord, deadLetterRecord, type OutgoingRecord, type RawRecord } from '@rapport/log';
import { expect, it } from 'vitest';
import { type DeadLetterSink, type StoredDeadLetter, storeDeadLetters } from './store-dead-letters.ts';

const held = {
  event_id: newEventId(),
  type: 'meeting.held',
  occurred_at: 1,
  recorded_at: 2,
  source: 'test',
  programme_id: 'programme-1',
  meeting_id: 'm',
  pairing_id: 'p',
} as const;

function memory() {
  const letters: StoredDeadLetter[] = [];
  const marks: Parameters<DeadLetterSink['writeDeadLetterMarks']>[0] = [];
  const sink: DeadLetterSink = {
    writeDeadLetters: async (given) => void letters.push(...given),
    writeDeadLetterMarks: async (given) => void marks.push(...given),
  };
  return { letters, marks, sink };
}

function letterOf(offset: bigint, value: Buffer | null): OutgoingRecord {
  const record = { offset, timestampMs: 5, key: null, value, headers: {} };
  return deadLetterRecord('d', { topic: 't', partition: 0, record }, { code: 'X', message: 'm', projection: 'w@1' });
}

function chunkOf(out: readonly OutgoingRecord[]) {
  const records = out.map(
    ({ key, value, headers }, index): RawRecord => ({
      ...{ offset: BigInt(index), timestampMs: 9, value, headers },
      key: key as Buffer | null,
    }),
  );
  return { topic: 'd', partition: 3, records };
}

it('stores letters as letters and marks as marks, each with its place', async () => {
  const { letters, marks, sink } = memory();
  const mark = { topic: 't', partition: 0, offset: 7n, status: 'discarded', markedAtMs: 8, markedBy: 'a', reason: 'b' };
  await storeDeadLetters(
    chunkOf([letterOf(7n, Buffer.from('x')), deadLetterMarkRecord('d', mark as never, null)]),
    sink,
  );
  expect(letters).toMatchObject([{ topic: 't', offset: 7n, recordedAtMs: 9, place: { partition: 3, offset: 0n } }]);
  expect(marks).toEqual([{ ...mark, place: { partition: 3, offset: 1n } }]);
});

it('names the programme of a record that can be read although it breaks a rule, and of no other', async () => {
  const { letters, sink } = memory();
  const broken = encodeEvent({ ...held, type: 'meeting.no_show' } as unknown as RapportEvent);
  const odd = encodeEvent({ ...held, programme_id: 'Ada Lovelace <ada@example.org>' });
  const values = [broken, odd, broken.subarray(0, 20), Buffer.from('{}'), null];
  await storeDeadLetters(chunkOf(values.map((value, index) => letterOf(BigInt(index), value))), sink);
  expect(letters.map(({ programmeId }) => programmeId)).toEqual(['programme-1', '', '', '', '']);
});
