import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { metrics } from './catalogue.ts';
import { needsBreakdown } from './composition.ts';
import { createMetricEngine, type MetricEngine } from './engine.ts';
import type { MetricRow } from './result.ts';
import { busyHistory } from './testing/busy-history.ts';
import { copyFacts } from './testing/copied-facts.ts';
import { createScenario, type Scenario } from './testing/scenario.ts';
import { triangleKind } from './triangle-request.ts';

const AS_OF = '2024-06-01T00:00:00Z';

describe('every metric', () => {
  let scenario: Scenario;
  let engine: MetricEngine;
  beforeAll(async () => {
    scenario = await createScenario(inject('clickhouseUrl'), AS_OF);
    await scenario.load(busyHistory(60));
    const relation = await copyFacts(scenario.warehouse, '2024-06-01 00:00:00.000');
    engine = createMetricEngine({
      query: (sql, params) => scenario.warehouse.query(sql, params),
      clock: () => Date.parse(AS_OF),
      relation,
    });
  });
  afterAll(() => scenario.close());

  it.each(metrics.map((metric) => [metric.id, metric] as const))(
    'explains itself in numbers: %s',
    async (id, metric) => {
      const [first = ''] = metric.dimensions;
      const groupBy = needsBreakdown(metric) && metric.alwaysBy === undefined ? [first] : [];
      const { cells, tables, meta } = await engine.explain({ metric: id, groupBy, protection: 'none' });
      expect(cells).toHaveLength(meta.row_count);
      // Nothing in this history is unreadable.
      if (id !== 'events-dead') expect(tables.length).toBeGreaterThan(0);
      for (const { formula } of cells) expect(formula).not.toMatch(/unknown|undefined|NaN|null/);
    },
  );

  const ofPairings = metrics.filter(({ dimensions }) => dimensions.includes('pairing_quarter'));
  it.each(ofPairings.map((metric) => [metric.id, metric] as const))(
    'has its units once over the quarters in which their pairings began: %s',
    async (metric, { alwaysBy = [] }) => {
      const asked = { metric, protection: 'none' } as const;
      const parts = await engine.run({ ...asked, groupBy: [...alwaysBy, 'pairing_quarter'] });
      const whole = await engine.run({ ...asked, groupBy: [...alwaysBy] });
      const units = (rows: readonly MetricRow[]) => rows.reduce((sum, { n }) => sum + (n ?? 0), 0);
      expect(units(parts.rows)).toBe(units(whole.rows));
      const quarters = parts.rows.map(({ group }) => group['pairing_quarter'] ?? '');
      expect(quarters.filter((quarter) => !/^(\d{4}-Q[1-4]|none)$/.test(quarter))).toEqual([]);
    },
  );

  it('means the same quarters by it as by the start of a pairing', async () => {
    const groups = async (dimension: string) => {
      const { rows } = await engine.run({ metric: 'pairings', groupBy: [dimension], protection: 'none' });
      return rows.map(({ group, n }) => [group[dimension], n]);
    };
    const quarters = await groups('pairing_quarter');
    expect(quarters.length).toBeGreaterThan(1);
    expect(quarters).toEqual(await groups('start_quarter'));
  });

  it('leaves nothing but the meetings of the pairings that began in a quarter', async () => {
    const { rows } = await engine.run({ metric: 'meetings', groupBy: ['pairing_quarter'], protection: 'none' });
    const [first] = rows;
    if (first === undefined) throw new Error('this history has no meetings');
    const where = { pairing_quarter: [first.group['pairing_quarter'] ?? ''] };
    const only = await engine.run({ metric: 'meetings', where, protection: 'none' });
    expect(only.rows.map(({ n }) => n)).toEqual([first.n]);
    expect(rows.length).toBeGreaterThan(1);
  });

  const followed = metrics.filter((metric) => triangleKind(metric) !== 'none');
  it.each(followed.map(({ id }) => id))('that follows units in time has a triangle: %s', async (metric) => {
    const { rows } = await engine.triangle({ metric, cohort: 'quarter', periods: 3, protection: { k: 3 } });
    const cells = rows.flatMap((row) => row.cells);
    expect(cells).toHaveLength(rows.length * 3);
    for (const { value, state } of cells) {
      expect(value === null).toBe(['suppressed', 'no_data', 'not_yet_observable'].includes(state));
      expect(value ?? 0).toBeGreaterThanOrEqual(0);
      expect(value ?? 0).toBeLessThanOrEqual(1);
    }
  });
});
