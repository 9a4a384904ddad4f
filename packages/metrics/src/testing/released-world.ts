/** Releases over a handful of people without a warehouse: what summary and changes would say is counted here. */
import { cellName } from '@rapport/privacy';
import type { Change } from '../released/changes.ts';
import { decideTable } from '../released/decide-table.ts';
import type { Release } from '../released/ports.ts';
import type { Relative } from '../released/slices.ts';
import type { TableBody } from '../released/table-body.ts';
import { keyOf, ladderTo, relativesOf, type TableSpec } from '../released/table-spec.ts';
import type { Cell } from '../suppression.ts';

/** Where somebody is: the values of two breakdowns, and a programme. */
export type Person = { id: string; programme: string; values: Readonly<Record<string, string>> };

export type ReleasedWorld = {
  /** Who is there at the next release. */
  release: (people: readonly Person[]) => Release;
  table: (spec: TableSpec, release: Release) => TableBody;
};

const DAY_MS = 86_400_000;
const FIRST = Date.UTC(2024, 0, 1);

const keyFor = (person: Person, by: readonly string[]) => [...by.map((id) => person.values[id] ?? ''), ''];

function cellsOf(people: readonly Person[], by: readonly string[]): Cell[] {
  const groups = Map.groupBy(people, (person) => cellName(keyFor(person, by)));
  return [...groups.values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const key = keyFor(first, by);
    const n = own.length;
    return [{ key, groups: key.slice(0, -1), bucket: '', people: [n], row: { n, immature: 0, units: n, persons: n } }];
  });
}

/** Tables of a metric that counts people, over all time: participants by level `none`. */
export function createReleasedWorld(): ReleasedWorld {
  const worlds: { release: Release; people: readonly Person[] }[] = [];
  const bodies = new Map<string, TableBody>();
  const within = (spec: TableSpec, people: readonly Person[]) =>
    people.filter(({ programme }) => spec.programme === null || programme === spec.programme);

  function changes(spec: TableSpec, now: readonly Person[], then: readonly Person[]): Map<string, Change> {
    const places = (people: readonly Person[]) =>
      new Set(within(spec, people).map((person) => JSON.stringify([cellName(keyFor(person, spec.by)), person.id])));
    const [after, before] = [places(now), places(then)];
    const differing = [
      ...[...after].filter((one) => !before.has(one)),
      ...[...before].filter((one) => !after.has(one)),
    ];
    const moved = differing.map((text) => (JSON.parse(text) as [string, string])[0]);
    return new Map(
      [...Map.groupBy(moved, (name) => name)].map(([name, { length }]) => [
        name,
        { joined: [length], told: [length], any: length },
      ]),
    );
  }

  function table(spec: TableSpec, release: Release): TableBody {
    const name = (id: string, one: TableSpec) => `${id} ${keyOf(one)}`;
    const known = bodies.get(name(release.id, spec));
    if (known !== undefined) return known;
    const at = worlds.findIndex((one) => one.release.id === release.id);
    const now = worlds[at]?.people ?? [];
    const programmes = [...new Set(worlds.flatMap(({ people }) => people.map(({ programme }) => programme)))].sort();
    const relatives: Relative[] = relativesOf(spec, spec.programme === null ? programmes : []).map((one) => {
      return { spec: one, body: table(one, release) };
    });
    const k = ladderTo(spec.k).at(-2);
    const before = worlds[at - 1]?.release.id;
    const body = before === undefined ? undefined : bodies.get(name(before, spec));
    const since = new Map(
      worlds.slice(0, at).map(({ release: { id }, people }) => [id, changes(spec, now, people)] as const),
    );
    const made = decideTable({
      ...{ spec, release, relatives, changes: since, zones: ['UTC'] },
      finer: k === undefined ? undefined : table({ ...spec, k }, release),
      previous: before === undefined || body === undefined ? undefined : { release: before, body },
      cells: cellsOf(within(spec, now), spec.by),
    });
    bodies.set(name(release.id, spec), made);
    return made;
  }

  function release(people: readonly Person[]): Release {
    const at = FIRST + worlds.length * DAY_MS;
    const made = { id: new Date(at).toISOString(), at, madeAt: at };
    worlds.push({ release: made, people });
    return made;
  }
  return { release, table };
}
