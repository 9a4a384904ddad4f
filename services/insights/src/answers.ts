/** Shapes of the answers: what the API promises, and what its OpenAPI document says. */
import { z } from 'zod';

export const interval = z
  .object({ low: z.number().nullable(), high: z.number().nullable(), level: z.number(), method: z.string() })
  .meta({ description: 'Confidence interval; a limit that the curve has not reached is null' });

const point = z.object({
  day: z.number(),
  survival: z.number().nullable().optional(),
  incidence: z.number().nullable().optional(),
  ci_low: z.number().nullable(),
  ci_high: z.number().nullable(),
  at_risk: z.number(),
});

const side = z.object({ value: z.number().nullable(), ci: interval.nullable(), reason: z.string().optional() });
const details = z.record(z.string(), z.number().nullable());

/** A cell beside another one: of an earlier period, or of the reference group. */
const contrast = z.object({ difference: side }).loose();

export const state = z.enum(['value', 'zero', 'in_progress', 'not_yet_observable', 'suppressed', 'no_data']);

/** A release, by its instant. */
export const release = z.object({
  id: z.string().meta({ examples: ['2026-11-23T02:00:00Z'] }),
  at: z.string().meta({ description: 'as_of and known_at of every answer' }),
  made_at: z.string(),
});

export const row = z.object({
  group: z.record(z.string(), z.string()),
  bucket: z.string().nullable(),
  state,
  value: z.number().nullable(),
  n: z.number().nullable(),
  ci: interval.nullable(),
  reason: z.string().optional().meta({ description: 'Why the value, or only its interval, is missing' }),
  count: z.number().nullable().optional(),
  flags: z.array(z.string()).optional().meta({ description: 'What to be careful about' }),
  immature: z.number().optional().meta({ description: 'Units too young to count' }),
  details: details.optional().meta({ description: 'Side numbers of the estimator' }),
  comparison: contrast.optional().meta({ description: 'With compare: the same cell of the other period' }),
  gap: contrast.optional().meta({ description: 'With reference: this group beside the reference group' }),
  contrast: z.record(z.string(), z.unknown()).optional().meta({ description: 'Participants against others' }),
  points: z.array(point).optional(),
  curve: z
    .array(point.extend({ ended: z.number().nullable(), censored: z.number().nullable() }))
    .optional()
    .meta({ description: 'With curve=full: the whole curve; how many had ended and were no longer followed by then' }),
  median: z.number().nullable().optional(),
  median_ci: z.array(z.number().nullable()).nullable().optional(),
  rmst: z.number().nullable().optional(),
  rmst_tau: z.number().optional(),
  rmst_ci: z.array(z.number()).nullable().optional(),
  favourable: side.optional(),
  release: z.string().optional().meta({
    description:
      'Released answers: the release whose number this is; a cell about too few new people keeps its last one',
  }),
  quantiles: z.object({ p50: z.number(), p95: z.number(), p99: z.number() }).nullable().optional(),
});

export const query = z.object({
  metric: z.string(),
  programme: z.string().nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  grain: z.string().nullable(),
  week_start: z.string().optional(),
  method: z.string().optional(),
  curve: z.string().optional(),
  group_by: z.array(z.string()),
  where: z.record(z.string(), z.array(z.string())),
  as_of: z.string(),
  known_at: z.string(),
  duration: z.string().nullable(),
  horizon: z.number().nullable(),
});

/** Every answer with a meta has it; parts of answers (the questions of a query, a frozen report) do not. */
export const answered = {
  access: z
    .string()
    .optional()
    .meta({ description: 'Who was answered: role and name of the token, or that there was none' }),
};

export const seriesMeta = z.object({
  ...answered,
  metric: z.string(),
  version: z.number(),
  title: z.string(),
  definition: z.string(),
  unit: z.string(),
  direction: z.string(),
  time_refers_to: z.string(),
  query,
  as_of: z.string(),
  known_at: z.string(),
  time_zones: z.array(z.string()),
  duration: z.string().nullable(),
  protection: z.object({ k: z.number() }),
  row_count: z.number(),
  suppressed_cells: z.number(),
  lineage: z.object({ relations: z.array(z.string()), grain: z.string() }),
  caveats: z.array(z.string()),
  comparison: z.object({ kind: z.string(), from: z.string(), to: z.string() }).optional(),
  reference: z.string().optional(),
  release: release.optional().meta({ description: 'Released answers: of which release' }),
});

