import type { SampleContext } from '../definition.ts';
import { answers } from './answers.ts';

/** Answers to the measure satisfaction (1–5) about a pairing, with `age_days`, the pairing's age when it answered. */
export function agedAnswers(context: SampleContext): string {
  return `SELECT *, dateDiff('millisecond', assumeNotNull(pairing_activated_at), at) / 86400000 AS age_days
    FROM (${answers(context, 'satisfaction', { min: 1, max: 5 })})
    WHERE pairing_activated_at IS NOT NULL AND NOT pairing_voided`;
}
