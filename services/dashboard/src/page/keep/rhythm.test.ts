import { expect, it } from 'vitest';
import { daysIn, monthDayOptions, rhythmText, weekdayOptions } from './rhythm.ts';

const weekly = (weekday: number | null) => ({ every: 'week' as const, weekday, month_day: null });
const monthly = (day: number | null) => ({ every: 'month' as const, weekday: null, month_day: day });

it('says when a subscription goes out', () => {
  expect(rhythmText(weekly(1))).toBe('Mondays, about the week before');
  expect(rhythmText(weekly(7))).toBe('Sundays, about the week before');
  // As soon as the week is over, which is on Monday.
  expect(rhythmText(weekly(null))).toBe('Mondays, about the week before');
  expect([null, 2, 3, 11, 21, 22, 28].map((day) => rhythmText(monthly(day)).split(',')[0])).toEqual([
    ...['on the 1st', 'on the 2nd', 'on the 3rd', 'on the 11th', 'on the 21st', 'on the 22nd', 'on the 28th'],
  ]);
});

it('offers the days that every week and every month has', () => {
  expect([weekdayOptions.length, weekdayOptions[0]]).toEqual([7, ['1', 'Monday']]);
  expect([monthDayOptions.length, monthDayOptions[27]]).toEqual([28, ['28', 'the 28th']]);
});

it('reads a day as one of the week or of the month, never as both', () => {
  const form = new FormData();
  form.set('day', '5');
  expect(daysIn(form, 'week')).toEqual({ weekday: 5 });
  expect(daysIn(form, 'month')).toEqual({ month_day: 5 });
});
