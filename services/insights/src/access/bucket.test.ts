import { expect, it } from 'vitest';
import { createBucket } from './bucket.ts';

it('gives so many at once, then says how long until there is one more', () => {
  const bucket = createBucket(60, 0);
  for (let taken = 0; taken < 60; taken += 1) {
    expect(bucket.wait(0)).toBe(0);
    bucket.take(1, 0);
  }
  expect(bucket.wait(0)).toBe(1);
  expect(bucket.wait(999)).toBe(1);
  expect(bucket.wait(1_000)).toBe(0);
});

it('is never fuller than full', () => {
  const bucket = createBucket(2, 0);
  bucket.take(2, 3_600_000);
  expect(bucket.wait(3_600_000)).toBe(30);
});

it('can owe: after an answer that cost ten minutes, it is ten minutes until the next', () => {
  const bucket = createBucket(100, 0);
  bucket.take(1_100, 0);
  // 1,000 owed and one needed, at 100 a minute.
  expect(bucket.wait(0)).toBe(601);
  expect(bucket.wait(600_600)).toBe(0);
});

it('takes nothing from anybody when the clock is set back', () => {
  const bucket = createBucket(10, 60_000);
  bucket.take(9, 60_000);
  expect(bucket.wait(0)).toBe(0);
});
