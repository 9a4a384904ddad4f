import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { eventTypes, type RapportEvent, streamOf, streams } from '../catalogue.ts';
import { decodeEvent, encodeEvent } from '../codec.ts';
import { latestSchema } from '../registry.ts';
import { anyEvent } from '../testing/arbitrary-event.ts';
import { anyMutation, mutate } from '../testing/mutated-bytes.ts';
import { checkDatum } from './index.ts';

// Thousands of runs: a second alone, far more where others use the machine.
vi.setConfig({ testTimeout: 60_000 });

const FRAME = 5;
// Events whose rules ask more than bytes can show: a zone that this runtime knows, a scale with its ends in order.
const ALWAYS_IN_FULL = ['programme.configured', 'survey.instrument_published'];

function checkFramed(framed: Buffer): number {
  return checkDatum(framed.readUInt32BE(1), framed, FRAME, framed.length);
}

function isAscii(event: RapportEvent): boolean {
  return Buffer.byteLength(JSON.stringify(event)) === JSON.stringify(event).length;
}

const correction: RapportEvent = {
  event_id: '0192f0c1-0000-7000-8000-00000000abcd',
  type: 'meeting.held',
  occurred_at: Date.UTC(2026, 2, 1, 9),
  recorded_at: Date.UTC(2026, 2, 1, 10),
  source: 'test',
  supersedes: '0192f0c1-0000-7000-8000-00000000abce',
  programme_id: 'demo',
  meeting_id: 'm-1',
  pairing_id: 'p-1',
  topics: ['goals', 'goals'],
  attributes: { site: 'x', constructor: 'y' },
};

