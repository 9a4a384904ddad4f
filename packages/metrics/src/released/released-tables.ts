/** Tables of a release, made when first asked, relatives first, and the same for everybody from then on. */
import type { RunQuery } from '../engine.ts';
import { type Change, changesSince } from './changes.ts';
import { decideTable, type Previous } from './decide-table.ts';
import { createMemory } from './memory.ts';
import type { Changes } from './openness.ts';
import type { Release, ReleaseStore } from './ports.ts';
import type { Relative } from './slices.ts';
import { bodyFrom, bodyText, type TableBody } from './table-body.ts';
import { createTableSources, type TableSource } from './table-sources.ts';
import { keyOf, ladderTo, queryOfSpec, relativesOf, rootOf, type TableSpec } from './table-spec.ts';

export type ReleasedTables = {
  /** The table at a release. @throws MetricRequestError where it would be too large, or its programme is unknown */
  table: (spec: TableSpec, release: Release) => Promise<TableBody>;
  programmesOf: (spec: TableSpec, release: Release) => Promise<string[]>;
};

type Dependencies = { query: RunQuery; store: ReleaseStore };

/** Tables over whatever runs SELECTs and keeps what was published. */
export function createReleasedTables({ query: runQuery, store }: Dependencies): ReleasedTables {
  const sources = createTableSources(runQuery, store);
  const bodies = createMemory<TableBody>();

  const changeMemory = createMemory<ReadonlyMap<string, Change>>();

  async function releaseOf(id: string): Promise<Release> {
    const release = await store.find(id);
    if (release === undefined) throw new Error(`a released table rests on a release that is not known: ${id}`);
    return release;
  }

  async function changesOf(
    spec: TableSpec,
    release: Release,
    source: TableSource,
    previous: Previous,
  ): Promise<Changes> {
    const found = new Map<string, ReadonlyMap<string, Change>>();
    for (const id of new Set([previous.release, ...previous.body.cells.map(({ base }) => base)])) {
      const base = await releaseOf(id);
      const key = `${release.id} ${id} ${keyOf({ ...spec, k: 0 })}`;
      const changes = await changeMemory.get(key, async () => {
        const moments = [
          { at: release.at, relation: source.relation },
          { at: base.at, relation: await sources.relationOf(base) },
        ] as const;
        return changesSince(runQuery, queryOfSpec(spec, release.at), source.times, ...moments);
      });
      found.set(id, changes);
    }
    return found;
  }

  async function relatives(spec: TableSpec, release: Release): Promise<Relative[]> {
    const programmes = spec.programme === null ? await sources.programmesOf(spec, release) : [];
    const found: Relative[] = [];
    for (const one of relativesOf(spec, programmes)) found.push({ spec: one, body: await table(one, release) });
    return found;
  }

  async function finerOf(spec: TableSpec, release: Release): Promise<TableBody | undefined> {
    const k = ladderTo(spec.k).at(-2);
    return k === undefined ? undefined : table({ ...spec, k }, release);
  }

  /**
   * The table of an earlier release. One that nobody has asked for is made as of the first release of its family, as if it had been there from the
   * start: else its first numbers would be new ones beside the held back ones of its margins.
   */
  async function previousOf(spec: TableSpec, release: Release): Promise<Previous | undefined> {
    const stored = await store.readBefore(keyOf(spec), release);
    if (stored !== undefined) return { release: stored.release, body: bodyFrom(stored.body) };
    const root = rootOf(spec);
    if (keyOf(root) === keyOf(spec)) return undefined;
    const { first } = await table(root, release);
    if (first >= release.id) return undefined;
    const start = await releaseOf(first);
    return { release: first, body: await table(spec, start) };
  }

  async function make(spec: TableSpec, release: Release): Promise<TableBody> {
    const family = await relatives(spec, release);
    const finer = await finerOf(spec, release);
    const previous = await previousOf(spec, release);
    const source = await sources.read(spec, release);
    const changes = previous === undefined ? new Map() : await changesOf(spec, release, source, previous);
    const { cells, times } = source;
    return decideTable({ spec, release, relatives: family, finer, previous, changes, cells, zones: times.zones });
  }

  function table(spec: TableSpec, release: Release): Promise<TableBody> {
    const key = keyOf(spec);
    return bodies.get(`${release.id} ${key}`, async () => {
      const stored = await store.readTable(key, release);
      if (stored !== undefined) return bodyFrom(stored.body);
      const made = await make(spec, release);
      return bodyFrom((await store.writeTable(key, release, bodyText(made))).body);
    });
  }
  return { table, programmesOf: sources.programmesOf };
}
