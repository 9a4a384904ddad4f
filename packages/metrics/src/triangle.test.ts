import { describe, expect, it } from 'vitest';
import type { Protection } from './request.ts';
import { makeTriangle } from './triangle.ts';
import { parseTriangle } from './triangle-request.ts';

const DAY = 86_400_000;
const now = Date.UTC(2024, 5, 1);

/** Forty pairings of January 2023; so many of them ended on such a day, the others are watched for 480 days. */
function cells(ends: [day: number, units: number][], protection: Protection) {
  const request = { metric: 'pair-survival', programme: 'p', cohort: 'month', period: 'month', periods: 6, protection };
  const query = parseTriangle({ ...request, from: '2023-01-01', to: '2023-02-01' }, now);
  const left = 40 - ends.reduce((sum, [, units]) => sum + units, 0);
  const times = [
    ...ends.flatMap(([day, units]) => Array<number>(units).fill(day * DAY * 4 + 1)),
    ...Array<number>(left).fill(480 * DAY * 4),
  ];
  const row = { bucket: '2023-01', n: 40, immature: 0, mentors: 40, mentees: 40, times, eligible: Array(6).fill(40) };
  return makeTriangle(query, [[row]], ['UTC'])[0]?.cells ?? [];
}

describe('a protected triangle', () => {
  it('shows steps by which nobody or five have ended since the last one shown, and no others', () => {
    const ends: [number, number][] = [
      [20, 5],
      [50, 3],
      [100, 4],
      [170, 1],
    ];
    const shown = cells(ends, { k: 5 }).map(({ state, value }) => [state, value]);
    // 35 of 40 after a month; the three of the second wait for the four of the fourth; the last is nobody's to know.
    expect(shown).toEqual([
      ['value', 35 / 40],
      ['suppressed', null],
      ['suppressed', null],
      ['value', expect.closeTo(28 / 40, 12)],
      ['value', expect.closeTo(28 / 40, 12)],
      ['suppressed', null],
    ]);
    expect(cells(ends, 'none').map(({ value }) => Math.round((value ?? 0) * 40))).toEqual([35, 32, 32, 28, 28, 27]);
  });
});
