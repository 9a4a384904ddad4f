import { describe, expect, it } from 'vitest';
import { createReleasedWorld, type Person, type ReleasedWorld } from '../testing/released-world.ts';
import type { Release } from './ports.ts';
import type { TableSpec } from './table-spec.ts';

const spec: TableSpec = {
  ...{ metric: 'participants', version: 1, programme: 'one', by: ['department'], level: 'none', k: 5 },
  ...{ horizon: null, method: null },
};

/** So many people in each department of a programme; the same ones in every call. */
function people(programme: string, counts: Record<string, number>): Person[] {
  return Object.entries(counts).flatMap(([department, count]) =>
    Array.from({ length: count }, (_, index) => {
      return { id: `${programme}/${department}/${index}`, programme, values: { department, level: 'x' } };
    }),
  );
}

/** What is shown of each cell: the number, and whether it is the one of this release. */
function shown(world: ReleasedWorld, one: TableSpec, release: Release): Record<string, [number | null, boolean]> {
  const { cells } = world.table(one, release);
  return Object.fromEntries(
    cells.map(({ key, row, published }) => [key.slice(0, -1).join('/') || 'all', [row?.value ?? null, published]]),
  );
}

describe('the mask of a release', () => {
  it('holds back, with a department that two joined, the one that seven joined: the total tells nine', () => {
    const world = createReleasedWorld();
    const first = world.release(people('one', { a: 20, b: 30, c: 12 }));
    world.table(spec, first);
    const second = world.release(people('one', { a: 22, b: 37, c: 12 }));
    expect(shown(world, { ...spec, by: [] }, second)).toEqual({ all: [71, true] });
    expect(shown(world, spec, second)).toEqual({ a: [20, false], b: [30, false], c: [12, true] });
  });

  it('keeps the helper while it helps, and shows both when five have joined', () => {
    const world = createReleasedWorld();
    world.table(spec, world.release(people('one', { a: 20, b: 30, c: 12 })));
    world.table(spec, world.release(people('one', { a: 22, b: 37, c: 12 })));
    const third = world.release(people('one', { a: 22, b: 37, c: 18 }));
    expect(shown(world, spec, third)).toEqual({ a: [20, false], b: [30, false], c: [18, true] });
    const fourth = world.release(people('one', { a: 25, b: 40, c: 18 }));
    expect(shown(world, spec, fourth)).toEqual({ a: [25, true], b: [40, true], c: [18, true] });
  });

  it('of a larger k holds what that of a smaller one does, and more', () => {
    const world = createReleasedWorld();
    const release = world.release(people('one', { a: 3, b: 30, c: 8, d: 40, e: 50 }));
    const hidden = (k: number) =>
      Object.entries(shown(world, { ...spec, k }, release)).flatMap(([name, [, isShown]]) => (isShown ? [] : [name]));
    expect(hidden(5)).toEqual(['a', 'c']);
    // Of the eleven in A and C, A would be known to be one of nine numbers.
    expect(hidden(10)).toEqual(['a', 'b', 'c']);
    expect(hidden(50)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('shows nothing under a margin that is hidden, and everything else', () => {
    const world = createReleasedWorld();
    const release = world.release(people('one', { a: 3, b: 30, c: 8 }));
    expect(shown(world, { ...spec, by: ['department', 'level'] }, release)).toEqual({
      ...{ 'a/x': [null, false], 'b/x': [30, true], 'c/x': [null, false] },
    });
  });

  it('of one programme is that of a world in which there is no other', () => {
    const own = { a: 3, b: 30, c: 8 };
    const [alone, beside] = [createReleasedWorld(), createReleasedWorld()];
    const [one, other] = [
      alone.release(people('one', own)),
      beside.release([...people('one', own), ...people('two', { a: 40, b: 2, c: 7 })]),
    ];
    expect(beside.table(spec, other)).toEqual(alone.table(spec, one));
  });

  it('of all programmes together hides their total where one programme is hidden alone', () => {
    const world = createReleasedWorld();
    const all = { ...spec, programme: null, by: [] };
    const release = world.release([...people('one', { a: 3 }), ...people('two', { a: 40 })]);
    expect(shown(world, { ...spec, by: [] }, release)).toEqual({ all: [null, false] });
    expect(shown(world, { ...all, programme: 'two' }, release)).toEqual({ all: [40, true] });
    expect(shown(world, all, release)).toEqual({ all: [null, false] });
  });

  it('of a table that is asked late begins where its family began', () => {
    const world = createReleasedWorld();
    const first = world.release(people('one', { a: 20, b: 30 }));
    expect(shown(world, { ...spec, by: [] }, first)).toEqual({ all: [50, true] });
    const second = world.release(people('one', { a: 21, b: 30 }));
    expect(shown(world, { ...spec, by: [] }, second)).toEqual({ all: [50, false] });
  });
});
