import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createScenario, event, type Scenario } from '../testing/scenario.ts';
import { createChangeReceipts } from './change-receipt.ts';

const NOW = '2024-07-01T00:00:00Z';
const programme_id = 'north';
const EARLY = '2024-05-01T00:00:00Z';
const LATE = '2024-06-20T00:00:00Z';
const ASKED = { metric: 'pair-survival', programme: programme_id, asOf: '2024-05-01T00:00:00Z' };

const pairing = (index: number, mentor = `m${index}`) =>
  event('pairing.activated', '2024-01-10T09:00:00Z', {
    programme_id,
    pairing_id: `p${index}`,
    mentor_id: mentor,
    mentee_id: `e${index}`,
  });
const told = (recorded_at: string) => ({ programme_id, recorded_at });
const ended = event('pairing.ended_early', '2024-03-01T09:00:00Z', { programme_id, pairing_id: 'p1', reason: 'busy' });

/** Ten pairings; the first is known to have ended in March. */
const known = [
  event('programme.configured', '2024-01-01T00:00:00Z', { programme_id, time_zone: 'Europe/London' }),
  ...Array.from({ length: 10 }, (_, index) => pairing(index + 1)),
  ended,
];

// Told between the two moments. An end that came late, the first end corrected to April, a meeting that no survival
// depends on, a pairing that was voided, and an end that happened after as_of.
const lateEnd = event('pairing.ended_early', '2024-04-01T09:00:00Z', {
  ...told('2024-06-01T00:00:00Z'),
  pairing_id: 'p2',
  reason: 'moved',
});
const corrected = event('pairing.ended_early', '2024-04-20T09:00:00Z', {
  ...told('2024-06-02T00:00:00Z'),
  pairing_id: 'p1',
  reason: 'busy',
  supersedes: ended.event_id,
});
const lateMeeting = event('meeting.held', '2024-02-01T09:00:00Z', {
  ...told('2024-06-03T00:00:00Z'),
  pairing_id: 'p2',
  meeting_id: 'a',
  evidence: 'both_confirmed',
});
const voided = event('pairing.voided', '2024-06-04T00:00:00Z', { ...told('2024-06-04T00:00:00Z'), pairing_id: 'p3' });
const laterEnd = event('pairing.ended_early', '2024-06-05T00:00:00Z', {
  ...told('2024-06-05T01:00:00Z'),
  pairing_id: 'p4',
  reason: 'busy',
});
const after = event('pairing.ended_early', '2024-04-02T09:00:00Z', {
  ...told('2024-06-25T00:00:00Z'),
  pairing_id: 'p5',
  reason: 'busy',
});

