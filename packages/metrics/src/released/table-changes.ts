/** What has changed in a table since the releases that its numbers are of. */
import { compileUnits } from '../compile.ts';
import type { RunQuery } from '../engine.ts';
import { countedWider, leftOutUnits, type Wider, widerOf } from '../left-out/left-out-units.ts';
import { type Change, changesSince, type UnitsIn } from './changes.ts';
import type { Previous } from './decide-table.ts';
import { createMemory } from './memory.ts';
import type { Changes } from './openness.ts';
import type { Release, ReleaseStore } from './ports.ts';
import type { TableSource, TableSources } from './table-sources.ts';
import { keyOf, queryOfSpec, type TableSpec } from './table-spec.ts';

/** A table at a release, as the warehouse has it. */
type TableNow = { spec: TableSpec; release: Release; source: TableSource };

export type TableChanges = {
  releaseOf: (id: string) => Promise<Release>;
  /** Of its units, since every release that the table before still shows something of. */
  ofUnits: (now: TableNow, previous: Previous) => Promise<Changes>;
  /** Of those whom wider metrics have beside, in the order of `widerOf`. */
  ofLeftOut: (now: TableNow, previous: Previous) => Promise<Changes[]>;
};

type Dependencies = { query: RunQuery; store: ReleaseStore; sources: TableSources };

export function createTableChanges({ query: runQuery, store, sources }: Dependencies): TableChanges {
  const memory = createMemory<ReadonlyMap<string, Change>>();

  async function releaseOf(id: string): Promise<Release> {
    const release = await store.find(id);
    if (release === undefined) throw new Error(`a released table rests on a release that is not known: ${id}`);
    return release;
  }

  async function since(base: Release, { spec, release, source }: TableNow, wider: Wider | undefined) {
    const query = queryOfSpec(spec, release.at);
    const moments = [
      { at: release.at, relation: source.relation },
      { at: base.at, relation: await sources.relationOf(base) },
    ] as const;
    if (wider === undefined)
      return changesSince(runQuery, query, (relation) => compileUnits(query, source.times, relation), ...moments);
    const units: UnitsIn = (relation) => leftOutUnits(query, wider, source.times, relation);
    return changesSince(runQuery, { ...query, metric: countedWider(wider) }, units, ...moments);
  }

  async function changesOf(now: TableNow, previous: Previous, index: number, wider?: Wider): Promise<Changes> {
    const found = new Map<string, ReadonlyMap<string, Change>>();
    for (const id of new Set([previous.release, ...previous.body.cells.map(({ base }) => base)])) {
      const base = await releaseOf(id);
      const key = `${now.release.id} ${id} ${keyOf({ ...now.spec, k: 0 })} ${index}`;
      found.set(id, await memory.get(key, () => since(base, now, wider)));
    }
    return found;
  }

  async function ofLeftOut(now: TableNow, previous: Previous): Promise<Changes[]> {
    const all: Changes[] = [];
    for (const [index, wider] of widerOf(queryOfSpec(now.spec, now.release.at)).entries())
      all.push(await changesOf(now, previous, index, wider));
    return all;
  }
  return { releaseOf, ofUnits: (now, previous) => changesOf(now, previous, -1), ofLeftOut };
}
