import type { RapportEvent } from '@rapport/events';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { MetricRequest } from '../request.ts';
import { createScenario, event, type Scenario } from '../testing/scenario.ts';
import { createEventTraces } from './event-trace.ts';
import { createLineage, type Lineage, type ListedUnit } from './lineage.ts';
import { createPairingTimelines } from './pairing-timeline.ts';

const NOW = '2024-06-01T00:00:00Z';
const clock = () => Date.parse(NOW);
const own = { programme_id: 'n' };

const person = (participant_id: string, department: string) =>
  event('participant.registered', '2023-12-01T00:00:00Z', { participant_id, attributes: { department } });
const pairOf = (index: number) => ({ pairing_id: `p${index}`, mentor_id: `m${index}`, mentee_id: `e${index}` });
const started = (index: number) =>
  event('pairing.activated', `2024-01-0${index + 1}T09:00:00Z`, { ...own, ...pairOf(index) });
const ended = event('pairing.ended_early', '2024-02-10T09:00:00Z', { ...own, pairing_id: 'p1', reason: 'busy' });
const corrected = event('pairing.ended_early', '2024-03-10T09:00:00Z', {
  ...{ ...own, pairing_id: 'p1', reason: 'moved', supersedes: ended.event_id },
  recorded_at: '2024-03-20T09:00:00Z',
});
const held = event('meeting.held', '2024-01-20T09:00:00Z', { ...own, pairing_id: 'p1', meeting_id: 'k1' });
const rated = event('meeting.rated', '2024-01-21T09:00:00Z', {
  ...{ ...own, pairing_id: 'p1', meeting_id: 'k1', side: 'mentee', rating: 2 },
});

/** Eight pairings; the mentees of 0 and 1 are alone in their department. */
const history: RapportEvent[] = [
  event('programme.configured', '2023-12-01T00:00:00Z', { ...own, time_zone: 'UTC' }),
  ...Array.from({ length: 8 }, (_, index) => [
    person(`e${index}`, index < 2 ? 'it' : 'sales'),
    person(`m${index}`, 'sales'),
    started(index),
  ]).flat(),
  ...[ended, corrected, held, rated],
];

const pairings: MetricRequest = { metric: 'pairings', groupBy: ['mentee_department'], protection: 'none' };
const cellOf = (mentee_department: string) => ({ group: { mentee_department }, bucket: null });
const names = (units: readonly ListedUnit[]) => units.map(({ unit }) => unit['pairing_id']);

