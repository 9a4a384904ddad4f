/** Shapes of the answers about frozen reports. */
import { z } from 'zod';
import { answered, count, links, row, seriesMeta } from './answers.ts';
import { rowChange } from './question-answers.ts';

const protection = z.object({ k: z.number() });

const head = z.object({
  id: z.string(),
  name: z.string(),
  frozen_at: z.string(),
  as_of: z.string(),
  known_at: z.string(),
  protection,
  answers: z.number(),
  sha256: z.string().meta({ description: 'Digest of the canonical JSON of the report' }),
});

const question = z.object({ metric: z.string() }).loose();

export const frozenListAnswer = z.object({ data: z.array(head), meta: count, links });

export const frozenMadeAnswer = z.object({ data: head, meta: z.object({}).loose(), links });

export const frozenAnswer = z.object({
  data: z.object({
    name: z.string(),
    as_of: z.string(),
    known_at: z.string(),
    protection,
    engine_version: z.number(),
    answers: z.array(
      z.object({
        question,
        metric: z.string(),
        version: z.number(),
        sql_sha256: z.string(),
        data: z.array(row),
        meta: seriesMeta,
      }),
    ),
  }),
  meta: head.extend(answered),
  links,
});

export const reissueAnswer = z.object({
  data: z.object({
    id: z.string(),
    identical: z.boolean(),
    sha256: z.object({ frozen: z.string(), reissued: z.string() }),
    bytes: z.object({ frozen: z.number(), reissued: z.number() }),
    differences: z.array(
      z.object({
        question,
        cause: z.enum(['definition', 'engine', 'data', 'wording']),
        sentence: z.string(),
        definition: z.object({ before: z.number(), after: z.number(), changes: z.array(z.unknown()) }),
        rows: z.array(rowChange),
      }),
    ),
  }),
  meta: head.extend(answered),
  links,
});
