/** What lineage answers with, for the API's document. */
import { z } from 'zod';
import { links, row } from './answers.ts';

const schema = z
  .object({ id: z.number(), version: z.number() })
  .nullable()
  .meta({ description: 'Avro schema of its records; null where the stream has several' });

const lineageEvent = z.object({
  topic: z.string(),
  partition: z.number(),
  offset: z.string(),
  event_id: z.string(),
  type: z.string(),
  schema,
  occurred_at: z.string(),
  recorded_at: z.string(),
  stored_at: z.string(),
  supersedes: z.string().nullable(),
  superseded_by: z.string().nullable(),
});

const unit = z.object({
  unit: z.record(z.string(), z.string()),
  at: z.string().nullable(),
  state: z.enum(['counted', 'immature', 'left_out']),
  gives: z.record(z.string(), z.unknown()),
  events: z.array(lineageEvent).optional(),
  events_left_out: z.number().optional(),
});

const sources = z.object({
  relations: z.array(z.string()),
  streams: z.array(z.object({ topic: z.string(), schema, types: z.array(z.string()) })),
});

export const lineageAnswer = z.object({
  data: z.object({
    cell: row.nullable().meta({ description: 'null where the answer shows none: hidden, empty and absent look alike' }),
    units: z.array(unit).nullable().meta({ description: 'For administrators; null for everybody else' }),
    events: z
      .array(z.object({ type: z.string(), topic: z.string(), schema, events: z.number() }))
      .nullable()
      .meta({ description: 'Types about k people or more on each side; null for who has the rows or no counts' }),
    sources,
  }),
  meta: z
    .object({
      detail: z.enum(['units', 'counts', 'sources']).meta({ description: 'What this caller sees' }),
      next_cursor: z.string().nullable(),
    })
    .loose(),
  links,
});

const place = { description: 'For administrators; null for everybody else, whom it would tell how much others send' };
const timelineEvent = lineageEvent.extend({
  partition: z.number().nullable().meta(place),
  offset: z.string().nullable().meta(place),
  fields: z.record(z.string(), z.unknown()),
});

const timeline = z.object({
  programme_id: z.string(),
  pairing_id: z.string(),
  mentor_id: z.string().nullable(),
  mentee_id: z.string().nullable(),
  events: z.array(timelineEvent),
  events_left_out: z.number(),
});

const meta = z.object({ row_count: z.number() }).loose();

export const timelineAnswer = z.object({ data: z.array(timeline), meta, links });

const receipt = z.object({
  topic: z.string(),
  partition: z.number(),
  offset: z.string(),
  recorded_at: z.string(),
  kafka_at: z.string(),
  stored_at: z.string(),
});

const trace = z.object({
  event: lineageEvent,
  fields: z.record(z.string(), z.unknown()),
  receipts: z.array(receipt),
  delays: z.object({ to_kafka: z.number(), to_warehouse: z.number() }),
  chain: z.array(lineageEvent),
  feeds: z.object({ units: z.record(z.string(), z.string()), metrics: z.array(z.string()) }),
});

/** All of it for administrators; for programme leads the event as the timeline shows it. */
export const eventAnswer = z.object({
  data: z.array(z.union([trace, z.object({ event: timelineEvent })])),
  meta,
  links,
});
