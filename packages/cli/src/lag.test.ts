import { topicOf } from '@rapport/events';
import type { RawRecord } from '@rapport/log';
import { expect, it } from 'vitest';
import { readLags } from './lag.ts';

const meeting = topicOf('meeting', 'x.');

/** A log of which only the meetings hold anything: by partition begin, end, committed; times are offsets times a second. */
function logWith(partitions: Record<number, { begin: number; end: number; committed?: number; from?: number }>) {
  const own = (topic: string) => (topic === meeting ? Object.entries(partitions) : []);
  const offsets = (topic: string, of: 'begin' | 'end') =>
    new Map(own(topic).map(([partition, at]) => [Number(partition), BigInt(at[of])]));
  return {
    beginOffsets: async (topic: string) => offsets(topic, 'begin'),
    endOffsets: async (topic: string) => offsets(topic, 'end'),
    committed: async (_group: string, topic: string) =>
      new Map(
        own(topic).flatMap(([partition, { committed }]) =>
          committed === undefined ? [] : [[Number(partition), { offset: BigInt(committed) }] as const],
        ),
      ),
    scanRecords: async function* (_topic: string, partition: number, first: bigint, end: bigint) {
      // What is first to be read may be a marker: the first record lies behind it.
      const at = Math.max(Number(first), partitions[partition]?.from ?? 0);
      const record: RawRecord = { offset: BigInt(at), timestampMs: at * 1_000, key: null, value: null, headers: {} };
      if (at < Number(end)) yield record;
    },
  };
}

const lagOfMeetings = async (log: ReturnType<typeof logWith>) =>
  (await readLags(log, 'x.')).find(({ stream }) => stream === 'meeting');

it('counts what waits, and tells since when the oldest of it does', async () => {
  const log = logWith({
    0: { begin: 0, end: 10, committed: 4 },
    1: { begin: 5, end: 9 },
    2: { begin: 0, end: 3, committed: 3 },
  });
  expect(await lagOfMeetings(log)).toEqual({ stream: 'meeting', end: 17n, done: 7n, oldestWaitingMs: 4_000 });
});

it('knows of nothing that waits where all is read, or only markers are left', async () => {
  const read = logWith({ 0: { begin: 0, end: 10, committed: 10 } });
  expect(await lagOfMeetings(read)).toEqual({ stream: 'meeting', end: 10n, done: 10n, oldestWaitingMs: undefined });
  const marker = logWith({ 0: { begin: 0, end: 10, committed: 9, from: 10 } });
  expect(await lagOfMeetings(marker)).toMatchObject({ done: 9n, oldestWaitingMs: undefined });
});
