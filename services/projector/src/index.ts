/** Kafka to ClickHouse: the projection as a pure function, and the service that runs it. */
export { type ProjectedChunk, type ProjectedRow, projectChunk, type Refusal } from './project-chunk.ts';
export {
  createProjector,
  type ProjectionSink,
  type Projector,
  type ProjectorDeps,
  type ProjectorOptions,
  type StoredChunk,
} from './projector.ts';
export type { DeadLetterSink, StoredDeadLetter } from './store-dead-letters.ts';
