import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PeopleCell } from './people-cell.ts';
import { type NestedCell, protectNested } from './protect-nested.ts';
import { protectTable } from './protect-table.ts';
import { widthByFlow } from './testing/feasible-width.ts';
import { tableOfCounts } from './testing/random-table.ts';

const k = 5;
const keyOf = (key: string) => key.split('/').map((part) => (part === '*' ? null : part));
const cell = (key: string, people: number, ...left: number[]): NestedCell => {
  const leftOut = left.map((count) => ({ people: [count], units: count }));
  return { key: keyOf(key), people: [people], units: people, leftOut };
};
const namesOf = (cells: Iterable<PeopleCell>) =>
  [...cells].map(({ key }) => key.map((part) => part ?? '*').join('/')).sort();
const hiddenOf = (cells: readonly NestedCell[], options: Partial<Parameters<typeof protectNested>[1]> = {}) =>
  namesOf(protectNested(cells, { k, ...options }).hidden);

describe('a table within a wider one', () => {
  it('hides a cell of many of which few are left out, and another, so that its total does not tell it', () => {
    expect(hiddenOf([cell('a', 18, 2), cell('b', 30, 9), cell('c', 40, 12), cell('*', 88, 23)])).toEqual(['a', 'b']);
  });

  it('hides nothing where nobody or k people are left out', () => {
    expect(hiddenOf([cell('a', 18, 0), cell('b', 30, 5), cell('*', 48, 5)])).toEqual([]);
  });

  it('hides no cell of nobody: the wider table tells those by itself', () => {
    expect(hiddenOf([cell('a', 0, 3), cell('b', 30, 9), cell('*', 30, 12)])).toEqual([]);
  });

  it('hides as many as leave k people beside the shown ones: those of a and b are 4 together', () => {
    const cells = [cell('a', 18, 2), cell('b', 20, 2), cell('c', 40, 6), cell('*', 78, 10)];
    expect(hiddenOf(cells)).toEqual(['a', 'b', 'c']);
  });

  it('hides another where only one that nobody is left out of is hidden beside it', () => {
    // Of the total 8 are left out, of c 6 and of b nobody: without c the two hidden ones would tell 2.
    const cells = [cell('a', 18, 2), cell('b', 19, 0), cell('c', 40, 6), cell('*', 77, 8)];
    expect(hiddenOf(cells)).toContain('c');
  });

  it('reckons with everybody of a cell that nobody of is here', () => {
    // 16 are beside in all, 14 of them of c, which is told to be empty: of a, and of all that may hide it, only the total leaves more.
    const cells = [cell('a', 18, 2), cell('b', 19, 0), cell('c', 0, 14), cell('*', 37, 16)];
    expect(hiddenOf(cells, { hidesTotal: true })).toEqual(['*', 'a']);
  });

  it('hides for each of several wider tables, and for both sides of pairs', () => {
    expect(hiddenOf([cell('a', 18, 9, 2), cell('b', 30, 9, 9)])).toEqual(['a', 'b']);
    const pairs: NestedCell = { key: ['a'], people: [9, 9], leftOut: [{ people: [1, 7], units: 7 }] };
    expect(namesOf(protectNested([pairs], { k }).hidden)).toEqual(['a']);
  });

  it('is the same as by itself where nothing is left out anywhere', () => {
    const cells = [cell('a', 2, 0), cell('b', 9, 0), cell('c', 30, 0)];
    expect(hiddenOf(cells)).toEqual(namesOf(protectTable(cells, { k }).hidden));
    const alone = cells.map(({ leftOut: _, ...rest }) => rest);
    expect(hiddenOf(alone)).toEqual(hiddenOf(cells));
  });
});

/** Tables of two axes with all margins, and those whom a wider table has beside: mostly few or nobody. */
const nested = fc.tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 2, max: 5 })).chain((lengths) => {
  const size = lengths[0] * lengths[1];
  const many = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 60 }), fc.integer({ min: 5, max: 60 }));
  const few = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 8 }), fc.integer({ min: 5, max: 30 }));
  const counts = (count: fc.Arbitrary<number>) => fc.array(count, { minLength: size, maxLength: size });
  return fc.tuple(counts(many), counts(few)).map(([inside, beside]) => {
    const left = tableOfCounts(lengths, beside);
    return tableOfCounts(lengths, inside).map((one, index): NestedCell => {
      const people = left[index]?.people ?? [0];
      return { ...one, units: one.people[0] ?? 0, leftOut: [{ people, units: people[0] ?? 0 }] };
    });
  });
});

describe('any table within a wider one', () => {
  it('leaves whom it leaves out, and whom it has, within k numbers wherever they are few', () => {
    let few = 0;
    fc.assert(
      fc.property(nested, (cells) => {
        const { hidden, protectable } = protectNested(cells, { k });
        const beside = new Map(cells.map((one) => [one, { key: one.key, people: one.leftOut?.[0]?.people ?? [0] }]));
        // That nobody is in a cell is shown, and so is whoever is beside.
        const unknown = new Set([...hidden].filter(({ people: [n = 0] }) => n > 0));
        const besideHidden = new Set([...unknown].flatMap((one) => beside.get(one) ?? []));
        for (const [one, left] of beside) {
          const [n = 0, out = 0] = [one.people[0], left.people[0]];
          if (n > 0 && (n < k || (out > 0 && out < k))) expect(hidden.has(one), JSON.stringify(one.key)).toBe(true);
          if (!protectable || n === 0) continue;
          if (n < k) expect(widthByFlow({ cells, hidden: unknown }, one)).toBeGreaterThanOrEqual(k);
          if (out === 0 || out >= k) continue;
          few += 1;
          const width = widthByFlow({ cells: [...beside.values()], hidden: besideHidden }, left);
          expect(width, JSON.stringify(one.key)).toBeGreaterThanOrEqual(k);
        }
      }),
      { numRuns: 40, seed: 7 },
    );
    expect(few).toBeGreaterThan(50);
  });

  it('has the same mask whatever the order of its rows', () => {
    fc.assert(
      fc.property(nested, (cells) => {
        expect(hiddenOf([...cells].reverse())).toEqual(hiddenOf(cells));
      }),
      { numRuns: 20, seed: 7 },
    );
  });
});
