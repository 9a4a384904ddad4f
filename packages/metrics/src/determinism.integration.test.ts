import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { metrics } from './catalogue.ts';
import { compile, type SqlParameter } from './compile.ts';
import type { RelationSource } from './definition.ts';
import { parseRequest } from './request.ts';
import { busyHistory } from './testing/busy-history.ts';
import { copyFacts } from './testing/copied-facts.ts';
import { createScenario, type Scenario } from './testing/scenario.ts';

const NOW = '2024-07-01T00:00:00Z';

/** One thread over whole blocks, and many over crumbs, so that partial sums meet in ever other order. */
const ways = ['max_threads = 1', 'max_threads = 8, max_block_size = 64, merge_tree_min_rows_for_concurrent_read = 1'];
const ROUNDS = 10;

/** Estimators that add amounts; the others only count, and once each way shows it. */
const adding = [
  'sum',
  'rate',
  'clustered_rate',
  'mean',
  'clustered_mean',
  'paired_change',
  'alpha',
  'gini',
  'lateness',
];

describe('the same question', () => {
  let scenario: Scenario;
  let relation: RelationSource;
  beforeAll(async () => {
    scenario = await createScenario(inject('clickhouseUrl'), NOW);
    const events = busyHistory(60);
    // Several parts, so that many threads have something to share.
    for (let part = 0; part < 6; part += 1) await scenario.load(events.filter((_, index) => index % 6 === part));
    relation = await copyFacts(scenario.warehouse, '2024-06-01 00:00:00.000');
  });
  afterAll(() => scenario.close());

  async function answersTo(sql: string, params: Record<string, SqlParameter>, rounds: number): Promise<Set<string>> {
    const answers = new Set<string>();
    for (let round = 0; round < rounds; round += 1) {
      for (const way of ways) {
        answers.add(JSON.stringify(await scenario.warehouse.query(`${sql}\nSETTINGS ${way}`, params)));
      }
    }
    return answers;
  }

  it('would not have the same bytes if floats were added', async () => {
    const floats = await answersTo('SELECT sum(value / 7), varSamp(value / 7) FROM copy_of_fact_answer', {}, ROUNDS);
    expect(floats.size).toBeGreaterThan(1);
  });

  it.each(metrics.map((metric) => [metric.id, metric] as const))(
    'has the same bytes for an answer every time: %s',
    async (id, metric) => {
      const breakdown = metric.dimensions.find((dimension) => dimension.startsWith('start_')) ?? metric.dimensions[0];
      const groupBy = breakdown === undefined ? [] : [breakdown];
      const query = parseRequest(
        { metric: id, groupBy, asOf: '2024-06-01T00:00:00Z', protection: 'none' },
        Date.parse(NOW),
      );
      const times = { zones: ['UTC', 'Europe/London', 'America/New_York'], range: { first: '2023-01-01', count: 0 } };
      const { sql, params } = compile(query, times, relation);
      const rounds = adding.includes(metric.estimator.name) ? ROUNDS : 1;
      const answers = await answersTo(sql, params, rounds);
      expect([...answers]).toHaveLength(1);
    },
  );
});
