/** When a subscription goes out, in words. Pure. */

/** `weekday`: 1 (Monday) to 7; `month_day`: 1 to 28; null: as soon as the week or month is over. */
export type Rhythm = { every: 'week' | 'month'; weekday: number | null; month_day: number | null };

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
const LAST_DAY = 28;
const SUFFIXES: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };
const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });

const ordinal = (day: number) => `${day}${SUFFIXES[ordinals.select(day)] ?? 'th'}`;

export const weekdayOptions = WEEKDAYS.map((name, index) => [String(index + 1), name] as const);
export const monthDayOptions = Array.from(
  { length: LAST_DAY },
  (_, index) => [String(index + 1), `the ${ordinal(index + 1)}`] as const,
);

/** `Mondays, about the week before`. */
export function rhythmText({ every, weekday, month_day: monthDay }: Rhythm): string {
  if (every === 'month') return `on the ${ordinal(monthDay ?? 1)}, about the month before`;
  return `${WEEKDAYS[(weekday ?? 1) - 1] ?? 'Monday'}s, about the week before`;
}

/** The day that a form says, of the one kind that fits its rhythm. */
export function daysIn(form: FormData, every: 'week' | 'month'): { weekday: number } | { month_day: number } {
  const day = Number(form.get('day') ?? 1);
  return every === 'month' ? { month_day: day } : { weekday: day };
}
