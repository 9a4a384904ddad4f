/** A metric over a handful of rows written into its sample: for what an estimator makes of columns, without events. */

import { makeRows } from '../cells.ts';
import { compile } from '../compile.ts';
import type { Estimator, MetricDefinition } from '../definition.ts';
import type { RunQuery } from '../engine.ts';
import { type MetricRequest, queryOf } from '../request.ts';
import type { MetricRow } from '../result.ts';

/** A structure as ClickHouse's `values` reads it (`score Float64`), and its rows as SQL tuples without brackets. */
export type TinyRows = { columns: string; rows: readonly string[] };

/**
 * Mentor, mentee and group are always columns (`mentor_id`, `mentee_id`, `end_reason`), the first three of each row; all
 * lie on 2024-01-10 unless the columns give an `at`.
 */
export function tinyMetric(
  estimator: Estimator,
  { columns, rows }: TinyRows,
  more: Partial<MetricDefinition> = {},
): MetricDefinition {
  const structure = `mentor_id String, mentee_id String, end_reason String, ${columns}`;
  const at = columns.includes('at ') ? '' : "toDateTime64('2024-01-10 12:00:00', 3, 'UTC') AS at,";
  return {
    id: 'tiny',
    reference: '',
    version: 1,
    family: 'engagement',
    title: 'Tiny',
    question: 'What is it?',
    formula: 'as it is',
    unit: 'share',
    grain: 'one row',
    direction: 'neither',
    timeRefersTo: 'the row',
    time: 'instant',
    dimensions: ['programme', 'end_reason'],
    people: 'pair',
    relations: ['fact_pairing'],
    estimator,
    sample: () => `SELECT *, 'p' AS programme_id, 'UTC' AS time_zone, ${at} toDateTime64(0, 3, 'UTC') AS ended_at
      FROM values('${structure}', ${rows.map((row) => `(${row})`).join(', ')})`,
    caveats: ['none'],
    changes: [{ version: 1, date: '2026-11-20', what: 'First definition.' }],
    ...more,
  };
}

/** The rows of an answer about a metric that is in no catalogue, as of 2024-06-01. */
export async function askTiny(
  query: RunQuery,
  metric: MetricDefinition,
  request: Partial<MetricRequest> = {},
): Promise<MetricRow[]> {
  const asked = queryOf(metric, { protection: 'none', ...request }, Date.UTC(2024, 5, 1));
  const times = { zones: ['UTC'], range: { first: '2024-01-01', count: 0 } };
  const { sql, params } = compile(asked, times, () => 'SELECT 1');
  return makeRows(asked, await query(sql, params), ['UTC']);
}
