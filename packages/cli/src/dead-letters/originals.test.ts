import { deadLetterTopic } from '@rapport/events';
import {
  deadLetterMarkRecord,
  deadLetterRecord,
  type OutgoingRecord,
  originalRecord,
  type RawRecord,
} from '@rapport/log';
import type { DeadLetterSummary } from '@rapport/warehouse';
import { expect, it } from 'vitest';
import { readOriginals } from './originals.ts';
import { placeText } from './places.ts';

const letters = deadLetterTopic('x.');
const original: RawRecord = {
  ...{ offset: 7n, timestampMs: 1, key: Buffer.from('k'), value: Buffer.from([0, 1]) },
  headers: { raw: Buffer.from([0xff]) },
};
const source = { topic: 't', partition: 2, record: original };
const reason = { code: 'X', message: 'm', projection: 'w@1' };

/** One partition a topic; a record's offset is its place in the list. */
function logOf(topics: Record<string, readonly (OutgoingRecord | undefined)[]>) {
  const at = (topic: string, offset: bigint): RawRecord | undefined => {
    const out = topics[topic]?.[Number(offset)];
    return out === undefined ? undefined : { ...out, offset, timestampMs: 1, key: out.key as Buffer | null };
  };
  const end = (topic: string) => BigInt(topics[topic]?.length ?? 0);
  return {
    beginOffsets: async () => new Map([[0, 0n]]),
    endOffsets: async (topic: string) => new Map([[0, end(topic)]]),
    readRecords: async (topic: string, _partition: number, offsets: readonly bigint[]) =>
      new Map(
        offsets
          .flatMap((offset) => [[offset, at(topic, offset)] as const])
          .filter((e): e is [bigint, RawRecord] => e[1] !== undefined),
      ),
    scanRecords: async function* (topic: string, _partition: number, first: bigint) {
      for (let offset = first; offset < end(topic); offset += 1n) {
        const record = at(topic, offset);
        if (record !== undefined) yield record;
      }
    },
  };
}

const summary = (place?: DeadLetterSummary['place']): DeadLetterSummary => ({
  ...{ topic: 't', partition: 2, offset: 7n, code: 'X', field: '', message: 'm', kafkaAt: '', programmeId: '' },
  ...{ state: 'open', markedAt: '', markedBy: '', reason: '' },
  ...(place === undefined ? {} : { place }),
});

async function read(topics: Parameters<typeof logOf>[0], letter: DeadLetterSummary) {
  const found = (await readOriginals(logOf(topics), 'x.', [letter])).get(placeText(letter));
  return found === undefined ? undefined : originalRecord('t', found);
}

const whole = { topic: 't', key: original.key, value: original.value, headers: original.headers };
const letter = deadLetterRecord(letters, source, reason);
const mark = {
  topic: 't',
  partition: 2,
  offset: 7n,
  status: 'discarded',
  markedAtMs: 1,
  markedBy: '',
  reason: '',
} as const;

it('reads a letter at its place, and searches the topic for one whose place is not known', async () => {
  const topics = { [letters]: [deadLetterMarkRecord(letters, mark, null), letter] };
  expect(await read(topics, summary({ partition: 0, offset: 1n }))).toEqual(whole);
  expect(await read(topics, summary())).toEqual(whole);
});

it('takes nothing for the letter that is not it', async () => {
  const topics = { [letters]: [deadLetterMarkRecord(letters, mark, null)] };
  expect(await read(topics, summary({ partition: 0, offset: 0n }))).toBeUndefined();
  expect(await read(topics, summary({ partition: 0, offset: 5n }))).toBeUndefined();
});

it('reads the record where it lies when the letter was too large to hold it', async () => {
  const { headers, ...rest } = letter;
  const bare = { ...rest, key: null, value: null, headers: { ...headers, dead_value_bytes: '2' } };
  const lying = { [letters]: [bare], t: [...Array.from({ length: 7 }, () => undefined), { ...whole }] };
  expect(await read(lying, summary({ partition: 0, offset: 0n }))).toEqual(whole);
  expect(await read({ [letters]: [bare] }, summary({ partition: 0, offset: 0n }))).toBeUndefined();
});
