import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventTypes, type RapportEvent } from './catalogue.ts';
import { decodeEvent, encodeEvent } from './codec.ts';
import { checkEvent } from './event-rules.ts';
import { latestSchema } from './registry.ts';
import { anyEvent } from './testing/arbitrary-event.ts';

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

describe('the wire codec', () => {
  it('gives back every event that the rules allow', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(anyEvent, (event) => {
        expect(checkEvent(event)).toMatchObject({ ok: true });
        const decoded = decodeEvent(encodeEvent(event));
        expect(decoded).toMatchObject({ ok: true });
        expect(decoded.ok && decoded.event).toEqual(event);
        seen.add(event.type);
      }),
      { numRuns: 1000, seed: 20261122 },
    );
    expect([...seen].sort()).toEqual([...eventTypes].sort());
  });

  it('frames with a zero byte and the schema id, big-endian', () => {
    const bytes = encodeEvent(held);
    expect(bytes.subarray(0, 5)).toEqual(Buffer.from([0, 0, 0, 0, latestSchema('meeting').id]));
    const decoded = decodeEvent(bytes);
    expect(decoded.ok && decoded.datum).toEqual(bytes.subarray(5));
  });

  it.each([
    ['EMPTY', null],
    ['EMPTY', Buffer.alloc(0)],
    ['NOT_FRAMED', Buffer.from('{"type":"meeting.held"}')],
    ['NOT_FRAMED', Buffer.from([0, 0, 0])],
    ['UNKNOWN_SCHEMA', Buffer.from([0, 0, 0, 3, 231, 2])],
    ['UNDECODABLE', Buffer.from([0, 0, 0, 0, 4, 255, 255])],
    ['UNDECODABLE', Buffer.concat([encodeEvent(held), Buffer.from([0])])],
  ])('calls a record %s instead of throwing', (code, bytes) => {
    expect(decodeEvent(bytes)).toMatchObject({ ok: false, code });
  });

  // Zigzag numbers: the count of a list's or map's first block, in place of the true one.
  it.each([
    ['200 million', [0x80, 0x88, 0xde, 0xbe, 0x01]],
    ['2^52', [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x10]],
    ['minus 2^52, with a length', [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f, 0x02]],
  ])('refuses a list or map that announces %s items, at once and without the memory for them', (_, count) => {
    for (const more of [{ topics: ['MARK'] }, { attributes: { MARK: '' } }]) {
      const bytes = encodeEvent({ ...held, ...more });
      const announced = bytes.indexOf('MARK') - 2;
      expect(bytes[announced]).toBe(2);
      const bomb = Buffer.concat([bytes.subarray(0, announced), Buffer.from(count), bytes.subarray(announced + 1)]);
      const before = performance.now();
      expect(decodeEvent(bomb)).toMatchObject({
        code: 'UNDECODABLE',
        message: expect.stringContaining('items are announced'),
      });
      expect(performance.now() - before).toBeLessThan(1_000);
    }
  });

  it('refuses text that is not UTF-8, which it could only read by changing it', () => {
    const bytes = encodeEvent({ ...held, source: 'a MARK \uFFFD', attributes: { site: 'MARK' } });
    expect(decodeEvent(bytes)).toMatchObject({ ok: true, event: { source: 'a MARK \uFFFD' } });
    for (const place of [bytes.indexOf('MARK'), bytes.lastIndexOf('MARK'), bytes.indexOf('site')]) {
      const broken = Buffer.from(bytes);
      broken.writeUInt8(0xff, place);
      expect(decodeEvent(broken)).toMatchObject({ code: 'UNDECODABLE', message: expect.stringContaining('UTF-8') });
    }
  });

  it('refuses a boolean that is neither of the two', () => {
    const bytes = encodeEvent({
      ...held,
      type: 'survey.instrument_published',
      instrument_id: 'i',
      instrument_version: 1,
      items: [{ item_id: 'MARK', measure: 'nps', scale_min: 0, scale_max: 10, reverse: true }],
    } as unknown as RapportEvent);
    const broken = Buffer.from(bytes);
    broken.writeUInt8(2, bytes.indexOf('MARK') + 'MARK'.length + '_nps__'.length);
    expect(decodeEvent(broken)).toMatchObject({ code: 'UNDECODABLE', message: expect.stringContaining('boolean') });
  });

  it('refuses a map with the same name twice, of which others would read the other value', () => {
    const bytes = encodeEvent({ ...held, attributes: { one: 'x', two: 'y' } });
    const twice = Buffer.from(bytes);
    twice.write('one', bytes.indexOf('two'));
    expect(decodeEvent(twice)).toMatchObject({ code: 'UNDECODABLE', message: expect.stringContaining('twice') });
  });

  it('names the field of a record that decodes but breaks a rule', () => {
    const bytes = encodeEvent({ ...held, type: 'meeting.no_show' } as unknown as RapportEvent);
    expect(decodeEvent(bytes)).toEqual({ ok: false, code: 'RULE_BROKEN', field: 'side', message: 'side is required' });
  });

  it('never throws on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, framed) => {
        const value = framed ? Buffer.concat([Buffer.from([0, 0, 0, 0, 3]), bytes]) : Buffer.from(bytes);
        const decoded = decodeEvent(value);
        expect(typeof decoded.ok).toBe('boolean');
      }),
      { numRuns: 2000 },
    );
  });
});
