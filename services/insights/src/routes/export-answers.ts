/** Shapes of the answers about exports and feeds. */
import { exportFormats, exportVariants } from '@rapport/warehouse';
import { z } from 'zod';
import { answered, count, links } from '../answers.ts';
import { jobStates } from '../exports/job-folder.ts';

const nullable = z.string().nullable();
const amount = z.number().nullable();

const job = z.object({
  id: z.string(),
  state: z.enum(jobStates),
  kind: z.enum(['metric', 'rows']),
  format: z.enum(exportFormats),
  variant: z.enum(exportVariants),
  query: z.record(z.string(), z.unknown()).meta({ description: 'What was asked for' }),
  created_at: z.string(),
  finished_at: nullable,
  expires_at: nullable,
  rows: amount,
  bytes: z.number().meta({ description: 'Written so far, or in all' }),
  sha256: nullable,
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
});

export const jobAnswer = z.object({ data: job, meta: z.object(answered), links });
export const jobListAnswer = z.object({ data: z.array(job), meta: count, links });

/** The manifest's own document; its parts stand in packages/warehouse/src/exports/manifest.ts. */
export const manifestAnswer = z
  .object({
    manifest_version: z.number(),
    id: z.string(),
    kind: z.enum(['metric', 'rows']),
    created_at: z.string(),
    file: z.object({
      name: z.string(),
      format: z.enum(exportFormats),
      variant: z.enum(exportVariants),
      media_type: z.string(),
      rows: z.number(),
      bytes: z.number(),
      sha256: z.string(),
    }),
    query: z.record(z.string(), z.unknown()),
    as_of: z.string(),
    known_at: z.string(),
    schema: z.array(z.object({ name: z.string(), type: z.string(), comment: z.string() })),
    definitions: z.array(z.object({ kind: z.string(), id: z.string(), version: z.number() })),
    access: z.record(z.string(), z.unknown()),
    notes: z.array(z.string()),
    generalisation: z.record(z.string(), z.unknown()).optional(),
    feed_position: z.string().optional(),
  })
  .meta({ description: 'What an export is, whether it is whole, and how to ask for the same again' });

export const feedAnswer = z.object({
  data: z.array(
    z
      .object({ event_id: z.string(), type: z.string(), partition: z.number(), offset: z.number() })
      .loose()
      .meta({ description: 'An event; fields that it does not have are left out' }),
  ),
  meta: count.extend({
    stream: z.string(),
    next: z.string().meta({ description: 'The position behind these events: since of the next call' }),
    complete: z.boolean().meta({ description: 'False while there is more to be read at once' }),
  }),
  links,
});
