import { encodeEvent, newEventId, type RapportEvent, topicOf } from '@rapport/events';
import type { RawRecord } from '@rapport/log';
import { expect, it } from 'vitest';
import { verdictOn } from './verdict.ts';

const held: RapportEvent = {
  ...{ event_id: newEventId(), type: 'meeting.held', occurred_at: 1, recorded_at: 2, source: 'test' },
  ...{ programme_id: 'p', meeting_id: 'm', pairing_id: 'pair' },
};
const good = encodeEvent(held);
const letter = { topic: topicOf('meeting', 'x.'), state: 'open', markedAt: '' } as const;
const record = (value: Buffer | null): RawRecord => ({ offset: 1n, timestampMs: 1, key: null, value, headers: {} });
const how = { topicPrefix: 'x.', force: false };

it('lets a record go back that today’s code accepts', () => {
  expect(verdictOn(letter, record(good), how)).toEqual({ outcome: 'good' });
});

it.each([
  ['UNKNOWN_SCHEMA', letter.topic, Buffer.from([0, 0, 0, 3, 231, 2])],
  ['EMPTY', letter.topic, null],
  ['RULE_BROKEN in side', letter.topic, encodeEvent({ ...held, type: 'meeting.no_show' } as never)],
  ['WRONG_STREAM', topicOf('pairing', 'x.'), good],
])('keeps a record that is still bad, and says why: %s', (why, topic, value) => {
  expect(verdictOn({ ...letter, topic }, record(value), how)).toEqual({
    outcome: 'still_bad',
    why: expect.stringContaining(why),
  });
  expect(verdictOn({ ...letter, topic }, record(value), { ...how, force: true })).toEqual({ outcome: 'good' });
});

it('does nothing twice unless it is forced to', () => {
  const before = { ...letter, state: 'retried', markedAt: '2026-03-01 09:00:00.000' } as const;
  expect(verdictOn(before, record(good), how)).toMatchObject({ outcome: 'already_marked' });
  expect(verdictOn(before, record(good), { ...how, force: true })).toEqual({ outcome: 'good' });
});

it('cannot be forced to send what has no record any more, or no topic of events', () => {
  const forced = { ...how, force: true };
  expect(verdictOn(letter, undefined, forced)).toMatchObject({ outcome: 'gone' });
  expect(verdictOn({ ...letter, topic: 'other' }, record(good), forced)).toMatchObject({ outcome: 'no_source' });
});
