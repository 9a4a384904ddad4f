import { describe, expect, test } from 'vitest';
import type { Row } from '../data/types.ts';
import { trendSummary } from './trend-summary.ts';

const rows = (side: string, values: readonly (number | null)[]): Row[] =>
  values.map((value, place) => ({
    ...{ group: side === '' ? {} : { side }, bucket: `2026-0${place + 1}`, value, n: 10, ci: null },
    state: value === null ? 'suppressed' : 'value',
  }));

describe('a trend in a sentence', () => {
  test('goes from end to end of one line, with its lowest and highest', () => {
    expect(trendSummary('Meetings', rows('', [4, 2, 9, 5]), 'count')).toBe(
      'Meetings: from 4 in Jan 2026 to 5 in Apr 2026, lowest 2 in Feb 2026, highest 9 in Mar 2026.',
    );
  });

  test('says of what still runs how far it is, and takes it for no end and no extreme', () => {
    const still = rows('', [4, 5, 0]).map((row, place) =>
      place < 2 ? row : { ...row, state: 'in_progress' as const },
    );
    expect(trendSummary('Meetings', still, 'count')).toBe(
      'Meetings: from 4 in Jan 2026 to 5 in Feb 2026, lowest 4 in Jan 2026, highest 5 in Feb 2026, Mar 2026 so far 0.',
    );
    expect(trendSummary('Meetings', still.slice(2), 'count')).toMatch(
      /^Meetings: Mar 2026: 0, n 10; the period .* still running/,
    );
    const many = ['a', 'b', 'c'].flatMap((side) =>
      rows(side, [1, 9]).map((row, place) => (place === 0 ? row : { ...row, state: 'in_progress' as const })),
    );
    expect(trendSummary('Meetings', many, 'count')).toContain('in Jan 2026 lowest a 1');
  });

  test('is shorter of two lines, and says where they end of many', () => {
    const two = [...rows('mentor', [4, 2]), ...rows('mentee', [1, null])];
    expect(trendSummary('Meetings', two, 'count')).toBe(
      'Meetings: mentor from 4 in Jan 2026 to 2 in Feb 2026; mentee Jan 2026: 1, n 10; 1 of 4 places have no number.',
    );
    const many = [...rows('a', [4, 2]), ...rows('b', [1, 7]), ...rows('c', [9, null])];
    expect(trendSummary('Meetings', many, 'count')).toBe(
      'Meetings: in Feb 2026 lowest a 2, highest b 7, of 3 groups; 1 of 6 places have no number.',
    );
  });
});
