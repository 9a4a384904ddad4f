/** Kafka: producer, chunked consumer, offsets, dead letters, topic administration. The only room that knows kafkajs. */
export {
  type ArchivedPartition,
  ArchiveError,
  type ArchiveManifest,
  endOf as endOfArchived,
} from './archive/manifest.ts';
export { openArchive, readArchivedPartition, type VerifiedPartition, verifyArchive } from './archive/read-archive.ts';
export { type RestoreOptions, type RestoreSummary, restoreArchive } from './archive/restore-archive.ts';
export { type ArchiveSummary, type WriteArchiveOptions, writeArchive } from './archive/write-archive.ts';
export type { BackoffOptions } from './backoff.ts';
export { type Chunk, createMemoryChunk, type VisitRecord } from './chunk.ts';
export type { ChunkControl, OnChunk, Trouble } from './chunk-work.ts';
export type { ChunkedConsumer, ConsumerOptions, PartitionProgress } from './consumer-options.ts';
export {
  type DeadLetter,
  type DeadLetterReason,
  type DeadLetterSource,
  deadLetterRecord,
  holdsOriginal,
  originalRecord,
  readDeadLetter,
} from './dead-letter.ts';
export {
  type DeadLetterMark,
  type DeadLetterStatus,
  deadLetterMarkRecord,
  type PlacedDeadLetterMark,
  readDeadLetterMark,
} from './dead-letter-mark.ts';
export { createLazyProducer } from './lazy-producer.ts';
export { createLogClient, type LogClient, type LogClientOptions } from './log-client.ts';
export { LogError, type LogErrorCode } from './log-error.ts';
export type { LogLogger } from './log-logger.ts';
export type { PendingRange } from './offset-metadata.ts';
export type { EventProducer } from './producer.ts';
export type { HoleAccount, RecordReader } from './record-reader.ts';
export type { OffsetRange, OutgoingRecord, Placed, RawRecord, RecordHeaders } from './records.ts';
export { sendDeadLetters } from './send-dead-letters.ts';
export type { CommittedOffset, PartitionOffsets, TopicAdmin } from './topics.ts';
