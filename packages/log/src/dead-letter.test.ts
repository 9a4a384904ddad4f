import { describe, expect, it } from 'vitest';
import { deadLetterRecord, readDeadLetter } from './dead-letter.ts';
import type { RawRecord } from './records.ts';

const bad: RawRecord = {
  offset: 9_007_199_254_740_993n,
  timestampMs: 1_700_000_000_000,
  key: Buffer.from('pair-1'),
  value: Buffer.from([0, 0, 0, 0, 1, 0xff, 0xfe]),
  headers: { ce_id: Buffer.from('abc'), via: [Buffer.from('a'), Buffer.from('b')] },
};
const source = { topic: 'mentorship.pairing.v1', partition: 2, record: bad };
const reason = { code: 'RULE_BROKEN', field: 'cadence_days', message: 'must be positive', projection: 'warehouse@1' };

// What kafkajs makes of headers on the way: every value is bytes.
function onTheLog(headers: RawRecord['headers']): RawRecord['headers'] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === 'string' ? Buffer.from(value) : value]),
  );
}

describe('dead letters', () => {
  it('come back with their source, reason and exact bytes', () => {
    const out = deadLetterRecord('mentorship.dead-letter.v1', source, reason);
    expect(out.value).toBe(bad.value);
    const stored = { offset: 4n, timestampMs: 5, key: bad.key, value: bad.value, headers: onTheLog(out.headers) };
    expect(readDeadLetter({ topic: out.topic, partition: 0 }, stored)).toEqual({
      ...reason,
      topic: source.topic,
      partition: 2,
      offset: bad.offset,
      timestampMs: bad.timestampMs,
      key: bad.key,
      value: bad.value,
      headers: { ce_id: 'abc', via: 'a\nb' },
    });
  });

  it('put there by another program have their own place as source', () => {
    const stranger = { ...bad, headers: {} };
    expect(readDeadLetter({ topic: 'mentorship.dead-letter.v1', partition: 1 }, stranger)).toMatchObject({
      code: 'FOREIGN',
      topic: 'mentorship.dead-letter.v1',
      partition: 1,
      offset: bad.offset,
    });
  });

  it('keep a long reason short, so that they fit where the record fitted', () => {
    const out = deadLetterRecord('d', source, { ...reason, message: 'x'.repeat(50_000) });
    expect(String(out.headers['dead_message'])).toHaveLength(2_000);
  });
});
