/** The API over a world, as it is or with the protection taken away: without that an attack that learns nothing proves nothing. */
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createMetricEngine,
  type MetricEngine,
  type MetricRequest,
  type RelationSource,
  type RunQuery,
} from '@rapport/metrics';
import type { Logger, Registry, TokenSource } from '@rapport/service';
import { createFactKeeper, createReleaseMaker, createResultReader, type Warehouse } from '@rapport/warehouse';
import { createInsights } from '../app.ts';
import type { Releases } from '../releases/releases.ts';
import { releasesOf } from '../testing/live-releases.ts';

/** guarded: as it is. live: protected inside each answer, without releases. bare: not protected at all. */
export type Protection = 'guarded' | 'live' | 'bare';

type Dependencies = {
  warehouse: Warehouse;
  clickhouseUrl: string;
  tokens: TokenSource;
  logger: Logger;
  registry: Registry;
  clock: () => number;
};

/** `release` lets the present be what is answered. */
type Surfaces = { url: string; release: () => Promise<void>; close: () => Promise<void> };

/** An engine with the protection taken off every question. */
function bareOf(engine: MetricEngine): MetricEngine {
  const open = <T extends MetricRequest>(request: T): T => ({ ...request, protection: 'none' });
  return {
    run: (request) => engine.run(open(request)),
    compare: (request) => engine.compare(open(request)),
    triangle: (request) => engine.triangle(open(request)),
    explain: (request) => engine.explain(open(request)),
  };
}

/** Who answers those whose answers are released; undefined for the releases of the warehouse. */
function releasesFor(
  protection: Protection,
  { warehouse, clock }: Dependencies,
  kept: () => RelationSource | undefined,
): Releases | undefined {
  const query: RunQuery = (sql, params) => warehouse.query(sql, params);
  const live = createMetricEngine({ query, clock, kept });
  switch (protection) {
    case 'guarded':
      return undefined;
    case 'live':
      return releasesOf(live);
    case 'bare':
      return releasesOf(bareOf(live));
    default:
      throw new Error(`no such protection: ${protection satisfies never}`);
  }
}

/** An API on a port of its own. */
export async function createSurfaces(protection: Protection, dependencies: Dependencies): Promise<Surfaces> {
  const { clickhouseUrl: url, warehouse, ...rest } = dependencies;
  const path = mkdtempSync(join(tmpdir(), 'rapport-attacks-'));
  // Where nothing is released the controls read kept facts, as live answers do.
  const facts = createFactKeeper({ warehouse, clock: dependencies.clock });
  const releases = releasesFor(protection, dependencies, () => facts.source());
  const app = await createInsights({
    ...rest,
    warehouse,
    ...(releases === undefined ? {} : { releases }),
    exports: { path, warehouse, reader: createResultReader({ url, database: warehouse.database }) },
    settleSeconds: 1,
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const maker = createReleaseMaker({ warehouse, clock: dependencies.clock, settleSeconds: 0 });
  return {
    url: `http://127.0.0.1:${port}`,
    release: async () => {
      if (protection === 'guarded') await maker.make('command');
      else await facts.refresh();
    },
    close: async () => {
      await app.close();
      rmSync(path, { recursive: true, force: true });
    },
  };
}