export const links = z.record(z.string(), z.string());
const texts = z.array(z.string());

const change = z.object({ version: z.number(), date: z.string(), what: z.string() });

export const description = z.object({
  id: z.string(),
  version: z.number(),
  reference: z.string(),
  family: z.string(),
  title: z.string(),
  question: z.string(),
  formula: z.string(),
  unit: z.string(),
  grain: z.string(),
  direction: z.string(),
  time_refers_to: z.string(),
  estimator: z.string(),
  estimator_parameters: z.record(z.string(), z.unknown()),
  target: z
    .object({ low: z.number().optional(), high: z.number().optional(), text: z.string(), origin: z.string() })
    .nullable()
    .meta({ description: 'What is usual or aimed at, and who says so' }),
  dimensions: texts,
  filters: texts,
  always_by: texts,
  default_where: z.record(z.string(), texts),
  horizon_days: z.number().nullable(),
  duration_conventions: texts,
  people_metric: z.boolean(),
  relations: texts,
  caveats: texts,
  changes: z.array(change),
});

export const count = z.object({ ...answered, row_count: z.number() });

export const metricListAnswer = z.object({ data: z.array(description), meta: count, links });
export const metricAnswer = z.object({ data: description, meta: z.object(answered), links });
export const versionsAnswer = z.object({
  data: z.array(change),
  meta: count.extend({ metric: z.string(), version: z.number() }),
  links,
});
export const seriesAnswer = z.object({ data: z.array(row), meta: seriesMeta, links });

export const programmesAnswer = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      time_zone: z.string(),
      cadence_days: z.number().nullable(),
      first_event_on: z.string().nullable().meta({ description: 'Local date of its earliest event' }),
      last_event_on: z
        .string()
        .nullable()
        .meta({ description: 'Local date of its latest event: numbers about later times count everybody as silent' }),
    }),
  ),
  meta: count,
  links,
});

export const meAnswer = z.object({
  data: z.object({
    role: z.enum(['demo', 'admin', 'analyst', 'lead', 'data']),
    name: z.string().nullable().meta({ description: 'Of the token; null without one' }),
    programmes: texts.nullable().meta({ description: 'Those that it may see; null for all' }),
    k: z.number().meta({ description: 'Cells about fewer people on a side are hidden' }),
    answers: z.enum(['live', 'released']).meta({ description: 'Of this moment, or of the latest release' }),
  }),
  meta: z.object(answered),
  links,
});

export const freshnessAnswer = z.object({
  data: z.array(
    z.object({
      topic: z.string(),
      stream: z.string(),
      partitions: z.array(z.object({ partition: z.number(), last_offset: z.number() })),
      latest_record_at: z
        .string()
        .nullable()
        .meta({ description: 'Kafka time of the newest record that became a row' }),
      written_at: z.string().meta({ description: 'When the newest chunk was written' }),
      seconds_since_written: z.number(),
      lag_messages: z.null().meta({ description: "Not known here: the projector's /metrics has it" }),
    }),
  ),
  meta: count.extend({ as_of: z.string() }),
  links,
});

export const problemAnswer = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    detail: z.string(),
    code: z.string(),
    errors: z
      .array(
        z.object({
          parameter: z.string().optional(),
          pointer: z.string().optional(),
          message: z.string(),
          code: z.string().optional(),
        }),
      )
      .optional(),
    instance: z.string().optional(),
    trace_id: z.string().optional(),
  })
  .meta({
    description: 'RFC 9457 problem',
    examples: [
      {
        type: 'urn:rapport:problem:request-invalid',
        title: 'The request makes no sense',
        status: 400,
        detail: 'there is no such parameter: did you mean programme?',
        code: 'UNKNOWN_PARAMETER',
        errors: [{ parameter: 'program', message: 'there is no such parameter: did you mean programme?' }],
      },
    ],
  });
