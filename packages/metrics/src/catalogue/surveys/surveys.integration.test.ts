import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { MetricRequest } from '../../request.ts';
import { createScenario, type EventFields, event, type Scenario } from '../../testing/scenario.ts';

const instrument = { instrument_id: 'pulse', instrument_version: 1 };
const item = (item_id: string, measure: string, scale_min: number, scale_max: number, reverse = false) => ({
  ...{ item_id, measure, scale_min, scale_max, reverse },
});
const asked = (id: string, side = 'mentee') => ({
  ...instrument,
  ...{ programme_id: 's', side, wave: 'mid', invitation_id: `i${id}`, participant_id: `${side}-${id}` },
});
const invited = (at: string, id: string, more: EventFields = {}) =>
  event('survey.invitation_sent', `${at}T00:00:00Z`, { ...asked(id), ...more });
const answered = (at: string, id: string, answers: Record<string, number>, side = 'mentee') =>
  event('survey.response_submitted', `${at}T00:00:00Z`, {
    ...asked(id, side),
    response_id: `r${id}`,
    answers: Object.entries(answers).map(([item_id, value]) => ({ item_id, value })),
  });

const history = [
  event('survey.instrument_published', '2023-01-01T00:00:00Z', {
    ...instrument,
    items: [
      item('recommend', 'nps', 0, 10),
      item('satisfied', 'satisfaction', 1, 5),
      item('regret', 'satisfaction', 1, 5, true),
      item('wrong_scale', 'nps', 1, 5),
    ],
  }),
  invited('2024-01-01', '1', { closes_at: '2024-01-15T00:00:00Z' }),
  answered('2024-01-10', '1', { recommend: 10, satisfied: 5 }),
  invited('2024-01-01', '2', { closes_at: '2024-01-15T00:00:00Z' }),
  // No closing date: closed after 30 days.
  invited('2024-01-20', '3'),
  answered('2024-01-25', '3', { recommend: 9, regret: 2, wrong_scale: 1 }),
  // Still open on 1 March, so it does not count, although it was answered.
  invited('2024-02-25', '4', { closes_at: '2024-03-10T00:00:00Z' }),
  answered('2024-02-26', '4', { recommend: 7, satisfied: 1 }),
  answered('2024-02-26', '5', { recommend: 3, satisfied: 4 }, 'mentor'),
];

describe('survey metrics', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await createScenario(inject('clickhouseUrl'), '2024-03-01T00:00:00Z');
    await scenario.load(history);
  });
  afterAll(() => scenario.close());
  const ask = async (request: Partial<MetricRequest> & { metric: string }) =>
    (await scenario.engine.run({ programme: 's', protection: 'none', ...request })).rows;

  it('divide answered invitations by sent ones, closed ones only', async () => {
    const rows = await ask({ metric: 'survey-response-rate' });
    expect(rows).toMatchObject([{ n: 3, count: 2, ci: { method: 'wilson' } }]);
    const months = await ask({ metric: 'survey-response-rate', grain: 'month', to: '2024-03-01' });
    expect(months.map(({ bucket, state }) => [bucket, state])).toEqual([
      ['2024-01', 'value'],
      ['2024-02', 'not_yet_observable'],
    ]);
  });

  it('never pool the sides of the net promoter score, and read its scale only', async () => {
    const rows = await ask({ metric: 'nps' });
    expect(rows.map(({ group, n }) => [group['side'], n])).toEqual([
      ['mentee', 3],
      ['mentor', 1],
    ]);
    expect(rows[0]?.value).toBeCloseTo((100 * 2) / 3, 12);
    expect(rows[1]?.value).toBe(-100);
  });

  it('average satisfaction with reversed items turned round', async () => {
    // 5, 1, 4, and 2 reversed = 4.
    const [row] = await ask({ metric: 'satisfaction' });
    expect(row).toMatchObject({ value: 3.5, n: 4, ci: { method: 'student_t' }, favourable: { value: 0.75 } });
  });

  it('hide answers of fewer than k people', async () => {
    const rows = await ask({ metric: 'satisfaction', protection: { k: 5 } });
    expect(rows).toEqual([
      { group: {}, bucket: null, state: 'suppressed', value: null, n: null, ci: null, reason: 'small_group' },
    ]);
  });
});
