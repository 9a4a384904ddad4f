import { describe, expect, test } from 'vitest';
import { findMetric } from './catalogue.ts';
import { readCurve } from './estimate-curve.ts';
import { TIME_KINDS } from './summary-columns.ts';

const DAY_MS = 86_400_000;
const OPEN = 0;
const ENDED = 1;
/** Times as the summary lists them. */
const times = (...watched: [days: number, kind: number][]) => ({
  times: watched.map(([days, kind]) => days * DAY_MS * TIME_KINDS + kind),
});
const metricOf = (id: string) => {
  const metric = findMetric(id);
  if (metric === undefined) throw new Error(`no metric ${id}`);
  return { metric };
};

describe.each([
  ['pair-survival', 0],
  ['premature-closure-incidence', 1],
])('the curve of %s', (id, end) => {
  const read = (row: object, day: number) =>
    readCurve(metricOf(id), row as Parameters<typeof readCurve>[1], day).estimate;

  test('says nothing of days that nobody was followed to, though the one followed longest has ended', () => {
    const row = times([100, OPEN], [120, OPEN], [183, ENDED]);
    expect(read(row, 183).value).toBe(end);
    expect(read(row, 365)).toMatchObject({ value: null, reason: 'follow_up_too_short' });
  });

  test('stays at its end where everybody has ended', () => {
    expect(read(times([100, ENDED], [183, ENDED]), 365).value).toBe(end);
  });
});
