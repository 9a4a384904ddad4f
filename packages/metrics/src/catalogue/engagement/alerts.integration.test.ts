import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { MetricRequest } from '../../request.ts';
import { createScenario, event, type Scenario } from '../../testing/scenario.ts';

const day = (text: string) => `${text}T00:00:00Z`;
const programme = { programme_id: 'a' };
const pair = (pairing_id: string) =>
  event('pairing.activated', day('2024-01-01'), {
    ...{ ...programme, pairing_id, mentor_id: `m-${pairing_id}`, mentee_id: `e-${pairing_id}` },
    committed_end_at: day('2024-12-31'),
  });
const ended = (pairing_id: string, at: string) => event('pairing.ended_early', day(at), { ...programme, pairing_id });
const raised = (pairing_id: string, at: string, rule_id = 'no-meeting') => {
  const moment = Date.parse(day(at));
  return event('alert.raised', day(at), {
    ...{ ...programme, pairing_id, alert_id: `${rule_id}-${pairing_id}-${at}`, rule_id, rule_version: 1, score: 1 },
    ...{ since_at: moment, judged_at: moment, data_until_at: moment, recorded_at: day(at) },
  });
};
const acknowledged = (pairing_id: string, of: string, at: string) =>
  event('alert.acknowledged', day(at), { ...programme, pairing_id, alert_id: `no-meeting-${pairing_id}-${of}` });

// announced ends 30 days after its alert; late 61 days after; unseen without one; void leaves; young's alert is immature.
const history = [
  ...['announced', 'late', 'unseen', 'open', 'void', 'young'].map(pair),
  raised('announced', '2024-03-01'),
  raised('announced', '2024-03-11', 'goal-stuck'),
  acknowledged('announced', '2024-03-01', '2024-03-03'),
  ended('announced', '2024-03-31'),
  raised('late', '2024-03-01'),
  acknowledged('late', '2024-03-01', '2024-03-05'),
  ended('late', '2024-05-01'),
  ended('unseen', '2024-04-01'),
  raised('open', '2024-03-01'),
  raised('void', '2024-03-01'),
  event('pairing.voided', day('2024-03-02'), { ...programme, pairing_id: 'void' }),
  raised('young', '2024-06-15'),
];

describe('alerts on 2024-07-01', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await createScenario(inject('clickhouseUrl'), day('2024-07-01'));
    await scenario.load(history);
  });
  afterAll(() => scenario.close());
  const ask = async (metric: string, request: Partial<MetricRequest> = {}) =>
    (await scenario.engine.run({ metric, programme: 'a', protection: 'none', ...request })).rows;

  it('are counted by rule, those of voided pairings nowhere', async () => {
    expect(await ask('alerts-raised')).toMatchObject([{ value: 5 }]);
    const rows = await ask('alerts-raised', { groupBy: ['rule'] });
    expect(rows.map(({ group, value }) => [group['rule'], value])).toEqual([
      ['goal-stuck', 1],
      ['no-meeting', 4],
    ]);
  });

  it('are right in two of four mature cases, and one is too young', async () => {
    expect(await ask('alert-precision')).toMatchObject([{ value: 0.5, n: 4, count: 2, immature: 1 }]);
  });

  it('announce one of three premature ends, 30 days ahead; by stuck goals the same, 20 days ahead', async () => {
    expect(await ask('alert-recall')).toMatchObject([{ n: 3, count: 1 }]);
    expect(await ask('alert-lead-time')).toMatchObject([{ value: 30, n: 1 }]);
    const where = { rule: ['goal-stuck'] };
    expect(await ask('alert-recall', { where })).toMatchObject([{ n: 3, count: 1 }]);
    expect(await ask('alert-lead-time', { where })).toMatchObject([{ value: 20, n: 1 }]);
  });

  it('wait for somebody: two of five were taken on, after 2 and 4 days', async () => {
    const [row] = await ask('alert-acknowledgement-time');
    const curve = row?.points?.map((point) => [point.day, 'survival' in point ? point.survival : null]);
    expect(row).toMatchObject({ n: 5 });
    // Day 2: 4/5 wait; day 4: 4/5 × 3/4.
    expect(curve?.slice(0, 3)).toEqual([
      [1, 1],
      [3, expect.closeTo(0.8, 12)],
      [7, expect.closeTo(0.6, 12)],
    ]);
  });
});
