import { encodeEvent, latestSchema, type RapportEvent } from '@rapport/events';
import { type Chunk, createMemoryChunk, type RawRecord } from '@rapport/log';
import { describe, expect, it } from 'vitest';
import { projectChunk } from './project-chunk.ts';

const held: RapportEvent = {
  event_id: '0192f0c1-0000-7000-8000-000000000001',
  type: 'meeting.held',
  occurred_at: Date.UTC(2026, 2, 1, 9),
  recorded_at: Date.UTC(2026, 2, 1, 10),
  source: 'test',
  programme_id: 'demo',
  meeting_id: 'm-1',
  pairing_id: 'p-1',
};
const paused: RapportEvent = {
  event_id: '0192f0c1-0000-7000-8000-000000000002',
  type: 'pairing.paused',
  occurred_at: held.occurred_at,
  recorded_at: held.recorded_at,
  source: 'test',
  programme_id: 'demo',
  pairing_id: 'p-1',
};

function chunkOf(values: readonly (Buffer | null)[]): Chunk {
  const records = values.map(
    (value, index): RawRecord => ({
      offset: 100n + BigInt(index),
      timestampMs: 1_000 + index,
      key: null,
      value,
      headers: {},
    }),
  );
  const lastOffset = 99n + BigInt(values.length);
  return createMemoryChunk({ topic: 'mentorship.meeting.v1', partition: 1, firstOffset: 100n, lastOffset, records });
}

const broken = (edit: (bytes: Buffer) => Buffer) => edit(Buffer.from(encodeEvent(held)));

describe('projectChunk', () => {
  it('takes the events’ own bytes for rows', () => {
    const bytes = encodeEvent(held);
    const { rows, refused, types } = projectChunk(chunkOf([bytes, bytes]), 'meeting');
    expect(rows).toEqual([
      { offset: 100n, timestampMs: 1_000, schemaId: latestSchema('meeting').id, datum: bytes.subarray(5) },
      { offset: 101n, timestampMs: 1_001, schemaId: latestSchema('meeting').id, datum: bytes.subarray(5) },
    ]);
    expect(rows[0]?.datum.buffer).toBe(bytes.buffer);
    expect(refused).toEqual([]);
    expect([...types]).toEqual([['meeting.held', 2]]);
  });

  it.each([
    ['a record without a value', null, 'EMPTY', undefined],
    ['JSON', Buffer.from('{"type":"meeting.held"}'), 'NOT_FRAMED', undefined],
    [
      'a schema nobody published',
      broken((bytes) => {
        bytes.writeUInt32BE(999_999, 1);
        return bytes;
      }),
      'UNKNOWN_SCHEMA',
      undefined,
    ],
    ['a record that is cut off', broken((bytes) => bytes.subarray(0, bytes.length - 3)), 'UNDECODABLE', undefined],
    ['bytes after the event', broken((bytes) => Buffer.concat([bytes, Buffer.from([1])])), 'UNDECODABLE', undefined],
    [
      'an event that breaks a rule',
      encodeEvent({ ...held, meeting_id: 'anna@example.org' }),
      'RULE_BROKEN',
      'meeting_id',
    ],
    ['an event of another stream', encodeEvent(paused), 'WRONG_STREAM', 'type'],
  ])('refuses %s and keeps what is around it', (_, value, code, field) => {
    const good = encodeEvent(held);
    const chunk = chunkOf([good, value, good]);
    const { rows, refused } = projectChunk(chunk, 'meeting');
    expect(rows.map(({ offset }) => offset)).toEqual([100n, 102n]);
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatchObject({ record: chunk.records[1], code });
    expect(refused[0]?.field).toBe(field);
    expect(refused[0]?.message).not.toBe('');
  });

  it('gives the same rows for the same chunk', () => {
    const chunk = chunkOf([encodeEvent(held), null, encodeEvent(held)]);
    expect(projectChunk(chunk, 'meeting')).toEqual(projectChunk(chunk, 'meeting'));
  });
});
