/** What became of a delivery, in words. Pure. */
import type { Subscription } from '../../keep/kept.ts';

type Last = NonNullable<Subscription['last']>;

const REASONS: Readonly<Record<string, string>> = {
  not_complete: 'the period is not told to its end',
  records_waiting: 'records on the log are not stored yet',
  history_arriving: 'older history is still coming in',
  not_released: 'no release holds the whole period yet',
  token_ended: 'the token that ordered it has ended',
  no_address: 'nobody knows any more where to',
  question_refused: 'the question is not answered to this token',
  not_delivered: 'the other side did not take it',
};

/** The class of a state's pill. */
export const PILLS: Readonly<Record<Last['state'], string>> = {
  sent: 'pill pill-good',
  waiting: 'pill',
  failed: 'pill pill-bad',
};

/** 2026-w47 as `week 47 of 2026`, 2026-11 as `November 2026`. */
export function periodText(period: string): string {
  const [, year = '', week] = /^(\d{4})-w(\d{2})$/.exec(period) ?? [];
  if (week !== undefined) return `week ${Number(week)} of ${year}`;
  const at = Date.parse(`${period}-01T00:00:00Z`);
  if (Number.isNaN(at)) return period;
  return new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(at);
}

const why = (reason: string | null) => (reason === null ? '' : `: ${REASONS[reason] ?? reason}`);

/** One line about the last delivery. */
export function deliveryText(last: Last | null): string {
  if (last === null) return 'nothing was due yet';
  const period = periodText(last.period);
  switch (last.state) {
    case 'sent':
      return `${period} was sent`;
    case 'waiting':
      return `${period} waits${why(last.reason)}`;
    case 'failed':
      return `${period} was not sent${why(last.reason)}`;
    default:
      throw new Error(`unknown state ${last.state satisfies never}`);
  }
}

/** Why something waits, or was not sent. */
export const waitingText = (reason: string | null): string => REASONS[reason ?? ''] ?? 'it is not complete';
