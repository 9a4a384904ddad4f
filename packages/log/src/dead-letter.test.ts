import { describe, expect, it } from 'vitest';
import { deadLetterRecord, originalRecord, readDeadLetter } from './dead-letter.ts';
import { deadLetterMarkRecord, readDeadLetterMark } from './dead-letter-mark.ts';
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
      place: { partition: 0, offset: 4n },
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

  it('give the original back byte for byte, headers that are no text and headers given twice included', () => {
    const binary = { ...bad, headers: { raw: Buffer.from([0xff, 0x00]), via: [Buffer.from('a'), Buffer.from('b')] } };
    const out = deadLetterRecord('d', { ...source, record: binary }, reason);
    const stored = { offset: 4n, timestampMs: 5, key: bad.key, value: bad.value, headers: onTheLog(out.headers) };
    expect(originalRecord(source.topic, stored)).toEqual({
      topic: source.topic,
      key: binary.key,
      value: binary.value,
      headers: binary.headers,
    });
  });

  it('do not take over headers that are named like their own', () => {
    const copied = { ...bad, headers: { dead_status: Buffer.from('discarded'), dead_topic: Buffer.from('x') } };
    const { headers } = deadLetterRecord('d', { ...source, record: copied }, reason);
    expect(headers).toMatchObject({ dead_topic: source.topic });
    expect(headers).not.toHaveProperty('dead_status');
  });
});

describe('marks of dead letters', () => {
  const mark = {
    topic: source.topic,
    partition: 2,
    offset: bad.offset,
    status: 'retried',
    markedAtMs: 1_700_000_000_001,
    markedBy: 'ops',
    reason: 'mapping mended',
    retriedAs: { partition: 2, offset: 77n },
  } as const;
  const place = { partition: 1, offset: 8n };

  function stored(headers: RawRecord['headers']): RawRecord {
    return { offset: place.offset, timestampMs: 5, key: bad.key, value: null, headers: onTheLog(headers) };
  }

  it('come back as they were written, with their own place', () => {
    const { headers } = deadLetterMarkRecord('d', mark, bad.key);
    expect(readDeadLetterMark(1, stored(headers))).toEqual({ ...mark, place });
    const { retriedAs: _, ...discarded } = { ...mark, status: 'discarded' } as const;
    const given = deadLetterMarkRecord('d', discarded, null).headers;
    expect(readDeadLetterMark(1, stored(given))).toEqual({ ...discarded, place });
  });

  it('are told from dead letters, and one that cannot be read never takes a dead letter’s place', () => {
    const letter = deadLetterRecord('d', source, reason).headers;
    expect(readDeadLetterMark(1, stored(letter))).toBeUndefined();
    const unknown = stored({ ...deadLetterMarkRecord('d', mark, null).headers, dead_status: 'postponed' });
    expect(readDeadLetterMark(1, unknown)).toBeUndefined();
    expect(readDeadLetter({ topic: 'd', partition: 1 }, unknown)).toMatchObject({
      topic: 'd',
      partition: 1,
      offset: 8n,
    });
  });
});