describe('a change receipt', () => {
  let scenario: Scenario;
  let receiptOf: ReturnType<typeof createChangeReceipts>;
  beforeAll(async () => {
    scenario = await createScenario(inject('clickhouseUrl'), NOW);
    await scenario.load([...known, lateEnd, corrected, lateMeeting, voided, laterEnd, after]);
    receiptOf = createChangeReceipts({
      engine: scenario.engine,
      query: (sql, params) => scenario.warehouse.query(sql, params),
      clock: () => Date.parse(NOW),
    });
  });
  afterAll(() => scenario.close());
  const between = { knownBefore: EARLY, knownAfter: LATE };

  it('names exactly the events that changed a pairing’s time, by class, with their place on the log', async () => {
    const receipt = await receiptOf({ ...ASKED, protection: 'none' }, between, { listed: 100 });
    expect(receipt.events?.listed?.map((one) => [one.class, one.event_id, one.entity])).toEqual([
      ['correction', corrected.event_id, 'p1'],
      ['late', lateEnd.event_id, 'p2'],
    ]);
    expect(receipt.events?.listed?.[0]).toMatchObject({
      type: 'pairing.ended_early',
      supersedes: ended.event_id,
      occurred_at: '2024-04-20T09:00:00.000Z',
      recorded_at: '2024-06-02T00:00:00.000Z',
      stream: 'pairing',
      partition: 0,
      offset: '12',
    });
    // p3 was voided after as_of: as of 1 May it still counted.
    expect(receipt.events).toMatchObject({ told: 5, units: 2, total: 2, left_out: 0 });
  });

  it('shows old, new and difference of each row that changed', async () => {
    const receipt = await receiptOf({ ...ASKED, protection: 'none' }, between, { listed: 0 });
    expect(receipt.rows).toHaveLength(1);
    expect(receipt.rows[0]?.before?.details).toMatchObject({ ended: 1, censored: 9 });
    expect(receipt.rows[0]?.after?.details).toMatchObject({ ended: 2, censored: 8 });
    expect(receipt.events).toMatchObject({ total: 2, left_out: 2, listed: [] });
    expect(receipt).toMatchObject({ unchanged_rows: 0, hidden_rows: 0, definition: { version: 1, changes: [] } });
  });

  it('counts a later as_of’s void and end too', async () => {
    const asked = { ...ASKED, asOf: LATE, protection: 'none' } as const;
    const receipt = await receiptOf(asked, between, { listed: 100 });
    expect(receipt.events?.counts).toEqual([
      { type: 'pairing.ended_early', class: 'correction', events: 1 },
      { type: 'pairing.ended_early', class: 'late', events: 1 },
      { type: 'pairing.ended_early', class: 'new', events: 1 },
      { type: 'pairing.voided', class: 'void', events: 1 },
    ]);
  });

  it('finds the meeting where meetings count', async () => {
    const receipt = await receiptOf({ ...ASKED, metric: 'meetings', protection: 'none' }, between, { listed: 100 });
    expect(receipt.rows).toMatchObject([{ before: { value: 0 }, after: { value: 1 }, difference: 1 }]);
    expect(receipt.events?.listed?.map(({ event_id }) => event_id)).toEqual([lateMeeting.event_id]);
  });

  it('finds corrections where corrections are what is counted', async () => {
    const asked = { metric: 'corrections', asOf: LATE, protection: 'none' } as const;
    const receipt = await receiptOf(asked, between, { listed: 100 });
    expect(receipt.events?.listed?.map(({ event_id }) => event_id)).toEqual([corrected.event_id]);
  });

  it('says that nothing changed where nothing did', async () => {
    const asked = { ...ASKED, protection: 'none' } as const;
    const receipt = await receiptOf(asked, { knownBefore: LATE, knownAfter: '2024-06-21T00:00:00Z' }, { listed: 10 });
    expect(receipt).toMatchObject({ rows: [], unchanged_rows: 1, events: { told: 0, units: 0, total: 0, counts: [] } });
  });

  it('lists no event for the public, and counts none where a row is hidden', async () => {
    const open = await receiptOf({ ...ASKED, protection: { k: 5 } }, between, { listed: 100 });
    expect(open.events).toEqual({ told: 5, units: 2, total: 2, counts: expect.any(Array) });
    const hidden = await receiptOf({ ...ASKED, protection: { k: 20 } }, between, { listed: 100 });
    expect(hidden).toMatchObject({ rows: [], hidden_rows: 1, events: null });
  });

  it('refuses moments out of order, or in the future', async () => {
    const asked = { ...ASKED, protection: 'none' } as const;
    const refuse = (knownBefore: string, knownAfter: string) =>
      expect(receiptOf(asked, { knownBefore, knownAfter }, { listed: 0 })).rejects;
    await refuse(LATE, EARLY).toMatchObject({ code: 'EMPTY_RANGE' });
    await refuse(EARLY, '2025-01-01T00:00:00Z').toMatchObject({ code: 'INVALID_INSTANT' });
    await refuse('soon', LATE).toMatchObject({ code: 'INVALID_INSTANT' });
  });
});
