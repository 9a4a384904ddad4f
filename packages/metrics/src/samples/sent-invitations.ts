import type { SampleContext } from '../definition.ts';

const OPEN_DAYS = 30;

/** SQL: when an invitation closes: its closing date, or 30 days after sending where it has none. */
export const closing = `ifNull(closes_at, sent_at + toIntervalDay(${OPEN_DAYS}))`;

/** Every invitation, `at` when it was sent: `success` where it was answered, `mature` once it is closed. */
export function sentInvitations(context: SampleContext): string {
  return `SELECT *, sent_at AS at, submitted_at IS NOT NULL AS success, ${closing} <= ${context.asOf} AS mature
    FROM ${context.relation('fact_invitation')}`;
}
