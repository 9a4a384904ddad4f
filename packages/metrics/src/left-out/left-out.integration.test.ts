import type { RapportEvent } from '@rapport/events';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createReleasedEngine, type ReleasedEngine } from '../released/released-engine.ts';
import { createMemoryReleases, type MemoryReleases } from '../testing/memory-releases.ts';
import { createScenario, event, type Scenario } from '../testing/scenario.ts';

const R1 = '2024-06-01T00:00:00Z';
const R2 = '2024-06-02T00:00:00Z';
const R3 = '2024-06-03T00:00:00Z';
const k5 = { protection: { k: 5 } } as const;
// A programme for each story: they hide nothing for one another.
const programmes = { check: 'one', visit: 'one', many: 'one', early: 'two', grown: 'three' } as const;
type Instrument = keyof typeof programmes;

const items = [{ item_id: 'satisfied', measure: 'satisfaction', scale_min: 1, scale_max: 5, reverse: false }];
const published = (instrument_id: string) =>
  event('survey.instrument_published', '2023-01-01T00:00:00Z', { instrument_id, instrument_version: 1, items });

const questionnaire = (instrument_id: Instrument, index: number) => {
  const id = `${instrument_id}-${index}`;
  const about = {
    programme_id: programmes[instrument_id],
    instrument_id,
    instrument_version: 1,
    side: 'mentee',
    wave: 'post',
  };
  return { ...about, invitation_id: id, participant_id: `e-${id}` };
};

/** Those from `from` up to `to` are asked, and the invitation closes after a week. */
function asked(instrument: Instrument, [from, to]: [number, number], at: string): RapportEvent[] {
  return Array.from({ length: to - from }, (_, index) => {
    const closes_at = new Date(Date.parse(at) + 7 * 86_400_000).toISOString();
    return event('survey.invitation_sent', at, { ...questionnaire(instrument, from + index), closes_at });
  });
}

function answered(instrument: Instrument, [from, to]: [number, number], at: string): RapportEvent[] {
  return Array.from({ length: to - from }, (_, index) => {
    const about = questionnaire(instrument, from + index);
    const answers = [{ item_id: 'satisfied', value: 1 + (index % 5) }];
    return event('survey.response_submitted', at, { ...about, response_id: about.invitation_id, answers });
  });
}

describe('satisfaction beside the response rate', () => {
  let scenario: Scenario;
  let store: MemoryReleases;
  let released: ReleasedEngine;
  beforeAll(async () => {
    scenario = await createScenario(inject('clickhouseUrl'), R3);
    store = createMemoryReleases();
    released = createReleasedEngine({ query: (sql, params) => scenario.warehouse.query(sql, params), store });
    await scenario.load([
      ...['one', 'two', 'three'].map((programme_id) =>
        event('programme.configured', '2023-01-01T00:00:00Z', { programme_id, time_zone: 'UTC', cadence_days: 14 }),
      ),
      ...Object.keys(programmes).map(published),
      // 18 of 20 answered check, all 12 visit, 24 of 30 many.
      ...asked('many', [0, 30], '2024-05-01T00:00:00Z'),
      ...answered('many', [0, 24], '2024-05-02T00:00:00Z'),
      ...asked('check', [0, 20], '2024-05-01T00:00:00Z'),
      ...answered('check', [0, 18], '2024-05-02T00:00:00Z'),
      ...asked('visit', [0, 12], '2024-05-01T00:00:00Z'),
      ...answered('visit', [0, 12], '2024-05-02T00:00:00Z'),
      // 12 of 20 answered early; before the second release six more did.
      ...asked('early', [0, 20], '2024-05-01T00:00:00Z'),
      ...answered('early', [0, 12], '2024-05-02T00:00:00Z'),
      ...answered('early', [12, 18], '2024-06-01T05:00:00Z'),
      // 14 of 20 answered grown; before the third release eight of ten others did.
      ...asked('grown', [0, 20], '2024-05-01T00:00:00Z'),
      ...answered('grown', [0, 14], '2024-05-02T00:00:00Z'),
      ...asked('grown', [20, 30], '2024-06-02T01:00:00Z'),
      ...answered('grown', [20, 28], '2024-06-02T05:00:00Z'),
    ]);
  });
  afterAll(() => scenario.close());

  const byInstrument = { programme: 'one', groupBy: ['instrument'], ...k5 };
  const unitsOf = (rows: readonly { group: Record<string, string>; n: number | null }[]) =>
    Object.fromEntries(rows.map(({ group, n }) => [group['instrument'] ?? 'all', n]));
  const releasedIn = async (metric: string, programme: string) => {
    const { rows } = await released.run({ metric, programme, ...k5 });
    return rows.map(({ n, release }) => [n, release]);
  };

  it('hides how many answered where two did not, and says how many were asked', async () => {
    const live = async (metric: string) => unitsOf((await scenario.engine.run({ metric, ...byInstrument })).rows);
    expect(await live('survey-response-rate')).toEqual({ check: 20, visit: 12, many: 30 });
    // Of check and many eight did not answer; of visit everybody did, which tells of nobody.
    expect(await live('satisfaction')).toEqual({ check: null, visit: 12, many: null });
  });

  it('does so in released answers, where the total is told: less the others it tells no few', async () => {
    store.release(R1);
    const releasedOf = async (metric: string) => unitsOf((await released.run({ metric, ...byInstrument })).rows);
    expect(await releasedOf('survey-response-rate')).toEqual({ check: 20, visit: 12, many: 30 });
    expect(await releasedOf('satisfaction')).toEqual({ check: null, visit: 12, many: null });
    expect(await releasedIn('satisfaction', 'one')).toEqual([[54, R1]]);
  });

  it('keeps the old number where six more answered and two are left', async () => {
    expect(await releasedIn('satisfaction', 'two')).toEqual([[12, R1]]);
    store.release(R2);
    expect(await releasedIn('survey-response-rate', 'two')).toEqual([[20, R2]]);
    expect(await releasedIn('satisfaction', 'two')).toEqual([[12, R1]]);
  });

  it('keeps the old number where, of ten more who were asked, two did not answer', async () => {
    expect(await releasedIn('satisfaction', 'three')).toEqual([[14, R2]]);
    store.release(R3);
    // Eight of 30 did not, but two of the ten: the step would tell them.
    expect(await releasedIn('satisfaction', 'three')).toEqual([[14, R2]]);
  });
});
