import { createFactKeeper } from '@rapport/warehouse';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { metrics } from './catalogue.ts';
import { createMetricEngine, type MetricEngine } from './engine.ts';
import type { MetricRequest } from './request.ts';
import { busyHistory } from './testing/busy-history.ts';
import { createScenario, type Scenario } from './testing/scenario.ts';

const NOW = '2024-07-01T00:00:00Z';
const clock = () => Date.parse(NOW);

const questions: readonly Omit<MetricRequest, 'protection'>[] = [
  { metric: 'meetings', grain: 'month', from: '2024-01-01', to: '2024-05-01' },
  { metric: 'meetings', groupBy: ['mentee_department'] },
  { metric: 'meeting-hours' },
  { metric: 'meetings-per-pair-month' },
  { metric: 'pair-survival', groupBy: ['start_year'] },
];

describe('a question that names no time', () => {
  let scenario: Scenario;
  let kept: MetricEngine;
  let numbered: MetricEngine;
  beforeAll(async () => {
    scenario = await createScenario(inject('clickhouseUrl'), NOW);
    const { warehouse, load } = scenario;
    const keeper = createFactKeeper({ warehouse, clock });
    const events = busyHistory(60);
    const half = Math.floor(events.length / 2);
    await load(events.slice(0, half));
    await keeper.refresh();
    await load(events.slice(half));
    await keeper.refresh();
    const [source, numbers] = [keeper.source(), keeper.source('numbers')];
    if (source === undefined || numbers === undefined) throw new Error('nothing is kept');
    const query = (sql: string, params: Record<string, unknown>) =>
      warehouse.query<Record<string, unknown>>(sql, params);
    kept = createMetricEngine({ query: query as never, clock, kept: () => source });
    numbered = createMetricEngine({ query: query as never, clock, numbered: () => numbers });
  });
  afterAll(() => scenario.close());

  it.each(questions)('has the same answer from kept facts and from the folds: %j', async (question) => {
    const folded = await scenario.engine.run({ ...question, protection: 'none' });
    const answer = await kept.run({ ...question, protection: 'none' });
    expect(folded.rows.length).toBeGreaterThan(0);
    expect(answer.rows).toEqual(folded.rows);
  });

  // Every twelfth: all of them read the same relations.
  it.each(metrics.filter((_, place) => place % 12 === 0))(
    'that names a time after the last event has the answer of the folds: $id',
    async ({ id: metric, dimensions }) => {
      const groupBy = dimensions.filter((dimension) => dimension === 'start_year');
      // The history ends before: nothing is told of later days.
      const question = { metric, groupBy, asOf: '2024-06-30T12:00:00Z', protection: { k: 5 } } as const;
      const [folded, answer] = await Promise.all([scenario.engine.run(question), kept.run(question)]);
      expect(answer).toEqual(folded);
    },
  );

  it.each(metrics)('has the same answer where ids are read as numbers: $id', async ({ id: metric, dimensions }) => {
    const groupBy = dimensions.filter((dimension) => dimension === 'start_year');
    const [byTexts, byNumbers] = await Promise.all([
      kept.run({ metric, groupBy, protection: { k: 5 } }),
      numbered.run({ metric, groupBy, protection: { k: 5 } }),
    ]);
    expect(byNumbers).toEqual(byTexts);
  });
});
