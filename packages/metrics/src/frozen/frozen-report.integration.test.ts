import { findReport, keepReport, listReports } from '@rapport/warehouse';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createChangeReceipts } from '../diff/change-receipt.ts';
import { createScenario, event, type Scenario } from '../testing/scenario.ts';
import { createFrozenReports, type FrozenReport, reportOf } from './frozen-report.ts';
import { compareReissue } from './reissue.ts';
import { reportFromFile, reportToFile } from './report-file.ts';

const NOW = '2024-07-01T00:00:00Z';
const FROZEN_AT = '2024-05-01T00:00:00Z';
const programme_id = 'north';

const pairing = (index: number) =>
  event('pairing.activated', '2024-01-10T09:00:00Z', {
    programme_id,
    pairing_id: `p${index}`,
    mentor_id: `m${index}`,
    mentee_id: `e${index}`,
  });
const meeting = (index: number, recorded_at?: string) =>
  event('meeting.held', '2024-02-01T09:00:00Z', {
    programme_id,
    pairing_id: `p${index}`,
    meeting_id: `of-${index}`,
    duration_minutes: 37 + index,
    evidence: 'both_confirmed',
    ...(recorded_at === undefined ? {} : { recorded_at }),
  });
const ended = event('pairing.ended_early', '2024-03-01T09:00:00Z', { programme_id, pairing_id: 'p1', reason: 'busy' });

const known = [
  event('programme.configured', '2024-01-01T00:00:00Z', { programme_id, time_zone: 'Africa/Cairo', cadence_days: 14 }),
  ...Array.from({ length: 12 }, (_, index) => pairing(index + 1)),
  ...Array.from({ length: 8 }, (_, index) => meeting(index + 1)),
  ended,
];
const lateMeeting = meeting(9, '2024-06-01T00:00:00Z');
const lateEnd = event('pairing.ended_early', '2024-04-01T09:00:00Z', {
  ...{ programme_id, pairing_id: 'p2', reason: 'moved', recorded_at: '2024-06-02T00:00:00Z' },
});
const corrected = event('pairing.ended_early', '2024-04-20T09:00:00Z', {
  ...{ programme_id, pairing_id: 'p1', reason: 'busy', recorded_at: '2024-06-03T00:00:00Z' },
  supersedes: ended.event_id,
});

const order = {
  name: 'board',
  questions: [
    { metric: 'pair-survival', group_by: ['start_year'] },
    { metric: 'meetings', grain: 'month', from: '2024-01-01', to: '2024-05-01' },
    { metric: 'meetings-per-pair-month', programme: programme_id },
    { metric: 'meeting-hours' },
  ],
  asOf: FROZEN_AT,
  knownAt: FROZEN_AT,
  protection: { k: 5 },
};

