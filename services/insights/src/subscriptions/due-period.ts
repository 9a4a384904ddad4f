/** Which period a subscription is about next: whole weeks and months of the programme's own calendar. */
import { localDate, startOfDay } from '@rapport/metrics';

/** Days are local dates, `to` is left out. Instants are epoch milliseconds. */
export type Period = { id: string; from: string; to: string; endsAt: number };

/** `weekday` is 1 (Monday) to 7, `monthDay` 1 to 28: the day of the following week or month from which on a period is due. */
export type Rhythm = { every: 'week' | 'month'; weekday: number | null; monthDay: number | null };

const DAY_MS = 86_400_000;
const utc = (date: string) => Date.parse(`${date}T00:00:00Z`);
const dateOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const plus = (date: string, days: number) => dateOf(utc(date) + days * DAY_MS);
/** 1 (Monday) to 7. */
const weekdayOf = (date: string) => ((new Date(utc(date)).getUTCDay() + 6) % 7) + 1;

/** ISO 8601: the week belongs to the year of its Thursday. */
function weekName(monday: string): string {
  const thursday = plus(monday, 3);
  const year = thursday.slice(0, 4);
  const week = Math.floor((utc(thursday) - utc(`${year}-01-01`)) / DAY_MS / 7) + 1;
  return `${year}-w${String(week).padStart(2, '0')}`;
}

function weekBefore(monday: string, zone: string): Period {
  const from = plus(monday, -7);
  return { id: weekName(from), from, to: monday, endsAt: startOfDay(monday, zone) };
}

function lastWeek(today: string, weekday: number, zone: string): Period {
  const monday = plus(today, 1 - weekdayOf(today));
  const due = plus(monday, weekday - 1);
  return weekBefore(due <= today ? monday : plus(monday, -7), zone);
}

const monthBefore = (first: string) => `${plus(first, -1).slice(0, 7)}-01`;

function lastMonth(today: string, monthDay: number, zone: string): Period {
  const first = `${today.slice(0, 7)}-01`;
  const to = plus(first, monthDay - 1) <= today ? first : monthBefore(first);
  const from = monthBefore(to);
  return { id: from.slice(0, 7), from, to, endsAt: startOfDay(to, zone) };
}

/** The latest period that is over and whose day has come, as of `now` in the programme's zone. */
export function duePeriod({ every, weekday, monthDay }: Rhythm, now: number, zone: string): Period {
  const today = localDate(now, zone);
  return every === 'month' ? lastMonth(today, monthDay ?? 1, zone) : lastWeek(today, weekday ?? 1, zone);
}