describe('checkDatum', () => {
  it('passes every event in ASCII that the rules allow, with its type', () => {
    const passed = new Set<string>();
    fc.assert(
      fc.property(anyEvent, (event) => {
        const found = checkFramed(encodeEvent(event));
        if (found >= 0) passed.add(event.type);
        if (isAscii(event) && !ALWAYS_IN_FULL.includes(event.type)) expect(eventTypes[found]).toBe(event.type);
        else expect([undefined, event.type]).toContain(eventTypes[found]);
      }),
      { numRuns: 1_000, seed: 20261122 },
    );
    expect([...passed, ...ALWAYS_IN_FULL].sort()).toEqual([...eventTypes].sort());
  });

  it('passes nothing that a full reading would refuse, or read as another type, whatever has happened to the bytes', () => {
    let passed = 0;
    fc.assert(
      fc.property(
        anyEvent.map(encodeEvent),
        anyEvent.map(encodeEvent),
        fc.array(anyMutation, { minLength: 1, maxLength: 3 }),
        (event, other, mutations) => {
          const datum = mutations.reduce(
            (bytes, mutation) => mutate(bytes, mutation, other.subarray(FRAME)),
            event.subarray(FRAME),
          );
          const framed = Buffer.concat([event.subarray(0, FRAME), datum]);
          const found = checkFramed(framed);
          if (found < 0) return;
          passed += 1;
          const decoded = decodeEvent(framed);
          expect(decoded.ok && decoded.event.type).toBe(eventTypes[found]);
          expect(framed.subarray(FRAME)).toEqual(
            encodeEvent((decoded as { event: RapportEvent }).event).subarray(FRAME),
          );
        },
      ),
      { numRuns: 4_000, seed: 20261122 },
    );
    // Else nothing was tried: a letter for another still is an event.
    expect(passed).toBeGreaterThan(50);
  });

  it('looks at nothing beside the datum, whatever stands there', () => {
    fc.assert(
      fc.property(anyEvent, anyEvent, fc.uint8Array({ maxLength: 40 }), fc.nat(60), (event, next, noise, cut) => {
        const datum = encodeEvent(event).subarray(FRAME);
        const id = latestSchema(streamOf(event.type)).id;
        const alone = checkDatum(id, datum, 0, datum.length);
        const among = Buffer.concat([noise, datum, encodeEvent(next).subarray(FRAME)]);
        const end = noise.length + datum.length;
        expect(checkDatum(id, among, noise.length, end)).toBe(alone);
        expect(checkDatum(id, among, noise.length, end + 1 + cut)).toBe(-1);
        expect(checkDatum(id, among, noise.length, Math.max(noise.length, end - 1 - cut))).toBe(-1);
        expect(checkDatum(id, datum, 0, datum.length + 1)).toBe(-1);
        expect(checkDatum(id, datum, -1, datum.length)).toBe(-1);
      }),
      { numRuns: 300, seed: 20261122 },
    );
  });

  it('passes no datum that is cut short, even where the next one would complete it', () => {
    const datum = encodeEvent(correction).subarray(FRAME);
    const twice = Buffer.concat([datum, datum]);
    const { id } = latestSchema('meeting');
    for (let end = 0; end < twice.length; end += 1) {
      const whole = end === datum.length;
      expect(checkDatum(id, twice, 0, end)).toBe(whole ? eventTypes.indexOf('meeting.held') : -1);
      if (end < datum.length) expect(checkDatum(id, datum.subarray(0, end), 0, datum.length)).toBe(-1);
    }
  });

  it('passes nothing under a schema that nobody has published, or under that of another stream', () => {
    const datum = encodeEvent(correction).subarray(FRAME);
    expect(checkDatum(999, datum, 0, datum.length)).toBe(-1);
    for (const { name } of streams.filter(({ name }) => name !== 'meeting')) {
      expect(checkDatum(latestSchema(name).id, datum, 0, datum.length)).toBe(-1);
    }
  });

  it('passes a correction, but not of itself', () => {
    expect(eventTypes[checkFramed(encodeEvent(correction))]).toBe('meeting.held');
    for (const supersedes of [correction.event_id, correction.event_id.toUpperCase()]) {
      const framed = encodeEvent({ ...correction, supersedes });
      expect(checkFramed(framed)).toBe(-1);
      expect(decodeEvent(framed)).toMatchObject({ ok: false, field: 'supersedes' });
    }
  });

  it('allows of a UUID what zod allows, byte by byte, but for the two that name nothing', () => {
    const framed = encodeEvent(correction);
    for (let place = FRAME + 1; place < FRAME + 37; place += 1) {
      for (let byte = 0; byte < 256; byte += 1) {
        const changed = Buffer.from(framed);
        changed[place] = byte;
        expect([place, byte, checkFramed(changed) >= 0]).toEqual([place, byte, decodeEvent(changed).ok]);
      }
    }
  });

  it.each([
    ['label', 'source'],
    ['id', 'meeting_id'],
    ['code', 'mode'],
  ])('allows of a %s what zod allows, character by character', (_rule, field) => {
    for (let byte = 0; byte < 128; byte += 1) {
      for (const text of [String.fromCharCode(byte), `a${String.fromCharCode(byte)}`]) {
        const framed = encodeEvent({ ...correction, [field]: text });
        expect([text, checkFramed(framed) >= 0]).toEqual([text, decodeEvent(framed).ok]);
      }
    }
    for (const length of [0, 1, 63, 64, 65, 127, 128, 129, 199, 200, 201, 8191, 8192]) {
      const framed = encodeEvent({ ...correction, [field]: 'a'.repeat(length) });
      expect([length, checkFramed(framed) >= 0]).toEqual([length, decodeEvent(framed).ok]);
    }
  });

  it('leaves texts that are not UTF-8 to the full reading', () => {
    const framed = encodeEvent({ ...correction, source: 'MARK' });
    for (const bytes of [[0xff], [0xc3, 0x28], [0x80], [0xed, 0xa0, 0x80], [0xc0, 0xaf], [0xf5, 0x80, 0x80, 0x80]]) {
      const broken = Buffer.from(framed);
      Buffer.from(bytes).copy(broken, framed.indexOf('MARK'));
      expect(checkFramed(broken)).toBe(-1);
    }
  });
});
