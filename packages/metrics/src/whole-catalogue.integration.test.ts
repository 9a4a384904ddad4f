import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { metrics } from './catalogue.ts';
import { needsBreakdown } from './composition.ts';
import { createMetricEngine, type MetricEngine } from './engine.ts';
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
