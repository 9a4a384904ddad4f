import { describe, expect, it } from 'vitest';
import type { PeopleCell } from './people-cell.ts';
import { type ProtectOptions, protectTable } from './protect-table.ts';

const cell = (key: string, ...people: number[]): PeopleCell => ({
  key: key.split('/').map((part) => (part === '*' ? null : part)),
  people,
});

const hiddenOf = (cells: readonly PeopleCell[], options: Partial<ProtectOptions> = {}) => {
  const { hidden, protectable } = protectTable(cells, { k: 5, ...options });
  return { hidden: [...hidden].map(({ key }) => key.map((part) => part ?? '*').join('/')).sort(), protectable };
};

describe('a protected table', () => {
  it('hides a pairing cell of many mentees and one mentor', () => {
    expect(hiddenOf([cell('a', 1, 60), cell('b', 9, 9), cell('c', 20, 20)]).hidden).toEqual(['a', 'b']);
  });

  it('hides the smallest other cell of a line, so that the total does not give the small one away', () => {
    expect(hiddenOf([cell('a', 2), cell('b', 40), cell('c', 9), cell('d', 12)]).hidden).toEqual(['a', 'c']);
  });

  it('hides both of two', () => {
    expect(hiddenOf([cell('a', 2), cell('b', 40)])).toEqual({ hidden: ['a', 'b'], protectable: true });
  });

  it('lets cells of nobody be: they hide nothing and need no hiding', () => {
    expect(hiddenOf([cell('a', 0), cell('b', 7), cell('c', 2)]).hidden).toEqual(['b', 'c']);
  });

  it('takes two small cells for enough only where the total says that nobody is in both', () => {
    const cells = [cell('a', 3), cell('b', 4), cell('c', 30)];
    expect(hiddenOf([...cells, cell('*', 37)]).hidden).toEqual(['a', 'b']);
    // Four of them may be the same people: 33 in all, 30 shown, leaves 4 at the most.
    expect(hiddenOf([...cells, cell('*', 34)]).hidden).toEqual(['a', 'b', 'c']);
    expect(hiddenOf(cells).hidden).toEqual(['a', 'b', 'c']);
  });

  it('hides a rectangle where rows and columns have totals', () => {
    const cells = [cell('a/x', 2), cell('a/y', 20), cell('b/x', 30), cell('b/y', 40), cell('c/x', 50), cell('c/y', 60)];
    expect(hiddenOf(cells).hidden).toEqual(['a/x', 'a/y', 'b/x', 'b/y']);
  });

  it('hides more where lines are safe one by one but not together', () => {
    // Every line has two hidden cells of five people, and yet a/x is between 1 and 4.
    const cells = [cell('a/x', 1), cell('a/y', 4), cell('b/x', 4), cell('b/y', 1), cell('c/x', 50), cell('c/y', 60)];
    const { hidden } = hiddenOf([...cells, cell('a/*', 5), cell('b/*', 5), cell('*/x', 55), cell('*/y', 65)]);
    expect(hidden.length).toBeGreaterThan(4);
  });

  it('hides a margin of few people, and another beside it', () => {
    const cells = [cell('a/x', 3), cell('b/x', 20), cell('b/y', 20), cell('c/x', 30), cell('c/y', 30)];
    const margins = [cell('a/*', 3), cell('b/*', 40), cell('c/*', 60), cell('*/x', 53), cell('*/y', 50)];
    expect(hiddenOf([...cells, ...margins, cell('*/*', 103)]).hidden).toEqual(['a/*', 'a/x', 'b/*', 'b/x']);
  });

  it('keeps hidden what was hidden before, and unknown too', () => {
    const hiddenBefore = new Set(['["b"]']);
    expect(hiddenOf([cell('a', 10), cell('b', 8), cell('c', 30)], { hiddenBefore }).hidden).toEqual(['a', 'b']);
    expect(hiddenOf([cell('a', 10), cell('b', 0), cell('c', 30)], { hiddenBefore }).hidden).toEqual(['a', 'b']);
  });

  it('never counts on hiding what another answer shows', () => {
    const cells = [cell('a', 2), cell('b', 8), cell('c', 30)];
    expect(hiddenOf(cells).hidden).toEqual(['a', 'b']);
    expect(hiddenOf(cells, { shownElsewhere: new Set(['["b"]']) }).hidden).toEqual(['a', 'c']);
    const shownElsewhere = new Set(['["b"]', '["c"]', '[null]']);
    expect(hiddenOf([...cells, cell('d', 0), cell('*', 40)], { shownElsewhere })).toEqual({
      hidden: ['a', 'd'],
      protectable: false,
    });
  });

  it('hides what another answer hides, without asking that it be unknown', () => {
    const hiddenElsewhere = new Set(['["b"]']);
    expect(hiddenOf([cell('a', 2), cell('b', 40), cell('c', 9)], { hiddenElsewhere }).hidden).toEqual(['a', 'b']);
    // Alone in its line it is known by subtraction, whoever hides it: the line's rule hides one more.
    expect(hiddenOf([cell('a', 10), cell('b', 40), cell('c', 9)], { hiddenElsewhere }).hidden).toEqual(['b', 'c']);
  });

  it('shows the total alone where nothing is left to hide', () => {
    const cells = [cell('a', 3), cell('b', 3), cell('c', 0), cell('*', 5)];
    expect(hiddenOf(cells)).toEqual({ hidden: ['a', 'b', 'c'], protectable: false });
    expect(hiddenOf([cell('a', 1), cell('b', 2), cell('*', 3)]).hidden).toEqual(['*', 'a', 'b']);
  });

  it('wants units as uncertain as people: fifty units of five people are one cell’s worth', () => {
    const cells = (units: number) => [
      { ...cell('a/x', 2), units: 200 },
      ...['a/y', 'b/x', 'b/y', 'c/x', 'c/y'].map((key) => ({ ...cell(key, 20), units })),
    ];
    expect(hiddenOf(cells(2000)).hidden).toHaveLength(4);
    // Twenty units may move: the 200 would be known to a tenth.
    expect(hiddenOf(cells(20)).hidden.length).toBeGreaterThan(4);
  });

  it('hides the total for a part of it where the parts are told elsewhere', () => {
    const cells = [cell('a', 3), cell('b', 40), cell('*', 43)];
    const shownElsewhere = new Set(['["b"]']);
    expect(hiddenOf(cells, { shownElsewhere, hidesTotal: true })).toEqual({ hidden: ['*', 'a'], protectable: true });
    expect(hiddenOf(cells, { shownElsewhere })).toEqual({ hidden: ['a'], protectable: false });
  });

  it('refuses two cells of one key: one of them is a mistake', () => {
    expect(() => protectTable([cell('a', 1), cell('a', 2)], { k: 5 })).toThrow('two cells have the key');
  });
});
