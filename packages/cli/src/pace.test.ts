import { describe, expect, it } from 'vitest';
import { createPace } from './pace.ts';

describe('pace of a long step', () => {
  it('tells the rate of the last ten seconds and what is left at that rate', () => {
    let now = 0;
    const pace = createPace(() => now);
    expect(pace(0, 100_000)).toBe('');
    now = 1_000;
    expect(pace(1_000, 100_000)).toBe('1,000/s, 1 min 39 s left');
    now = 21_000;
    expect(pace(1_000, 100_000)).toBe('');
    now = 22_000;
    expect(pace(21_000, 100_000)).toBe('20,000/s, 4 s left');
  });

  it('speaks of hours where it takes hours', () => {
    let now = 0;
    const pace = createPace(() => now);
    pace(0, 1_000_000);
    now = 1_000;
    expect(pace(100, 1_000_000)).toBe('100/s, 2 h 46 min left');
  });
});
