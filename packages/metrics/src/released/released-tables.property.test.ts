import { cellName, type PeopleCell } from '@rapport/privacy';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { widthByProgram } from '../../../privacy/src/testing/feasible-width.ts';
import { parseRequest } from '../request.ts';
import { createReleasedWorld, type Person, type ReleasedWorld } from '../testing/released-world.ts';
import { answerRows } from './answer.ts';
import type { Release } from './ports.ts';
import type { BodyCell, TableBody } from './table-body.ts';
import type { TableSpec } from './table-spec.ts';

const k = 5;
const spec: TableSpec = {
  ...{ metric: 'participants', version: 1, programme: 'one', by: ['department', 'level'], level: 'none', k },
  ...{ horizon: null, method: null },
};

/** How many are in each place at first, and how many come and go before each later release. */
type History = { places: Omit<Person, 'id'>[]; first: number[]; later: { come: number; go: number }[][] };

function historyOf(places: Omit<Person, 'id'>[], releases: number): fc.Arbitrary<History> {
  const few = fc.oneof(
    { weight: 4, arbitrary: fc.constant(0) },
    { weight: 3, arbitrary: fc.integer({ min: 1, max: 3 }) },
    { weight: 2, arbitrary: fc.integer({ min: 5, max: 8 }) },
  );
  const moves = fc.record({ come: few, go: few });
  const each = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: places.length, maxLength: places.length });
  return fc.record({
    places: fc.constant(places),
    first: each(fc.integer({ min: 0, max: 30 })),
    later: fc.array(each(moves), { minLength: releases - 1, maxLength: releases - 1 }),
  });
}

/** Releases the history; gives who was there at each. */
function play({ places, first, later }: History, world: ReleasedWorld): { release: Release; people: Person[] }[] {
  let serial = 0;
  const added = (at: number, count: number): Person[] =>
    Array.from({ length: count }, () => {
      serial += 1;
      return { id: `${serial}`, ...(places[at] as Omit<Person, 'id'>) };
    });
  let there = places.map((_, at) => added(at, first[at] ?? 0));
  const states = [there];
  for (const moves of later) {
    there = there.map((own, at) => [...own.slice(moves[at]?.go ?? 0), ...added(at, moves[at]?.come ?? 0)]);
    states.push(there);
  }
  return states.map((state) => ({ release: world.release(state.flat()), people: state.flat() }));
}

type Known = { place: PeopleCell; cell: BodyCell };

/** Every cell of some tables in one system of coordinates: programme, department, level. */
function cellsOf(world: ReleasedWorld, specs: readonly TableSpec[], release: Release): Known[] {
  return specs.flatMap((one) => {
    const body = world.table(one, release);
    const placed = (from: readonly string[]) => {
      const value = (id: string) => (one.by.includes(id) ? (from[one.by.indexOf(id)] ?? '') : null);
      return [one.programme, value('department'), value('level')];
    };
    const cells = body.cells.map((cell) => ({ place: { key: placed(cell.key), people: cell.people }, cell }));
    return [
      ...cells,
      ...untold(one, body, release).map((key) => ({ place: { key: placed(key), people: [0] }, cell: EMPTY })),
    ];
  });
}

/** A cell of nobody that looks like a hidden one. */
const EMPTY: BodyCell = {
  ...{
    key: [],
    people: [0],
    units: 0,
    published: false,
    open: true,
    coarse: false,
    changed: null,
    wasPublished: false,
  },
  ...{ base: '', row: null, release: null, wasEmpty: true },
};

/** Keys of cells of nobody that nobody is told of. */
function untold(one: TableSpec, body: TableBody, release: Release): string[][] {
  const known = new Set(body.cells.map(({ key }) => cellName(key)));
  const query = parseRequest({ metric: one.metric, groupBy: one.by, protection: { k } }, release.at);
  const asked = { query, spec: one, byProgramme: false, where: {}, period: '' };
  return answerRows(asked, [{ spec: one, body }], release).flatMap(({ group, state }) => {
    const key = [...one.by.map((id) => group[id] ?? ''), ''];
    return state === 'suppressed' && !known.has(cellName(key)) ? [key] : [];
  });
}

const subtables = (by: readonly string[]) =>
  [[], ['department'], ['level'], ['department', 'level']].filter((some) => some.every((id) => by.includes(id)));

/** Axes that do not tell cells apart would make the attacker's sums empty. */
function withoutAxes(known: readonly Known[]): Known[] {
  const used = [0, 1, 2].filter((axis) => new Set(known.map(({ place }) => place.key[axis])).size > 1);
  return known.map(({ place, cell }) => ({
    cell,
    place: { ...place, key: used.map((axis) => place.key[axis] ?? null) },
  }));
}

const tellsOfFew = (count: number) => count > 0 && count < k;

