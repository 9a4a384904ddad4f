import { expect, it } from 'vitest';
import { countEstimate } from './count.ts';

it('counts everything there is, so it has no interval and says why; nothing is a count of 0, not undefined', () => {
  expect(countEstimate(12)).toEqual({ value: 12, n: 12, ci: null, reason: 'exact_count' });
  expect(countEstimate(0)).toEqual({ value: 0, n: 0, ci: null, reason: 'exact_count' });
});

it.each([-1, Number.NaN, Number.POSITIVE_INFINITY, '3' as unknown as number])('refuses %o', (n) => {
  expect(countEstimate(n)).toEqual({ value: null, n: 0, ci: null, reason: 'invalid_input' });
});
