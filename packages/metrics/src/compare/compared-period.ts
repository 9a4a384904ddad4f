/** Which period a period is compared with. Dates are local, yyyy-mm-dd; ranges half-open. */
import { DateTime } from 'luxon';

export const compareKinds = ['previous', 'year', 'custom'] as const;
export type CompareKind = (typeof compareKinds)[number];

export const alignments = ['date', 'weekday'] as const;
/** date: the same dates. weekday: 364 days back, so that weekends meet weekends. */
export type Alignment = (typeof alignments)[number];

export type Period = { from: string; to: string };

const dateOf = (text: string) => DateTime.fromFormat(text, 'yyyy-MM-dd', { zone: 'utc' });
const spell = (date: DateTime) => date.toFormat('yyyy-MM-dd');

/** Periods of whole months move by months: February is before March, whatever their lengths. */
function previous(from: DateTime, to: DateTime): Period {
  if (from.day === 1 && to.day === 1) {
    const months = Math.round(to.diff(from, 'months').months);
    return { from: spell(from.minus({ months })), to: spell(from) };
  }
  const days = Math.round(to.diff(from, 'days').days);
  return { from: spell(from.minus({ days })), to: spell(from) };
}

/** The period before, or a year before, a period. */
export function comparedPeriod(kind: 'previous' | 'year', period: Period, align: Alignment): Period {
  const [from, to] = [dateOf(period.from), dateOf(period.to)];
  if (kind === 'previous') return previous(from, to);
  const back = align === 'weekday' ? { days: 364 } : { years: 1 };
  return { from: spell(from.minus(back)), to: spell(to.minus(back)) };
}
