import { describe, expect, it } from 'vitest';
import { parseEventJson } from './event-rules.ts';

const acceptance = {
  recordedAt: Date.UTC(2026, 10, 22),
  newId: () => '0192f0c1-0000-7000-8000-00000000000a',
  source: 'http',
};
const activated = {
  type: 'pairing.activated',
  occurred_at: '2026-03-01T09:00:00+01:00',
  programme_id: 'demo',
  pairing_id: 'pair-1',
  mentor_id: 'm-1',
  mentee_id: 'e-1',
};
const issuesOf = (input: unknown) => {
  const parsed = parseEventJson(input, acceptance);
  return parsed.ok ? [] : parsed.issues.map(({ pointer, code }) => `${pointer} ${code}`);
};

describe('parseEventJson', () => {
  it('fills in id, source and acceptance time, and reads times with their offset', () => {
    expect(parseEventJson(activated, acceptance)).toEqual({
      ok: true,
      event: {
        ...activated,
        event_id: acceptance.newId(),
        source: 'http',
        occurred_at: Date.UTC(2026, 2, 1, 8),
        recorded_at: acceptance.recordedAt,
      },
    });
  });

  it('keeps an id and a source that the producer gives', () => {
    const event_id = '11111111-1111-5111-8111-111111111111';
    expect(parseEventJson({ ...activated, event_id, source: 'hr' }, acceptance)).toMatchObject({
      event: { event_id, source: 'hr' },
    });
  });

  it.each([
    ['a missing field', { ...activated, mentee_id: undefined }, '/mentee_id MISSING'],
    ['an unknown field', { ...activated, mentor: 'm-1' }, '/mentor UNKNOWN_FIELD'],
    ['a time without offset', { ...activated, occurred_at: '2026-03-01T09:00:00' }, '/occurred_at INVALID'],
    ['an e-mail address as an id', { ...activated, mentor_id: 'a@b.example' }, '/mentor_id INVALID'],
    ['an attribute with a capital', { ...activated, attributes: { Site: 'x' } }, '/attributes/Site INVALID'],
    [
      'an attribute that would change the object itself',
      { ...activated, attributes: JSON.parse('{"__proto__": "x"}') },
      '/attributes/__proto__ INVALID',
    ],
    ['a day that is not', { ...activated, occurred_at: '2026-02-30T09:00:00Z' }, '/occurred_at INVALID'],
    ['an unknown type', { ...activated, type: 'pairing.started' }, '/type UNKNOWN_TYPE'],
    ['no type', {}, '/type MISSING'],
    ['a list', [activated], ' NOT_AN_OBJECT'],
    [
      'an event that supersedes itself',
      {
        ...activated,
        event_id: '11111111-1111-5111-8111-111111111111',
        supersedes: '11111111-1111-5111-8111-111111111111',
      },
      '/supersedes INVALID',
    ],
    [
      'an event that supersedes itself in other letters',
      {
        ...activated,
        event_id: 'abcdef11-1111-5111-8111-111111111111',
        supersedes: 'ABCDEF11-1111-5111-8111-111111111111',
      },
      '/supersedes INVALID',
    ],
    ['recorded_at, which is ours', { ...activated, recorded_at: '2026-03-01T09:00:00Z' }, '/recorded_at NOT_YOURS'],
  ])('refuses %s by name', (_what, input, expected) => {
    expect(issuesOf(input)).toEqual([expected]);
  });

  it('says how an attribute must be named', () => {
    const parsed = parseEventJson({ ...activated, attributes: { Site: 'x' } }, acceptance);
    expect(parsed).toMatchObject({ issues: [{ message: expect.stringContaining('lower-case letters') }] });
  });

  it('refuses a number that the wire cannot carry', () => {
    const published = {
      type: 'survey.instrument_published',
      occurred_at: '2026-03-01T09:00:00Z',
      instrument_id: 'i',
      instrument_version: 2 ** 31,
      items: [{ item_id: 'nps', measure: 'nps', scale_min: 0, scale_max: 10 }],
    };
    expect(issuesOf(published)).toEqual(['/instrument_version INVALID']);
    expect(issuesOf({ ...published, instrument_version: 2 ** 31 - 1 })).toEqual([]);
  });

  it('names the place inside a list', () => {
    const response = {
      type: 'survey.response_submitted',
      occurred_at: '2026-03-01T09:00:00Z',
      programme_id: 'demo',
      instrument_id: 'i',
      instrument_version: 1,
      response_id: 'r',
      side: 'mentee',
      wave: 'post',
      answers: [
        { item_id: 'nps', value: 9 },
        { item_id: 'q2', value: 'high' },
      ],
    };
    expect(issuesOf(response)).toEqual(['/answers/1/value INVALID']);
  });
});
