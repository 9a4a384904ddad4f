/** What POST /v1/frozen-reports takes. */
import { z } from 'zod';
import { line } from '../workspace/item-parameters.ts';

const MOST_QUESTIONS = 20;
const LONGEST_NAME = 60;

const instant = z.iso
  .datetime({ offset: true, error: 'must be an RFC 3339 time' })
  .optional()
  .meta({ description: 'Only where answers are live; by default the newest that has settled' });

export const freezeBody = z.strictObject({
  title: line(120),
  questions: z
    .array(z.unknown(), 'must be a list of questions')
    .min(1, 'must be a list of questions')
    .max(MOST_QUESTIONS, `must have at most ${MOST_QUESTIONS} questions`),
  as_of: instant,
  known_at: instant,
});

/** The same for the API's document. */
export const freezeDescription = z.object({
  title: z
    .string()
    .max(120)
    .meta({ description: 'Its name is made of it', examples: ['Board, third quarter'] }),
  questions: z
    .array(z.object({ metric: z.string() }).loose())
    .meta({ description: 'As POST /v1/query takes them, without as_of and known_at', examples: [[{ metric: 'nps' }]] }),
  as_of: instant,
  known_at: instant,
});

/** A report's name: small letters, digits and hyphens. */
export function nameOfTitle(title: string): string {
  const plain = title.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const name = plain.replaceAll(/[^a-z0-9]+/g, '-').slice(0, LONGEST_NAME);
  return name.replaceAll(/^-+|-+$/g, '') || 'report';
}