describe('lineage', () => {
  let scenario: Scenario;
  let lineage: Lineage;
  beforeAll(async () => {
    scenario = await createScenario(inject('clickhouseUrl'), NOW);
    await scenario.load(history);
    lineage = createLineage({ query: scenario.warehouse.query, clock });
  });
  afterAll(() => scenario.close());

  it('leads from a cell to its units, to their events and to where those lie', async () => {
    const { cell, units, next_cursor } = await lineage.page(pairings, cellOf('it'), { events: true });
    expect(cell).toMatchObject({ value: 2, group: { mentee_department: 'it' } });
    expect(next_cursor).toBeNull();
    expect(names(units)).toEqual(['p0', 'p1']);
    expect(units[1]).toMatchObject({ state: 'counted', at: '2024-01-02T09:00:00.000Z', unit: { mentee_id: 'e1' } });
    const events = (units[1]?.events ?? []).map(({ type, event_id }) => [type, event_id]);
    expect(events).toEqual([
      ['programme.configured', expect.any(String)],
      ['participant.registered', expect.any(String)],
      ['participant.registered', expect.any(String)],
      ['pairing.activated', started(1).event_id],
      ['meeting.held', held.event_id],
      ['meeting.rated', rated.event_id],
      ['pairing.ended_early', ended.event_id],
      ['pairing.ended_early', corrected.event_id],
    ]);
    const place = { topic: 'mentorship.pairing.v1', partition: 0, schema: { id: 3, version: 1 } };
    expect(units[1]?.events?.at(-2)).toMatchObject({ ...place, offset: '8', superseded_by: corrected.event_id });
    expect(units[1]?.events?.at(-1)).toMatchObject({ ...place, offset: '9', supersedes: ended.event_id });
  });

  it('knows what was known then', async () => {
    const asked = { ...pairings, knownAt: '2024-03-01T00:00:00Z', asOf: '2024-03-01T00:00:00Z' };
    const { units } = await lineage.page(asked, cellOf('it'), { events: true });
    expect(units[1]?.events?.at(-1)).toMatchObject({ event_id: ended.event_id, superseded_by: null });
  });

  it('recounts a cell, whatever the size of the batches', async () => {
    const { recount, cell } = await lineage.walk({ ...pairings, metric: 'pair-survival' }, cellOf('sales'));
    expect(await recount()).toEqual({
      units: { listed: 6, counted: 6, immature: 0 },
      estimate: { value: cell?.value, n: 6, ci: cell?.ci },
      differs: [],
    });
  });

  it('says nothing of a hidden cell but what it says of an empty one, and of one that nobody has', async () => {
    const asked: MetricRequest = { ...pairings, metric: 'pair-survival', protection: { k: 5 } };
    for (const department of ['it', 'nobody']) {
      const page = await lineage.page(asked, cellOf(department), { events: true });
      expect(page).toMatchObject({ cell: null, units: [], next_cursor: null });
      expect(await lineage.counts(asked, cellOf(department))).toMatchObject({ cell: null, events: null });
      const { recount } = await lineage.walk(asked, cellOf(department));
      expect(await recount()).toBeNull();
    }
  });

  it('counts events by type where enough people are behind each, and not where another cell is hidden', async () => {
    const whole: MetricRequest = { metric: 'pair-survival', protection: { k: 5 } };
    const { events } = await lineage.counts(whole, { group: {}, bucket: null });
    // Two ends, a meeting and a rating are one pair's.
    expect(events?.map(({ type, events: count }) => [type, count])).toEqual([
      ['programme.configured', 1],
      ['participant.registered', 16],
      ['pairing.activated', 8],
    ]);
    const beside = await lineage.counts({ ...whole, groupBy: ['mentee_department'] }, cellOf('sales'));
    expect(beside.events).toBeNull();
  });

  it('refuses a cell that the answer has not, another question’s cursor, and limits out of bounds', async () => {
    const refuse = (...asked: Parameters<Lineage['page']>) => expect(lineage.page(...asked)).rejects;
    await refuse(pairings, { group: {}, bucket: null }).toMatchObject({ code: 'INVALID_CELL' });
    await refuse(pairings, { ...cellOf('it'), bucket: '2024-01' }).toMatchObject({ code: 'INVALID_CELL' });
    await refuse(pairings, cellOf('it'), { limit: 1_001 }).toMatchObject({ code: 'INVALID_LIMIT' });
    await refuse(pairings, cellOf('it'), { cursor: 'bm8' }).toMatchObject({ code: 'INVALID_CURSOR' });
    const { next_cursor } = await lineage.page(pairings, cellOf('it'), { limit: 1 });
    const cursor = next_cursor ?? '';
    await refuse(pairings, cellOf('sales'), { cursor }).toMatchObject({ code: 'INVALID_CURSOR' });
  });

  it('gives a pairing’s timeline to who runs its programme, without what was said in confidence', async () => {
    const timelinesOf = createPairingTimelines({ query: scenario.warehouse.query });
    const asked = { of: { pairing: 'p1' }, asOf: clock(), knownAt: clock(), scores: false };
    const [timeline, ...others] = await timelinesOf({ ...asked, programmes: ['n'] });
    expect(others).toEqual([]);
    expect(timeline).toMatchObject({ programme_id: 'n', mentor_id: 'm1', mentee_id: 'e1' });
    const types = ['pairing.activated', 'meeting.held', 'pairing.ended_early', 'pairing.ended_early'];
    expect(timeline?.events.map(({ type }) => type)).toEqual(types);
    expect(timeline?.events.at(-1)).toMatchObject({ fields: { reason: 'moved' }, supersedes: ended.event_id });
    expect(await timelinesOf({ ...asked, programmes: ['south'] })).toEqual([]);
    const alone = { ...asked, of: { event: held.event_id }, programmes: ['n'] };
    expect(await timelinesOf(alone)).toMatchObject([{ pairing_id: 'p1', events: [{ event_id: held.event_id }] }]);
    expect(await timelinesOf({ ...alone, of: { event: rated.event_id } })).toEqual([]);
    expect(await timelinesOf({ ...alone, programmes: ['south'] })).toEqual([]);
    const [full] = await timelinesOf({ ...asked, programmes: 'all', scores: true });
    expect(full?.events[2]).toMatchObject({ type: 'meeting.rated', fields: { rating: 2, side: 'mentee' } });
  });

  it('traces an event: its place, its corrections, its way here and what it feeds', async () => {
    const tracesOf = createEventTraces({ query: scenario.warehouse.query });
    const [trace, ...others] = await tracesOf(ended.event_id);
    expect(others).toEqual([]);
    expect(trace?.event).toMatchObject({
      topic: 'mentorship.pairing.v1',
      offset: '8',
      superseded_by: corrected.event_id,
    });
    expect(trace?.fields).toEqual({ programme_id: 'n', pairing_id: 'p1', reason: 'busy', source: 'scenario' });
    expect(trace?.chain.map(({ event_id }) => event_id)).toEqual([ended.event_id, corrected.event_id]);
    expect(trace?.receipts).toMatchObject([{ partition: 0, offset: '8' }]);
    expect(trace?.delays.to_kafka).toBe(0);
    expect(trace?.feeds.units).toEqual({ pairing_id: 'p1' });
    expect(trace?.feeds.metrics).toContain('pair-survival');
    expect(await tracesOf('00000000-0000-4000-8000-000000000000')).toEqual([]);
  });

  // Last: it adds to the history.
  it('pages without a shift while events arrive, those too that were told long ago', async () => {
    const first = await lineage.page(pairings, cellOf('sales'), { limit: 2 });
    const before = event('pairing.activated', '2024-01-01T00:00:00Z', {
      ...{ ...own, pairing_id: 'a0', mentor_id: 'm2', mentee_id: 'e2' },
      recorded_at: '2024-01-01T01:00:00Z',
    });
    // A void of a listed pairing, a pairing that would be listed first, and a repetition.
    await scenario.load([
      event('pairing.voided', '2024-01-05T00:00:00Z', { ...own, pairing_id: 'p5', reason: 'error' }),
      ...[before, started(6)],
    ]);
    const second = await lineage.page(pairings, cellOf('sales'), { limit: 3, cursor: first.next_cursor ?? '' });
    const third = await lineage.page(pairings, cellOf('sales'), { limit: 3, cursor: second.next_cursor ?? '' });
    expect([first, second, third].map(({ units }) => names(units))).toEqual([['p2', 'p3'], ['p4', 'p5', 'p6'], ['p7']]);
    expect(third).toMatchObject({ next_cursor: null, cell: { value: 6 }, meta: { as_of: '2024-06-01T00:00:00.000Z' } });
    const anew = await lineage.page(pairings, cellOf('sales'));
    expect(names(anew.units)).toEqual(['a0', 'p2', 'p3', 'p4', 'p6', 'p7']);
  });
});
