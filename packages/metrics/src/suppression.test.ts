import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hiddenCells, type PeopleCell } from './suppression.ts';

const cell = (key: string, ...people: number[]): PeopleCell => ({ key: key.split('/'), people });
const keysOf = (hidden: ReadonlySet<PeopleCell>) => [...hidden].map(({ key }) => key.join('/')).sort();

describe('suppression', () => {
  it('hides a pairing cell of many mentees and one mentor', () => {
    const cells = [cell('a/', 1, 60), cell('b/', 9, 9), cell('c/', 20, 20)];
    expect(keysOf(hiddenCells(cells, 'pair', { k: 5 }))).toContain('a/');
  });

  it('hides the smallest other cell of a line, so that the total does not give the hidden one away', () => {
    const cells = [cell('a/', 2), cell('b/', 40), cell('c/', 9), cell('d/', 12)];
    expect(keysOf(hiddenCells(cells, 'person', { k: 5 }))).toEqual(['a/', 'c/']);
  });

  it('hides more where the hidden ones are still fewer than k together', () => {
    const cells = [cell('a/', 1), cell('b/', 2), cell('c/', 30), cell('d/', 40)];
    expect(keysOf(hiddenCells(cells, 'person', { k: 5 }))).toEqual(['a/', 'b/', 'c/']);
  });

  it('lets cells of nobody be: they hide nothing and need no hiding', () => {
    const cells = [cell('a/', 0), cell('b/', 7), cell('c/', 2)];
    expect(keysOf(hiddenCells(cells, 'person', { k: 5 }))).toEqual(['b/', 'c/']);
  });

  it('does nothing on the operator’s own machine, or to metrics that are about nobody', () => {
    expect(hiddenCells([cell('a/', 1)], 'person', 'none').size).toBe(0);
    expect(hiddenCells([cell('a/')], 'none', { k: 5 }).size).toBe(0);
  });

  it('leaves no line of any table with one hidden cell beside shown ones, hides all small cells, and repeats itself', () => {
    const table = fc.array(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 4, maxLength: 4 }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(table, (rows) => {
        const cells = rows.flatMap((row, i) => row.map((people, j) => cell(`g${i}/b${j}`, people)));
        const hidden = hiddenCells(cells, 'person', { k: 5 });
        for (const small of cells.filter(({ people: [n = 0] }) => n > 0 && n < 5)) expect(hidden.has(small)).toBe(true);
        const lines = [...rows.keys()].map((i) => cells.filter(({ key }) => key[0] === `g${i}`));
        lines.push(...[0, 1, 2, 3].map((j) => cells.filter(({ key }) => key[1] === `b${j}`)));
        for (const line of lines.map((one) => one.filter(({ people: [n = 0] }) => n > 0))) {
          const out = line.filter((one) => hidden.has(one)).length;
          expect(out === 1 && line.length > 1).toBe(false);
        }
        expect(keysOf(hiddenCells([...cells].reverse(), 'person', { k: 5 }))).toEqual(keysOf(hidden));
      }),
    );
  });
});
