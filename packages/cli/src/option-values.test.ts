import { InvalidArgumentError } from 'commander';
import { describe, expect, it } from 'vitest';
import { collectFilter, collectList, moment, whole } from './option-values.ts';

describe('option values', () => {
  it('add up over repeated options', () => {
    expect(collectList('c', collectList('a,b'))).toEqual(['a', 'b', 'c']);
    expect(collectFilter('wave=post', collectFilter('wave=pre,mid', collectFilter('side=mentor')))).toEqual({
      side: ['mentor'],
      wave: ['pre', 'mid', 'post'],
    });
  });

  it('take a filter that is called like something every object has', () => {
    expect(Object.entries(collectFilter('__proto__=1', collectFilter('constructor=2')))).toEqual([
      ['constructor', ['2']],
      ['__proto__', ['1']],
    ]);
  });

  it.each(['', ' ', '-1', '1.5', '0x10', '1e3', 'x', '99999999999999999999'])('refuse %j as a whole number', (text) => {
    expect(() => whole(text)).toThrow(InvalidArgumentError);
    expect(whole('0')).toBe(0);
  });

  it('refuse a filter without a dimension', () => {
    expect(() => collectFilter('=x')).toThrow(InvalidArgumentError);
    expect(() => collectFilter('x')).toThrow(InvalidArgumentError);
  });

  it('take a time as a time or as an age', () => {
    expect(moment('2026-03-01T09:00:00Z')).toBe(Date.UTC(2026, 2, 1, 9));
    const asked = Date.now();
    const then = moment('2h');
    expect(then).toBeGreaterThanOrEqual(asked - 7_200_000);
    expect(then).toBeLessThanOrEqual(Date.now() - 7_200_000);
    for (const wrong of ['yesterday', '2w', '']) expect(() => moment(wrong)).toThrow(InvalidArgumentError);
  });
});
