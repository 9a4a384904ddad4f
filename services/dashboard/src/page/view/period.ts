/** From a view to the local dates that it is about: always whole months, so that every role may ask for them. */
import type { View } from './view-state.ts';

export type Period = { readonly from?: string; readonly to?: string; readonly text: string };

const DAY = 86_400_000;

/** Making one takes half a millisecond, and every panel of a page asks for the same. */
const dateFormats = new Map<string, Intl.DateTimeFormat>();

/** The local date of an instant in an IANA zone: 2026-11-01. */
export function localDateOf(instant: number, zone: string): string {
  const kept = dateFormats.get(zone) ?? new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
  dateFormats.set(zone, kept);
  return kept.format(instant);
}

/** The first of the month that lies `months` after the month of a date. */
function monthStart(date: string, months: number): string {
  const [year = 0, month = 1] = date.split('-').map(Number);
  const start = new Date(Date.UTC(year, month - 1 + months, 1));
  return start.toISOString().slice(0, 10);
}

const dayBefore = (date: string) => new Date(Date.parse(`${date}T00:00:00Z`) - DAY).toISOString().slice(0, 10);

const dateText = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
/** A local date for people: 1 Nov 2026. */
export const showDate = (date: string): string => dateText.format(Date.parse(`${date}T00:00:00Z`));

const monthText = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' });

/** Whole months are named by their months: Nov 2025 to Oct 2026. */
function monthsText(from: string, to: string): string | undefined {
  if (!from.endsWith('-01') || !to.endsWith('-01') || from >= to) return undefined;
  const [first, last] = [from, dayBefore(to)].map((date) => monthText.format(Date.parse(`${date}T00:00:00Z`)));
  return first === last ? first : `${first} to ${last}`;
}

function textOf(from: string | undefined, to: string | undefined): string {
  if (from !== undefined && to !== undefined)
    return monthsText(from, to) ?? `${showDate(from)} to ${showDate(dayBefore(to))}`;
  if (to !== undefined) return `until ${showDate(dayBefore(to))}`;
  if (from === undefined) return 'all time';
  return `since ${showDate(from)}`;
}

/**
 * The half-open range [from, to) of local dates that a view is about. A range ends with the month that `asOf` (else now) lies in,
 * which may still be running: its cells say so.
 */
export function periodOf(view: View, now: number, zone: string): Period {
  if (view.from !== undefined || view.to !== undefined) {
    const bounds = { ...(view.from && { from: view.from }), ...(view.to && { to: view.to }) };
    return { ...bounds, text: textOf(view.from, view.to) };
  }
  if (view.range === 'all') return { text: textOf(undefined, undefined) };
  const end = view.asOf === undefined ? now : Date.parse(view.asOf);
  // The instant itself is left out: midnight of the first belongs to the month before.
  const to = monthStart(localDateOf(end - 1, zone), 1);
  const from = monthStart(to, -Number(view.range.slice(1, -1)));
  return { from, to, text: textOf(from, to) };
}

/** A calendar period that has a name of its own: a year, or a quarter. */
function calendarPeriod(date: string, months: 3 | 12): Period {
  const [year = '', month = '1'] = date.split('-');
  const first = Math.floor((Number(month) - 1) / months) * months;
  const from = monthStart(`${year}-01-01`, first);
  return { from, to: monthStart(from, months), text: months === 12 ? year : `Q${first / 3 + 1} ${year}` };
}

/**
 * The same for whoever is answered from releases, which tell of whole months, quarters and years and of no other range: the quarter or the year that
 * `end` lies in, or all time. Dates that the view names stay: the API says what is wrong with them.
 */
export function releasedPeriodOf(view: View, end: number, zone: string): Period {
  if (view.from !== undefined || view.to !== undefined) return periodOf(view, end, zone);
  switch (view.range) {
    case 'P3M':
      return calendarPeriod(localDateOf(end, zone), 3);
    case 'P6M':
    case 'P12M':
      return calendarPeriod(localDateOf(end, zone), 12);
    case 'P24M':
    case 'P60M':
    case 'all':
      return { text: textOf(undefined, undefined) };
    default:
      throw new Error(`unknown range ${view.range satisfies never}`);
  }
}