/** What somebody who sees every number of a release can say of a cell that must not be known. */
function auditRelease(known: readonly Known[]): void {
  const cells = known.map(({ place }) => place);
  const hidden = new Set(known.filter(({ cell }) => !cell.published).map(({ place }) => place));
  for (const { place, cell } of known) {
    const [count = 0] = place.people;
    // Where nobody is in a margin that is shown, nobody is in its parts.
    if (count === 0 && cell.published) continue;
    const isSecret = (count > 0 && count < k) || tellsOfFew(cell.changed?.published[0] ?? 0);
    if (!isSecret) continue;
    expect(cell.published).toBe(false);
    expect(widthByProgram({ cells, hidden }, place), cellName(place.key)).toBeGreaterThan(k - 1e-6);
  }
}

const inCell = (person: Person, [programme, department, level]: readonly (string | null)[]) =>
  (programme === null || person.programme === programme) &&
  (department === null || person.values['department'] === department) &&
  (level === null || person.values['level'] === level);

/** People in the place at one moment and not at the other. */
function changed(before: readonly Person[], after: readonly Person[], keys: readonly PeopleCell['key'][]): number {
  const there = (people: readonly Person[]) =>
    new Set(people.filter((person) => keys.some((key) => inCell(person, key))).map(({ id }) => id));
  const [then, now] = [there(before), there(after)];
  return [...now].filter((id) => !then.has(id)).length + [...then].filter((id) => !now.has(id)).length;
}

/** What two numbers tell, one release beside the other: of one cell, and of what the shown cells leave of a margin. */
function auditDifference(
  before: { people: readonly Person[]; known: readonly Known[] },
  after: { people: readonly Person[]; known: readonly Known[] },
): void {
  const isKnown = new Map<string, boolean>();
  for (const { place, cell } of before.known) isKnown.set(cellName(place.key), cell.published);
  const keys = new Map<string, PeopleCell['key']>();
  for (const { place, cell } of after.known) {
    const name = cellName(place.key);
    keys.set(name, place.key);
    isKnown.set(name, cell.published && isKnown.get(name) !== false);
  }
  const seen = (key: PeopleCell['key']) => isKnown.get(cellName(key)) === true;
  for (const key of keys.values()) {
    if (!seen(key)) continue;
    expect(tellsOfFew(changed(before.people, after.people, [key])), `cell ${cellName(key)}`).toBe(false);
    for (const axis of [0, 1, 2].filter((one) => key[one] === null)) {
      const parts = [...keys.values()].filter((part) =>
        part.every((value, at) => (at === axis ? value !== null : value === key[at])),
      );
      const rest = parts.filter((part) => !seen(part));
      if (parts.length > 0)
        expect(tellsOfFew(changed(before.people, after.people, rest)), `rest of ${cellName(key)}`).toBe(false);
    }
  }
}

function audit(
  history: History,
  specs: readonly TableSpec[],
  forged: (cell: BodyCell) => BodyCell = (cell) => cell,
): void {
  const world = createReleasedWorld();
  const played = play(history, world);
  const seen = played.map(({ release, people }) => {
    const known = cellsOf(world, specs, release).map((one) => ({ ...one, cell: forged(one.cell) }));
    return { people, known };
  });
  for (const { known } of seen) auditRelease(withoutAxes(known));
  for (const [index, after] of seen.entries()) {
    const before = seen[index - 1];
    if (before !== undefined) auditDifference(before, after);
  }
}

const departments = ['a', 'b', 'c'];
const place = (programme: string, department: string, level: string) => ({ programme, values: { department, level } });

describe('releases of any history of people who come and go', { timeout: 30_000 }, () => {
  it('tell of no few in a table of two breakdowns', () => {
    const places = departments.flatMap((department) => ['x', 'y'].map((level) => place('one', department, level)));
    const specs = subtables(spec.by).map((by) => ({ ...spec, by }));
    fc.assert(
      fc.property(historyOf(places, 4), (history) => audit(history, specs)),
      { numRuns: 8, seed: 7 },
    );
  });

  it('tell of no few in a table of all programmes beside those of each', () => {
    const places = ['one', 'two', 'three'].flatMap((programme) =>
      departments.map((department) => place(programme, department, 'x')),
    );
    const specs = ['one', 'two', 'three', null].flatMap((programme) =>
      subtables(['department']).map((by) => ({ ...spec, programme, by })),
    );
    fc.assert(
      fc.property(historyOf(places, 4), (history) => audit(history, specs)),
      { numRuns: 8, seed: 7 },
    );
  });

  it('would be caught if they published what few have changed', () => {
    const places = departments.map((department) => place('one', department, 'x'));
    const specs = subtables(['department']).map((by) => ({ ...spec, by }));
    const histories = fc.sample(historyOf(places, 2), { numRuns: 20, seed: 7 });
    const caught = histories.filter((history) => {
      try {
        audit(history, specs, (cell) => ({ ...cell, published: cell.people.every((count) => count >= k) }));
        return false;
      } catch {
        return true;
      }
    });
    expect(caught.length).toBeGreaterThan(15);
  });
});
