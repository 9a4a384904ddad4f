import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PeopleCell } from './people-cell.ts';
import { protectTable } from './protect-table.ts';
import { widthByFlow, widthByProgram } from './testing/feasible-width.ts';
import { randomTable, tableOfCounts } from './testing/random-table.ts';

const k = 5;
const isSmall = ({ people: [count = 0] }: PeopleCell) => count > 0 && count < k;
const keysOf = (cells: Iterable<PeopleCell>) => [...cells].map(({ key }) => JSON.stringify(key)).sort();
const isTotal = ({ key }: PeopleCell) => key.every((part) => part === null);

describe('any table', () => {
  it('of 2 by 2 to 8 by 8 leaves no small cell within fewer than k numbers', () => {
    fc.assert(
      fc.property(randomTable(2, 8), (cells) => {
        const { hidden } = protectTable(cells, { k });
        for (const cell of cells.filter(isSmall)) {
          expect(hidden.has(cell)).toBe(true);
          expect(widthByFlow({ cells, hidden }, cell), JSON.stringify(cell.key)).toBeGreaterThanOrEqual(k);
        }
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  it('of three axes neither', () => {
    fc.assert(
      fc.property(randomTable(3, 3), (cells) => {
        const { hidden } = protectTable(cells, { k });
        for (const cell of cells.filter(isSmall)) {
          expect(hidden.has(cell)).toBe(true);
          expect(widthByProgram({ cells, hidden }, cell), JSON.stringify(cell.key)).toBeGreaterThan(k - 1e-6);
        }
      }),
      { numRuns: 15, seed: 7 },
    );
  });

  it('has the same mask whatever the order of its rows', () => {
    const shuffled = randomTable(2, 6).chain((cells) =>
      fc.tuple(fc.constant(cells), fc.shuffledSubarray(cells, { minLength: cells.length, maxLength: cells.length })),
    );
    fc.assert(
      fc.property(shuffled, ([cells, other]) => {
        const [one, two] = [protectTable(cells, { k }), protectTable(other, { k })];
        expect(keysOf(two.hidden)).toEqual(keysOf(one.hidden));
        expect(two.protectable).toBe(one.protectable);
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  it('keeps its total, and what was hidden before hidden and unknown', () => {
    const asked = randomTable(2, 5).chain((cells) =>
      fc.tuple(
        fc.constant(cells),
        fc.subarray(
          cells.filter((cell) => !cell.key.includes(null)),
          { maxLength: 3 },
        ),
      ),
    );
    fc.assert(
      fc.property(asked, ([cells, before]) => {
        const { hidden } = protectTable(cells, { k, hiddenBefore: new Set(keysOf(before)) });
        const total = cells.find(isTotal) as PeopleCell;
        expect(hidden.has(total)).toBe(isSmall(total));
        for (const cell of before) {
          expect(hidden.has(cell)).toBe(true);
          if ((total.people[0] ?? 0) < k) continue;
          expect(widthByFlow({ cells, hidden }, cell), JSON.stringify(cell.key)).toBeGreaterThanOrEqual(k);
        }
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  it('whose people are in several cells leaves no k of them behind a total', () => {
    const met = fc.record({ mentor: fc.nat(11), row: fc.nat(3), column: fc.nat(3) });
    fc.assert(
      fc.property(fc.array(met, { minLength: 5, maxLength: 60 }), (pairings) => {
        const people = new Map<string, Set<number>>();
        for (const { mentor, row, column } of pairings) {
          for (const key of [
            [`${row}`, `${column}`],
            [`${row}`, null],
            [null, `${column}`],
            [null, null],
          ]) {
            const name = JSON.stringify(key);
            people.set(name, (people.get(name) ?? new Set()).add(mentor));
          }
        }
        const cells = [...people].map(([name, set]): PeopleCell => ({ key: JSON.parse(name), people: [set.size] }));
        const { hidden, protectable } = protectTable(cells, { k });
        if (!protectable) return;
        const together = (parts: readonly PeopleCell[]) =>
          new Set(parts.flatMap(({ key }) => [...(people.get(JSON.stringify(key)) ?? [])])).size;
        for (const axis of [0, 1]) {
          for (const total of cells.filter((cell) => cell.key[axis] === null && !hidden.has(cell))) {
            const parts = cells.filter(({ key }) => key[axis] !== null && key[1 - axis] === total.key[1 - axis]);
            const out = parts.filter((cell) => hidden.has(cell));
            if (out.length > 0) expect(together(out)).toBeGreaterThanOrEqual(k);
          }
        }
      }),
      { numRuns: 100, seed: 7 },
    );
  });
});

describe('hiding small cells alone', () => {
  it('gives most tables away: the audits see it', () => {
    let leaking = 0;
    const tables = fc.sample(randomTable(2, 5), { numRuns: 250, seed: 7 }).filter((cells) => cells.some(isSmall));
    for (const cells of tables) {
      const hidden = new Set(cells.filter(isSmall));
      if ([...hidden].some((cell) => widthByFlow({ cells, hidden }, cell) < k)) leaking += 1;
    }
    expect(tables.length).toBeGreaterThan(150);
    expect(leaking / tables.length).toBeGreaterThan(0.5);
  });

  it('is seen by both audits alike', () => {
    for (const cells of fc.sample(randomTable(2, 3), { numRuns: 25, seed: 7 })) {
      const hidden = new Set(cells.filter(isSmall));
      for (const cell of hidden) {
        expect(widthByProgram({ cells, hidden }, cell)).toBeCloseTo(widthByFlow({ cells, hidden }, cell), 6);
      }
    }
  });

  it('tells one cell of a row: 20 − 8 − 9 = 3', () => {
    const cells = tableOfCounts([2, 3], [3, 8, 9, 10, 20, 30]);
    const hidden = new Set(cells.filter(isSmall));
    expect([...hidden].map((cell) => widthByFlow({ cells, hidden }, cell))).toEqual([0]);
  });
});
