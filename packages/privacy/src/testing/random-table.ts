import fc from 'fast-check';
import type { PeopleCell } from '../people-cell.ts';

/** All cells of a table and all its margins, every person in one cell. `counts`: by cell, the last axis fastest. */
export function tableOfCounts(lengths: readonly number[], counts: readonly number[]): PeopleCell[] {
  const sums = new Map<string, number>();
  for (const [index, count] of counts.entries()) {
    let rest = index;
    const key = [...lengths].reverse().map((length) => {
      const at = rest % length;
      rest = Math.floor(rest / length);
      return `${at}`;
    });
    key.reverse();
    for (let bits = 0; bits < 2 ** lengths.length; bits += 1) {
      const name = JSON.stringify(key.map((part, axis) => ((bits >> axis) & 1 ? null : part)));
      sums.set(name, (sums.get(name) ?? 0) + count);
    }
  }
  return [...sums].map(([name, people]) => ({ key: JSON.parse(name) as (string | null)[], people: [people] }));
}

/** Tables of a number of axes, of 2 to `longest` values each: mostly small cells, some empty, some large. */
export function randomTable(axes: number, longest: number): fc.Arbitrary<PeopleCell[]> {
  const count = fc.oneof(
    { weight: 1, arbitrary: fc.constant(0) },
    { weight: 2, arbitrary: fc.integer({ min: 1, max: 9 }) },
    { weight: 3, arbitrary: fc.integer({ min: 5, max: 60 }) },
  );
  return fc.array(fc.integer({ min: 2, max: longest }), { minLength: axes, maxLength: axes }).chain((lengths) => {
    const size = lengths.reduce((product, length) => product * length, 1);
    return fc.array(count, { minLength: size, maxLength: size }).map((counts) => tableOfCounts(lengths, counts));
  });
}
