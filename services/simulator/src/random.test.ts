import { describe, expect, it } from 'vitest';
import { createRandom, pseudonym } from './random.ts';

const DRAWS = 40_000;
const draws = <T>(draw: () => T) => Array.from({ length: DRAWS }, draw);
const average = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('seeded randomness', { timeout: 30_000 }, () => {
  it('gives the same numbers for the same seed text and others for another', () => {
    const numbers = (seed: string) => Array.from({ length: 5 }, createRandom(seed).uniform);
    expect(numbers('a/1')).toEqual(numbers('a/1'));
    expect(numbers('a/1')).not.toEqual(numbers('a/2'));
  });

  it('spreads the first number evenly over seeds that differ in one digit', () => {
    const firsts = Array.from({ length: 10_000 }, (_, i) => createRandom(`seed/pairing/${i}`).uniform());
    expect(average(firsts)).toBeCloseTo(0.5, 1.8);
    const inTenth = Array.from({ length: 10 }, (_, t) => firsts.filter((u) => Math.floor(u * 10) === t).length);
    // χ² on 9 degrees of freedom: 27.9 is passed once in a thousand tries.
    expect(inTenth.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)).toBeLessThan(27.9);
  });

  it('waits 1/rate on average and memorylessly, and for ever at rate 0', () => {
    const random = createRandom('waiting');
    const waits = draws(() => random.exponential(0.25));
    expect(average(waits)).toBeCloseTo(4, 0);
    const late = waits.filter((wait) => wait > 3).map((wait) => wait - 3);
    expect(Math.abs(average(late) - 4)).toBeLessThan(0.15);
    expect(random.exponential(0)).toBe(Number.POSITIVE_INFINITY);
  });

  it('draws an index as often as its weight says, and never one of weight 0', () => {
    const random = createRandom('weights');
    const indexes = draws(() => random.weighted([1, 0, 3]));
    expect(indexes.filter((index) => index === 2).length / DRAWS).toBeCloseTo(0.75, 1.8);
    expect(indexes).not.toContain(1);
  });

  it('gives a hundred thousand pseudonyms without two alike', () => {
    expect(new Set(Array.from({ length: 100_000 }, (_, i) => pseudonym(`1/demo/mentee/${i}`))).size).toBe(100_000);
  });
});
