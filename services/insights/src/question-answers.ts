/** Shapes of the answers about answers: explanations, triangles, receipts, many at once, the dictionary. */
import { z } from 'zod';
import {
  answered,
  count,
  description,
  interval,
  links,
  problemAnswer,
  query,
  row,
  seriesMeta,
  state,
} from './answers.ts';

const nullable = z.number().nullable();
const groups = z.record(z.string(), z.string());
const texts = z.array(z.string());

export const explainAnswer = z.object({
  data: z.object({
    metric: z.string(),
    version: z.number(),
    question: z.string(),
    formula: z.string(),
    estimator: z.string(),
    relations: texts,
    sql: z.string(),
    params: z.record(z.string(), z.unknown()),
    tables: z.array(z.object({ table: z.string(), parts: z.number(), rows: z.number(), marks: z.number() })),
    rows_read: nullable.meta({ description: 'null for tokens that see some programmes only' }),
    cells: z.array(z.object({ group: groups, bucket: z.string().nullable(), state, formula: z.string() })),
    cells_left_out: z.number(),
  }),
  meta: seriesMeta,
  links,
});

const cell = z.object({
  period: z.number(),
  day: z.number(),
  state,
  value: nullable,
  n: nullable,
  ci: interval.nullable(),
  reason: z.string().optional(),
});

export const triangleAnswer = z.object({
  data: z.array(z.object({ group: groups, cohort: z.string(), size: nullable, cells: z.array(cell) })),
  meta: seriesMeta.extend({
    triangle: z.object({ cohort: z.string(), period: z.string(), period_days: z.number(), periods: z.number() }),
  }),
  links,
});

const events = z
  .object({
    told: z.number().meta({ description: 'Events on the metric’s streams that were told in between' }),
    units: z.number().meta({ description: 'Units whose row is another' }),
    total: z.number().meta({ description: 'Events that changed a unit' }),
    counts: z.array(
      z.object({ type: z.string(), class: z.enum(['late', 'correction', 'void', 'new']), events: z.number() }),
    ),
  })
  .nullable()
  .meta({ description: 'null where a row is suppressed: counts could tell of the few people in it' });

export const rowChange = z.object({
  group: groups,
  bucket: z.string().nullable(),
  before: row.nullable(),
  after: row.nullable(),
  difference: nullable,
});

const receipt = z.object({
  metric: z.string(),
  version: z.number(),
  title: z.string(),
  unit: z.string(),
  question: query,
  as_of: z.string(),
  known_before: z.string(),
  known_after: z.string(),
  protection: z.object({ k: z.number() }),
  definition: z.object({
    version: z.number(),
    changes: z.array(z.object({ version: z.number(), date: z.string(), what: z.string() })),
  }),
  rows: z.array(rowChange),
  unchanged_rows: z.number(),
  hidden_rows: z.number(),
  events,
});

export const diffAnswer = z.object({
  data: receipt,
  meta: z.object({ ...answered, protection: z.object({ k: z.number() }) }),
  links,
});

export const manyQuestions = z
  .object({
    queries: z
      .array(z.object({ metric: z.string() }).loose())
      .min(1)
      .max(20),
  })
  .meta({
    examples: [
      {
        queries: [
          { metric: 'pair-survival', programme: 'code-review', group_by: ['start_year'] },
          { metric: 'no-show', where: { side: ['mentee'] }, grain: 'month', from: '2026-01-01', to: '2026-07-01' },
        ],
      },
    ],
  });

const problem = problemAnswer.omit({ type: true, instance: true, trace_id: true });

export const manyAnswer = z.object({
  data: z.array(z.union([z.object({ data: z.array(row), meta: seriesMeta }), z.object({ problem })])),
  meta: count,
  links,
});

const entry = description.extend({
  method: z.string().meta({ description: 'How the number and its interval are made' }),
  horizon_meaning: z.string().nullable(),
});

export const dictionaryAnswer = z.object({
  data: z.object({
    metrics: z.array(entry),
    dimensions: z.array(z.object({ id: z.string(), title: z.string() })),
  }),
  meta: count,
  links,
});
