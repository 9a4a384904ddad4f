import { describe, expect, it } from 'vitest';
import { encodePending, parsePending } from './offset-metadata.ts';

describe('offset metadata', () => {
  it('brings a pending range back, offsets beyond 2^53 included', () => {
    const pending = { first: 9_007_199_254_740_993n, last: 9_223_372_036_854_775_807n, epoch: 3 };
    expect(parsePending(encodePending(pending))).toEqual(pending);
    expect(encodePending(pending).length).toBeLessThan(200);
  });

  it.each([
    ['nothing', ''],
    ['null', null],
    ['another program’s text', 'consumer-7'],
    ['another program’s JSON', '{"first":"1","last":"2"}'],
    ['a later version', '{"v":2,"first":"1","last":"2","epoch":1}'],
    ['a range that ends before it begins', '{"v":1,"first":"3","last":"2","epoch":1}'],
    ['numbers, which lose digits', '{"v":1,"first":1,"last":2,"epoch":1}'],
  ])('takes %s for no pending range', (_, metadata) => {
    expect(parsePending(metadata)).toBeUndefined();
  });
});