describe('a frozen report', () => {
  let scenario: Scenario;
  let reports: ReturnType<typeof createFrozenReports>;
  let frozen: FrozenReport;
  const settled = Date.parse('2024-05-02T00:00:00Z');
  beforeAll(async () => {
    scenario = await createScenario(inject('clickhouseUrl'), NOW);
    const query = (sql: string, params: Record<string, unknown>) =>
      scenario.warehouse.query<Record<string, unknown>>(sql, params);
    reports = createFrozenReports({ query, clock: () => Date.parse(NOW) });
    await scenario.load(known);
    frozen = await reports.freeze(order, settled);
    await keepReport(scenario.warehouse, {
      ...{ id: frozen.id, name: 'board', sha256: frozen.sha256, content: frozen.bytes, answers: 4, smallestGroup: 5 },
      ...{ frozenAt: Date.parse(NOW), asOf: Date.parse(FROZEN_AT), knownAt: Date.parse(FROZEN_AT) },
    });
    await scenario.load([lateMeeting, lateEnd, corrected, ...known.slice(3, 9)]);
  });
  afterAll(() => scenario.close());

  it('holds the numbers of its times, and is called by its name and digest', () => {
    const [survival, meetings] = frozen.content.answers;
    expect(survival?.data).toMatchObject([{ group: { start_year: '2024' }, n: 12 }]);
    // One of the twelve has ended: that is that person's own affair.
    expect(survival?.data[0]).not.toHaveProperty('details');
    expect(meetings?.data.map(({ bucket, value }) => [bucket, value])).toEqual([
      ['2024-01', 0],
      ['2024-02', 8],
      ['2024-03', 0],
      ['2024-04', 0],
    ]);
    expect(frozen.id).toBe(`board-${frozen.sha256.slice(0, 12)}`);
  });

  it('is the same bytes again after late events, corrections and repetitions', async () => {
    const verdict = compareReissue(frozen, await reports.reissue(frozen));
    expect(verdict).toMatchObject({ identical: true, differences: [] });
    expect(verdict.sha256.reissued).toBe(frozen.sha256);
  });

  it('is told apart, at a later knowledge, by exactly the events that came', async () => {
    const query = (sql: string, params: Record<string, unknown>) =>
      scenario.warehouse.query<Record<string, unknown>>(sql, params);
    const receiptOf = createChangeReceipts({ engine: scenario.engine, query, clock: () => Date.parse(NOW) });
    const between = { knownBefore: FROZEN_AT, knownAfter: '2024-06-20T00:00:00Z' };
    const ask = (metric: string) => receiptOf({ metric, asOf: FROZEN_AT, protection: 'none' }, between, { listed: 50 });
    const named = async (metric: string) => (await ask(metric)).events?.listed?.map(({ event_id }) => event_id);
    expect(await named('pair-survival')).toEqual([lateEnd.event_id, corrected.event_id].toSorted(byClass));
    expect(await named('meetings')).toEqual([lateMeeting.event_id]);
  });
  // Corrections are listed before late events.
  const byClass = (a: string) => (a === corrected.event_id ? -1 : 1);

  it('is kept once, whoever keeps it again', async () => {
    const stored = await findReport(scenario.warehouse, frozen.id);
    expect(stored?.content).toBe(frozen.bytes);
    if (stored !== undefined) await keepReport(scenario.warehouse, { ...stored, frozenAt: Date.parse(NOW) + 1_000 });
    expect(await listReports(scenario.warehouse)).toMatchObject([{ id: frozen.id, frozenAt: Date.parse(NOW) }]);
    expect(await findReport(scenario.warehouse, 'board-of-others')).toBeUndefined();
  });

  it('names the cause where an answer is another', async () => {
    const content = structuredClone(frozen.content);
    const [first, second, third] = content.answers;
    if (first === undefined || second === undefined || third === undefined) throw new Error('three answers are needed');
    first.version = 0;
    second.sql_sha256 = 'other';
    third.data = [];
    const verdict = compareReissue(reportOf(content), await reports.reissue(frozen));
    expect(verdict.identical).toBe(false);
    expect(verdict.differences.map(({ cause }) => cause)).toEqual(['definition', 'engine', 'data']);
    expect(verdict.differences[0]).toMatchObject({ definition: { before: 0, after: 1 } });
    expect(verdict.differences[2]?.rows).toHaveLength(1);
  });

  it('goes into a file and back, and a changed file is refused', () => {
    const file = reportToFile(frozen);
    expect(reportFromFile(file)).toEqual(frozen);
    expect(() => reportFromFile(file.replace('"n":12', '"n":13'))).toThrow(/was changed/);
    expect(() => reportFromFile('{}')).toThrow(/no frozen report/);
  });

  it('is refused for times that have not settled, or that a question sets itself', async () => {
    const refuse = (change: object, until: number | undefined = settled) =>
      expect(reports.freeze({ ...order, ...change }, until)).rejects;
    await refuse({ knownAt: '2024-05-03T00:00:00Z' }).toMatchObject({
      code: 'NOT_SETTLED',
      field: 'knownAt',
      message: expect.stringContaining('2024-05-02T00:00:00.000Z'),
    });
    await refuse({ name: 'Board Q3' }).toMatchObject({ code: 'INVALID_REPORT', field: 'name' });
    await refuse({ questions: [{ metric: 'nps', known_at: FROZEN_AT }] }).toMatchObject({ code: 'INVALID_REPORT' });
  });
});
