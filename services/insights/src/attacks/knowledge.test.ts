import { describe, expect, it } from 'vitest';
import { timesIn } from './conclude.ts';
import { createKnowledge } from './knowledge.ts';
import { countsThatFit } from './numbers.ts';

const space = { department: ['it', 'hr', 'legal'] };
const it1 = { department: ['it'] };
const legal = { department: ['legal'] };

describe('what an attacker concludes', () => {
  it('is the rest of a total, once all others are known', () => {
    const knowledge = createKnowledge(space);
    knowledge.tell({}, 20);
    knowledge.tell(it1, 9);
    expect(knowledge.rangeOf(legal)).toEqual({ low: 0, high: 11 });
    knowledge.tell({ department: ['hr'] }, 8);
    expect(knowledge.rangeOf(legal)).toEqual({ low: 3, high: 3 });
  });

  it('counts a hidden cell as somebody only where empty ones would be shown', () => {
    const knowledge = createKnowledge(space);
    knowledge.tell(it1, 9);
    knowledge.tellSome(legal, [{}], []);
    expect(knowledge.rangeOf(legal)?.low).toBe(0);
    knowledge.tell({}, 20);
    expect(knowledge.rangeOf(legal)).toEqual({ low: 1, high: 11 });
  });

  it('counts it so, too, where another cell beside it is shown to be empty', () => {
    const knowledge = createKnowledge(space);
    knowledge.tellSome(legal, [{}], [{ department: ['hr'] }]);
    expect(knowledge.rangeOf(legal)?.low).toBe(1);
  });

  it('is nothing where answers contradict one another', () => {
    const knowledge = createKnowledge(space);
    knowledge.tell({}, 5);
    knowledge.tell(it1, 6);
    expect(knowledge.rangeOf(legal)).toBeUndefined();
  });

  it('is how much more there is at one place than at another', () => {
    const knowledge = createKnowledge(space);
    knowledge.tell({ department: ['it', 'hr'] }, 15);
    knowledge.tell({ department: ['it', 'legal'] }, 11);
    expect(knowledge.rangeOfDifference({ department: ['hr'] }, legal)).toEqual({ low: 4, high: 4 });
  });
});

describe('counts that fit a share', () => {
  it('are one where it is exact, and all few ones where it is a bound', () => {
    expect(countsThatFit({ value: 3 / 7, n: 7 })).toEqual([3]);
    expect(countsThatFit({ value: 0.6, n: 7, reason: 'at_most' })).toEqual([0, 1, 2, 3, 4]);
    expect(countsThatFit({ value: 0.4, n: 10, reason: 'near_20_percent' })).toEqual([3, 4, 5]);
    expect(countsThatFit({ value: null, n: null, reason: 'small_group' })).toEqual([]);
  });
});

it('finds the months and quarters of a bucket', () => {
  expect(timesIn('2023-Q2', ['2023-03', '2023-04', '2023-06', '2024-05'])).toEqual(['2023-04', '2023-06']);
  expect(timesIn('2023', ['2023-Q1', '2024-Q1'])).toEqual(['2023-Q1']);
});
