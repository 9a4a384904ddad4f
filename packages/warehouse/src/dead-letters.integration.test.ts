import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { countDeadLetters, listDeadLetters, showDeadLetter } from './dead-letter-list.ts';
import { type DeadLetterMarkRow, writeDeadLetterMarks } from './dead-letter-marks.ts';
import { writeDeadLetters } from './dead-letters.ts';
import { migrate } from './migrate.ts';
import { ownDatabase } from './testing/own-database.ts';

const { warehouse, drop } = ownDatabase(inject('clickhouseUrl'));
const T0 = Date.UTC(2026, 2, 1, 9);

beforeAll(() => migrate(warehouse));
afterAll(drop);
beforeEach(async () => {
  for (const table of ['dead_letters', 'dead_letter_marks']) await warehouse.exec(`TRUNCATE TABLE ${table}`);
});

function letter(offset: bigint, code = 'UNDECODABLE') {
  return {
    ...{ topic: 't', partition: 1, offset, code, field: '', message: 'broken' },
    ...{ key: null, value: Buffer.from([0]), headers: {} },
    ...{ timestampMs: T0, recordedAtMs: T0 + Number(offset), programmeId: 'p', projection: 'warehouse@1' },
    place: { partition: 0, offset: 100n + offset },
  };
}

function mark(offset: bigint, own: bigint, more: Partial<DeadLetterMarkRow>): DeadLetterMarkRow {
  return {
    ...{ topic: 't', partition: 1, offset, place: { partition: 0, offset: own } },
    ...{ status: 'retried', markedAtMs: T0 + 1_000, markedBy: 'ops', reason: 'mended', ...more },
  };
}

const states = async () =>
  Object.fromEntries((await listDeadLetters(warehouse)).map(({ offset, state }) => [String(offset), state]));

test('a dead letter is open until it is marked, and its latest mark counts, in any order and any number of times', async () => {
  const marks = [
    mark(2n, 200n, {}),
    mark(3n, 201n, {}),
    mark(3n, 202n, { status: 'discarded', markedAtMs: T0 + 2_000, reason: 'not worth it' }),
  ];
  // Marks before their letters, the last first, and everything twice.
  await writeDeadLetterMarks(warehouse, marks.toReversed());
  await writeDeadLetters(warehouse, [letter(1n), letter(2n), letter(3n)]);
  await writeDeadLetterMarks(warehouse, marks);
  expect(await states()).toEqual({ '1': 'open', '2': 'retried', '3': 'discarded' });
  expect(await showDeadLetter(warehouse, { topic: 't', partition: 1, offset: 3n })).toMatchObject({
    ...{ state: 'discarded', markedBy: 'ops', reason: 'not worth it', place: { partition: 0, offset: 103n } },
  });
  await warehouse.exec('OPTIMIZE TABLE dead_letter_marks FINAL');
  expect(await states()).toEqual({ '1': 'open', '2': 'retried', '3': 'discarded' });
});

test('the list and the counts can be had by state, reason, topic and time', async () => {
  await writeDeadLetters(warehouse, [letter(1n), letter(2n, 'EMPTY'), letter(3n)]);
  await writeDeadLetterMarks(warehouse, [mark(3n, 200n, { retriedAs: { partition: 1, offset: 9n } })]);
  const offsets = async (filter: Parameters<typeof listDeadLetters>[1]) =>
    (await listDeadLetters(warehouse, filter)).map(({ offset }) => Number(offset)).toSorted();
  expect(await offsets({ state: 'open' })).toEqual([1, 2]);
  expect(await offsets({ state: 'retried' })).toEqual([3]);
  expect(await offsets({ code: 'UNDECODABLE' })).toEqual([1, 3]);
  expect(await offsets({ topic: 'other' })).toEqual([]);
  expect(await offsets({ sinceMs: T0 + 2 })).toEqual([2, 3]);
  expect(await countDeadLetters(warehouse, { state: 'open' })).toEqual([
    { topic: 't', code: 'EMPTY', count: 1 },
    { topic: 't', code: 'UNDECODABLE', count: 1 },
  ]);
});
