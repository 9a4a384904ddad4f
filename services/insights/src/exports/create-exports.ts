/** Exports as a whole: what an instance of the API needs for them, put together. */
import { streams } from '@rapport/events';
import type { Logger, Registry } from '@rapport/service';
import {
  dropOldSnapshots,
  encodePosition,
  type FactKeeper,
  feedPositionNow,
  type ResultReader,
  type Warehouse,
} from '@rapport/warehouse';
import type { FastifyInstance } from 'fastify';
import { Counter } from 'prom-client';
import type { EngineFor } from '../access/engines.ts';
import type { Releases } from '../releases/releases.ts';
import { createExportJobs, type ExportJobs } from './export-jobs.ts';
import { createExportPlanner } from './export-plans.ts';
import { type ExportLimits, usualExportLimits } from './job-board.ts';
import { createJobFolder } from './job-folder.ts';

export type ExportSettings = {
  /** Folder for jobs and their files. One process writes into it. */
  path: string;
  reader: ResultReader;
  /** With time for a snapshot of everything. */
  warehouse: Warehouse;
  limits?: Partial<ExportLimits>;
};

type Dependencies = {
  engineFor: EngineFor;
  facts: Pick<FactKeeper, 'source'> | undefined;
  /** Whose latest moment rows are of, for callers whose answers are released. */
  releases: Pick<Releases, 'latest' | 'relationsOf'>;
  logger: Logger;
  registry: Registry;
  clock: () => number;
};

export type Exports = { jobs: ExportJobs; keepMs: number };

const streamNames = streams.map(({ name }) => name);

/** Takes up the jobs of the process before when `app` gets ready, and lets them wait when it closes. */
export function createExports(app: FastifyInstance, settings: ExportSettings, dependencies: Dependencies): Exports {
  const { engineFor, facts, releases, logger, registry, clock } = dependencies;
  const { path, reader, warehouse } = settings;
  const limits = { ...usualExportLimits, ...settings.limits };
  const rows = new Counter({
    name: 'rapport_export_rows_total',
    help: 'Rows that were written to files of exports',
    labelNames: ['format'],
    registers: [registry],
  });
  const plan = createExportPlanner({
    ...{ warehouse, engineFor, clock, releases },
    kept: () => facts?.source(),
    feedPosition: async () => encodePosition(await feedPositionNow(warehouse, streamNames)),
  });
  const jobs = createExportJobs({
    ...{ folder: createJobFolder(path), plan, reader, logger, clock, limits },
    onRows: (format, count) => rows.inc({ format }, count),
  });
  app.addHook('onReady', async () => {
    await jobs.start();
    // What stays behind takes room and nothing else: it is no reason not to start.
    void dropOldSnapshots(warehouse).catch((error: unknown) =>
      logger.warn({ err: error }, 'old snapshots stay behind'),
    );
  });
  app.addHook('onClose', () => jobs.stop());
  return { jobs, keepMs: limits.keepMs };
}
