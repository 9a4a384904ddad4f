/** Subscriptions as they travel. */
import type { ComparedResult } from '@rapport/metrics';
import { z } from 'zod';
import { count, links, row, seriesMeta } from '../answers.ts';
import { line, owner, page, state } from '../workspace/item-parameters.ts';

const every = z.enum(['week', 'month'], 'must be week or month');
const weekday = z
  .int('must be a whole number')
  .min(1, 'must be 1 (Monday) to 7')
  .max(7, 'must be 1 (Monday) to 7')
  .optional()
  .meta({ description: 'Weekly: the day of the following week from which on it is delivered, 1 (Monday) to 7' });
const monthDay = z
  .int('must be a whole number')
  .min(1, 'must be 1 to 28')
  .max(28, 'must be 1 to 28')
  .optional()
  .meta({ description: 'Monthly: the day of the following month from which on it is delivered, 1 to 28' });
const question = z.object({ metric: z.string() }).loose();

export const channel = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('email'), to: z.email('must be an e-mail address').max(254) }),
    z.strictObject({ kind: z.literal('webhook'), url: z.string().max(2_000) }),
  ],
  'must be { kind: email, to } or { kind: webhook, url }',
);

export const body = z.strictObject({
  title: line(120),
  question: z.unknown(),
  every,
  weekday,
  month_day: monthDay,
  channel,
  page: page.default('/'),
  state: state.default(''),
});

/** The same for the API's document. */
export const bodyDescription = z.object({
  title: z
    .string()
    .max(120)
    .meta({ examples: ['Meetings of the week'] }),
  question: question.meta({
    description: 'As POST /v1/query takes it, about one programme, without a period',
    examples: [{ metric: 'meetings', programme: 'engineering-2026' }],
  }),
  every,
  weekday,
  month_day: monthDay,
  channel,
  page: z.string().optional().meta({ description: 'The page that its link opens' }),
  state: z.string().max(2_000).optional(),
});

const changes = { weekday: weekday.nullable(), month_day: monthDay.nullable(), channel: channel.optional() };

/** What of a subscription can be changed. What is left out stays as it is. */
export const change = z
  .strictObject({ title: line(120).optional(), ...changes })
  .refine((given) => Object.keys(given).length > 0, 'must change something');
export const changeDescription = z.object({ title: z.string().max(120).optional(), ...changes });

export const shownChannel = z
  .object({ kind: z.enum(['email', 'webhook']), to: z.string().optional(), url: z.string().optional() })
  .meta({ description: 'Where to, for its owner only' });

const delivered = z.object({
  at: z.string(),
  period: z.string().meta({ examples: ['2026-w47'] }),
  state: z.enum(['sent', 'waiting', 'failed']),
  reason: z.string().nullable().meta({
    description:
      'not_complete, records_waiting, history_arriving or not_released where it waits; token_ended, no_address, question_refused or not_delivered where it failed',
  }),
});
const answered = z.object({ data: z.array(row), meta: seriesMeta });

export const subscription = z.object({
  id: z.string(),
  title: z.string(),
  question,
  programme: z.string(),
  every,
  weekday: z.number().nullable(),
  month_day: z.number().nullable(),
  channel: shownChannel,
  page: z.string(),
  state: z.string(),
  owner,
  mine: z.boolean(),
  created_at: z.string(),
  last: delivered.nullable(),
});

export const listAnswer = z.object({ data: z.array(subscription), meta: count, links });
export const oneAnswer = z.object({ data: subscription, meta: z.object({}).loose(), links });
export const madeAnswer = z.object({
  data: subscription.extend({
    secret: z.string().optional().meta({ description: 'Webhooks: signs what is posted; shown once' }),
  }),
  meta: z.object({}).loose(),
  links,
});
export const previewAnswer = z.object({
  data: z.object({
    subject: z.string(),
    html: z.string(),
    answer: answered,
    period: z.object({ id: z.string(), from: z.string(), to: z.string() }),
    complete: z.boolean().meta({ description: 'Whether it would be delivered now' }),
    reason: z.string().nullable(),
  }),
  meta: z.object({}).loose(),
  links,
});

export const deliveriesAnswer = z.object({
  data: z.array(
    delivered.extend({ has_answer: z.boolean().meta({ description: 'Whether the numbers that were sent are kept' }) }),
  ),
  meta: count,
  links,
});
export const deliveryAnswer = z.object({
  data: z.object({ period: z.string(), answer: answered }),
  meta: z.object({}).loose(),
  links,
});

/** What was sent, as it is kept with its delivery. */
export const sentAnswerOf = (text: string): { data: ComparedResult['rows']; meta: ComparedResult['meta'] } =>
  JSON.parse(text) as { data: ComparedResult['rows']; meta: ComparedResult['meta'] };
