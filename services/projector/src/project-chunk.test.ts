import { checkDatum, decodeEvent, encodeEvent, eventTypes, type RapportEvent } from '@rapport/events';
import { type Chunk, createMemoryChunk, type RawRecord } from '@rapport/log';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CheckDatum, type ProjectedChunk, projectChunk, projectPart, rowOffsets } from './project-chunk.ts';
import { readRows } from './testing/read-rows.ts';

const neverSure: CheckDatum = () => -1;

/** As sure as one can be: whatever decodes and keeps the rules. */
const alwaysSure: CheckDatum = (_schemaId, bytes, start, end) => {
  const decoded = decodeEvent(bytes.subarray(start - 5, end));
  return decoded.ok ? eventTypes.indexOf(decoded.event.type) : -1;
};

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

describe.each([
  ['decoding every record', neverSure],
  ['trusting the check of the bytes', alwaysSure],
])('projectChunk, %s', (_name, check) => {
  it('takes the events’ own bytes for rows, behind their positions', () => {
    const bytes = encodeEvent(held);
    const { blocks, rows, refused, rowsOfType } = projectChunk(chunkOf([bytes, bytes]), 'meeting', check);
    expect(rows).toBe(2);
    expect(blocks).toHaveLength(1);
    expect(readRows(blocks)).toMatchObject([
      { partition: 1, offset: 100, timestampMs: 1_000, fields: { ...held, type: 'held' } },
      { partition: 1, offset: 101, timestampMs: 1_001, fields: { ...held, type: 'held' } },
    ]);
    expect(blocks[0]?.data.includes(bytes.subarray(5))).toBe(true);
    expect(refused).toEqual([]);
    expect(rowsOfType[eventTypes.indexOf('meeting.held')]).toBe(2);
    expect(rowsOfType.reduce((sum, count) => sum + count, 0)).toBe(2);
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
    const { blocks, rows, refused } = projectChunk(chunk, 'meeting', check);
    expect(readRows(blocks).map(({ offset }) => offset)).toEqual([100, 102]);
    expect(rows).toBe(2);
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatchObject({ record: chunk.records[1], code });
    expect(refused[0]?.field).toBe(field);
    expect(refused[0]?.message).not.toBe('');
  });

  it('writes an event anew that came in a form other than ours, and keeps what it says', () => {
    const good = encodeEvent(held);
    // The length of the first text, in two bytes where one is enough.
    const long = Buffer.concat([good.subarray(0, 5), Buffer.of(0xc8, 0x00), good.subarray(6)]);
    const { blocks, refused } = projectChunk(chunkOf([long]), 'meeting', checkDatum);
    expect(refused).toEqual([]);
    expect(blocks).toEqual(projectChunk(chunkOf([good]), 'meeting', checkDatum).blocks);
  });

  it('gives the same bytes for the same chunk', () => {
    const chunk = chunkOf([encodeEvent(held), null, encodeEvent(held)]);
    expect(projectChunk(chunk, 'meeting', check)).toEqual(projectChunk(chunk, 'meeting', check));
  });

  it('gives the rows of two halves for the rows of the whole', () => {
    const values = [encodeEvent(held), null, encodeEvent(held), encodeEvent(held)];
    const chunk = chunkOf(values);
    const whole = projectChunk(chunk, 'meeting', check);
    const offsets = rowOffsets(chunk, new Set(whole.refused.map(({ record }) => record.offset)));
    expect(offsets).toEqual([100n, 102n, 103n]);
    const parts = [offsets.slice(0, 1), offsets.slice(1)].map((part) => projectPart(chunk, 'meeting', check, part));
    expect(Buffer.concat(parts.flatMap(({ blocks }) => blocks.map(({ data }) => data)))).toEqual(whole.blocks[0]?.data);
    expect(parts.map(({ rows }) => rows)).toEqual([1, 2]);
    expect(projectPart(chunk, 'meeting', check, offsets)).toMatchObject({
      firstTimestampMs: 1_000,
      lastTimestampMs: 1_003,
    });
  });
});

describe('projectChunk', () => {
  const kinds = { held: encodeEvent(held), paused: encodeEvent(paused), junk: Buffer.from('junk'), none: null };

  it('gives the same rows and refusals for the parts as for the whole, wherever it is cut and by whichever way', () => {
    const values = fc.array(fc.constantFrom(...Object.values(kinds)), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(values, fc.nat(), fc.boolean(), (all, where, isSure) => {
        const { records, ...place } = chunkOf(all);
        const at = 1 + (where % (all.length - 1));
        const pieces = [records.slice(0, at), records.slice(at)].map((part) =>
          projectChunk(createMemoryChunk({ ...place, records: part }), 'meeting', isSure ? alwaysSure : neverSure),
        );
        const whole = projectChunk(chunkOf(all), 'meeting', neverSure);
        const bytesOf = (projected: readonly ProjectedChunk[]) =>
          Buffer.concat(projected.flatMap(({ blocks }) => blocks.map(({ data }) => data)));
        expect(bytesOf(pieces)).toEqual(bytesOf([whole]));
        expect(pieces.flatMap(({ refused }) => refused)).toEqual(whole.refused);
        expect(whole.rows + whole.refused.length).toBe(all.length);
      }),
    );
  });

  it('does not ask the check about another stream’s schema, another frame or no value', () => {
    const asked: number[] = [];
    const check: CheckDatum = (schemaId) => {
      asked.push(schemaId);
      return -1;
    };
    projectChunk(chunkOf([encodeEvent(paused), null, Buffer.from('junk'), Buffer.alloc(5)]), 'meeting', check);
    expect(asked).toEqual([]);
  });

  it('samples the times of few records of many, from the first to the last', () => {
    const { sampledTimesMs } = projectChunk(chunkOf(Array(1_000).fill(encodeEvent(held))), 'meeting', alwaysSure);
    expect(sampledTimesMs).toEqual(Array.from({ length: 50 }, (_, index) => 1_000 + index * 20));
  });
});
