import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { MetricRequest } from './request.ts';
import { createScenario, event, type Scenario } from './testing/scenario.ts';

const day = (text: string) => `${text}T00:00:00Z`;
const programme = { programme_id: 'g' };
const pairing = (index: number) => {
  const pairing_id = `p${index}`;
  const own = { ...programme, pairing_id };
  return [
    event('pairing.activated', day('2024-01-01'), {
      ...own,
      mentor_id: `m${index}`,
      mentee_id: `e${index}`,
      committed_end_at: day('2024-03-01'),
    }),
    ...(index < 4 ? [event('pairing.ended_early', day('2024-02-01'), { ...own, reason: 'moved' })] : []),
  ];
};

describe('an explanation', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await createScenario(inject('clickhouseUrl'), day('2024-06-01'));
    await scenario.load([
      event('programme.configured', day('2023-01-01'), { ...programme, time_zone: 'UTC' }),
      ...Array.from({ length: 20 }, (_, index) => pairing(index)).flat(),
    ]);
  });
  afterAll(() => scenario.close());
  const explain = (request: Partial<MetricRequest>) =>
    scenario.engine.explain({ metric: 'premature-closure', programme: 'g', protection: 'none', ...request });

  it('puts a cell’s numbers into its formula', async () => {
    const { cells, formula } = await explain({});
    expect(formula).toMatch(/pairings that ended early/);
    expect(cells).toEqual([
      {
        group: {},
        bucket: null,
        state: 'value',
        formula: '4 ÷ 20 = 0.2000; wilson 95 %: 0.08066 to 0.4160',
      },
    ]);
  });

  it('shows the query as it is sent and what it reads of which table', async () => {
    const { sql, params, tables, rows_read, relations } = await explain({});
    expect(sql).toMatch(/^SELECT '' AS bucket/);
    expect(params).toMatchObject({ programme: 'g', as_of: '2024-06-01 00:00:00.000' });
    expect(relations).toEqual(['fact_pairing']);
    expect(tables.map(({ table }) => table)).toContain('events_pairing');
    expect(tables.every(({ rows }) => rows >= 0)).toBe(true);
    expect(rows_read).toBe(tables.reduce((sum, { rows }) => sum + rows, 0));
    // The answer itself still comes from the very query that is shown.
    const rows = await scenario.warehouse.query<{ n: string; k: string }>(sql, params);
    expect(rows.map(({ n, k }) => [Number(n), Number(k)])).toEqual([[20, 4]]);
  });

  it('never explains a hidden cell in numbers', async () => {
    const { cells } = await explain({ groupBy: ['end_reason'], protection: { k: 5 } });
    const hidden = cells.filter(({ state }) => state === 'suppressed');
    expect(hidden.length).toBeGreaterThan(0);
    for (const { formula } of hidden) expect(formula).not.toMatch(/\d/);
  });

  it('says why there is no number', async () => {
    const { cells } = await explain({ asOf: day('2024-02-10') });
    expect(cells.map(({ formula }) => formula)).toEqual(['not yet observable: too_young']);
  });
});
