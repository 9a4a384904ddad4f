import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bucketOf,
  bucketOfLabel,
  bucketsBetween,
  countBuckets,
  grains,
  isDate,
  parseInstant,
  startOfDay,
  weekStarts,
} from './calendar.ts';

const date = fc
  .date({ min: new Date('1950-01-01'), max: new Date('2150-12-31'), noInvalidDate: true })
  .map((value) => value.toISOString().slice(0, 10));
const days = fc.integer({ min: 1, max: 900 });

describe('buckets', () => {
  it('are spelled as the contract says', () => {
    const labels = grains.map((grain) => bucketOf('2019-01-31', grain, 'monday').label);
    expect(labels).toEqual(['2019-01-31', '2019-W05', '2019-01', '2019-Q1', '2019']);
  });

  it('follow ISO weeks across the year', () => {
    expect(bucketOf('2021-01-03', 'week', 'monday')).toEqual({
      label: '2020-W53',
      from: '2020-12-28',
      to: '2021-01-04',
    });
  });

  it('start weeks on the day that was asked for, and call them by it', () => {
    // 3 January 2021 is a Sunday.
    expect(bucketOf('2021-01-03', 'week', 'sunday')).toEqual({
      label: '2021-01-03',
      from: '2021-01-03',
      to: '2021-01-10',
    });
    expect(bucketOf('2021-01-03', 'week', 'saturday').label).toBe('2021-01-02');
    expect(bucketOf('2021-01-01', 'week', 'saturday').label).toBe('2020-12-26');
    expect(bucketOf('2021-01-01', 'month', 'sunday').label).toBe('2021-01');
  });

  it('hold their date, and their label leads back to them, for any date and grain', () => {
    fc.assert(
      fc.property(date, fc.constantFrom(...grains), fc.constantFrom(...weekStarts), (day, grain, weekStart) => {
        const bucket = bucketOf(day, grain, weekStart);
        expect(bucket.from <= day && day < bucket.to).toBe(true);
        expect(bucketOfLabel(bucket.label, grain, weekStart)).toEqual(bucket);
      }),
    );
  });

  it('tile a range without gap or overlap, as many as counted', () => {
    fc.assert(
      fc.property(
        date,
        days,
        fc.constantFrom(...grains),
        fc.constantFrom(...weekStarts),
        (from, span, grain, weekStart) => {
          const to = new Date(Date.parse(from) + span * 86_400_000).toISOString().slice(0, 10);
          const buckets = bucketsBetween(from, to, grain, weekStart);
          expect(buckets).toHaveLength(countBuckets(from, to, grain, weekStart));
          expect(buckets[0]?.from && buckets[0].from <= from).toBe(true);
          expect(buckets.at(-1)?.to && (buckets.at(-1)?.to ?? '') >= to).toBe(true);
          for (const [index, bucket] of buckets.slice(1).entries()) expect(bucket.from).toBe(buckets[index]?.to);
        },
      ),
    );
  });
});

describe('days', () => {
  it('start after the jump where the clock skips midnight', () => {
    expect(new Date(startOfDay('2024-04-26', 'Africa/Cairo')).toISOString()).toBe('2024-04-25T22:00:00.000Z');
  });

  it('start in the zone, summer time included', () => {
    expect(new Date(startOfDay('2024-07-01', 'Europe/London')).toISOString()).toBe('2024-06-30T23:00:00.000Z');
    expect(new Date(startOfDay('2024-07-01', 'Australia/Lord_Howe')).toISOString()).toBe('2024-06-30T13:30:00.000Z');
  });

  it('are accepted only as real calendar dates', () => {
    expect(['2024-02-29', '2023-02-29', '2024-2-9', '2024-01-31T00:00:00Z', '0001-01-01', ''].map(isDate)).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('instants', () => {
  it('need an offset', () => {
    expect(parseInstant('2024-10-24T19:33:01Z')).toBe(Date.UTC(2024, 9, 24, 19, 33, 1));
    expect(parseInstant('2024-10-24T21:33:01.5+02:00')).toBe(Date.UTC(2024, 9, 24, 19, 33, 1, 500));
    expect(['2024-10-24', '2024-10-24T19:33:01', '2024-13-01T00:00:00Z', 'now'].map(parseInstant)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
