/** Kafka to ClickHouse: the projection as a pure function, and the service that runs it. */
export type { PartitionState, ProjectionState } from './progress.ts';
export {
  type CheckDatum,
  type ProjectedChunk,
  projectChunk,
  projectPart,
  type Refusal,
} from './project-chunk.ts';
export type { ProjectionSink } from './projection-sink.ts';
export { createProjector, type Projector, type ProjectorDeps, type ProjectorOptions } from './projector.ts';
export type { FillOptions } from './rebuild/fill-shadow.ts';
export { fillRebuild, openRebuild, type RebuildDeps, type RebuildWish, verifyRebuild } from './rebuild/rebuild.ts';
export type { StoredDeadLetter } from './store-dead-letters.ts';
export { createWarehouseSink } from './warehouse-sink.ts';
