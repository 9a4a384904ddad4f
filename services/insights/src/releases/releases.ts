/** Releases as the API needs them: the engine that answers from them, and what there is of them. */
import { createReleasedEngine, type MetricEngine, type RelationSource, type RunQuery } from '@rapport/metrics';
import { createWarehouseReleases, type StoredRelease, type Warehouse } from '@rapport/warehouse';
import { askAgainWithoutTables } from './vanished-tables.ts';

export type Releases = {
  /** Answers those whose answers are released. */
  engine: MetricEngine;
  latest(): Promise<StoredRelease | undefined>;
  /** The newest first. */
  list(limit: number): Promise<StoredRelease[]>;
  /** The relations as of a release; undefined where they have to be folded. */
  relationsOf(release: StoredRelease): Promise<RelationSource | undefined>;
};

type Dependencies = { warehouse: Warehouse; query: RunQuery; clock: () => number };

/** The releases of a warehouse, and an engine over them. */
export function createReleases({ warehouse, query, clock }: Dependencies): Releases {
  const store = createWarehouseReleases(warehouse);
  const engine = askAgainWithoutTables(() => createReleasedEngine({ query, store, clock }));
  return { engine, latest: store.latest, list: store.list, relationsOf: store.relationsOf };
}
