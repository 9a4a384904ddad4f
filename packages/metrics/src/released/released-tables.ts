/** Tables of a release, made when first asked, relatives first, and the same for everybody from then on. */

import type { RunQuery } from '../engine.ts';
import { decideTable, type Previous } from './decide-table.ts';
import { createMemory } from './memory.ts';
import type { Release, ReleaseStore } from './ports.ts';
import type { Relative } from './slices.ts';
import { bodyFrom, bodyText, type TableBody } from './table-body.ts';
import { createTableChanges } from './table-changes.ts';
import { createTableSources } from './table-sources.ts';
import { keyOf, ladderTo, relativesOf, rootOf, type TableSpec } from './table-spec.ts';

export type ReleasedTables = {
  /** The table at a release. @throws MetricRequestError where it would be too large, or its programme is unknown */
  table: (spec: TableSpec, release: Release) => Promise<TableBody>;
  programmesOf: (spec: TableSpec, release: Release) => Promise<string[]>;
};

type Dependencies = { query: RunQuery; store: ReleaseStore };

/** Tables over whatever runs SELECTs and keeps what was published. */
export function createReleasedTables({ query: runQuery, store }: Dependencies): ReleasedTables {
  const sources = createTableSources(runQuery, store);
  const { releaseOf, ofUnits, ofLeftOut } = createTableChanges({ query: runQuery, store, sources });
  const bodies = createMemory<TableBody>();

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
    const now = { spec, release, source };
    const changes = previous === undefined ? new Map() : await ofUnits(now, previous);
    const beside = previous === undefined ? [] : await ofLeftOut(now, previous);
    const { cells, times } = source;
    return decideTable({
      spec,
      release,
      relatives: family,
      finer,
      previous,
      changes,
      beside,
      cells,
      zones: times.zones,
    });
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
