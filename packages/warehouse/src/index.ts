/** ClickHouse: client, migrations, folds, chunk sink, ledger. The only place that writes SQL DDL. */

export { type AccessLogFilter, type AccessLogLine, listAccessLog, writeAccessLog } from './access-log.ts';
export { type Account, type Finding, type FindingCode, findingCodes, type Severity, type Span } from './audit.ts';
export { auditPartitions, type BrokerPosition, type PartitionAudit } from './audit-partitions.ts';
export { type BlockBuilder, type BuiltBlocks, createBlockBuilder, type SinkBlock } from './block-builder.ts';
export {
  type ChunkSink,
  type ChunkSinkOptions,
  createChunkSink,
  MAX_CHUNK_ROWS,
  type SinkChunk,
  type SinkRow,
  sinkChunkFromRows,
} from './chunk-sink.ts';
export { type Claim, createClaim } from './claim.ts';
export {
  createWarehouse,
  type QueryParameters,
  type RawInsert,
  type Warehouse,
  type WarehouseOptions,
} from './client.ts';
export {
  countDeadLetters,
  type DeadLetter,
  type DeadLetterFilter,
  type DeadLetterState,
  type DeadLetterSummary,
  listDeadLetters,
  showDeadLetter,
} from './dead-letter-list.ts';
export { type DeadLetterMarkRow, writeDeadLetterMarks } from './dead-letter-marks.ts';
export { type DeadLetterRow, writeDeadLetters } from './dead-letters.ts';
export {
  type AnonymousFact,
  type AnonymousName,
  anonymousFacts,
  anonymousNames,
} from './exports/anonymous-facts.ts';
export {
  type AnonymousRows,
  anonymousRows,
  dropOldSnapshots,
  type Generalisation,
} from './exports/anonymous-rows.ts';
export {
  type ExportColumn,
  type ExportFormat,
  type ExportVariant,
  exportFormats,
  exportSelect,
  exportVariants,
  formatFacts,
} from './exports/export-formats.ts';
export { literalRows } from './exports/literal-rows.ts';
export { type ExportManifest, type ManifestParts, manifestOf } from './exports/manifest.ts';
export { exportableView, plainColumns } from './exports/plain-rows.ts';
export { createResultReader, type ResultReader, type ResultRequest } from './exports/result-reader.ts';
export {
  ExportError,
  type ExportErrorCode,
  type WriteOptions,
  type WrittenFile,
  writeResult,
} from './exports/write-result.ts';
export { createFactKeeper, type FactKeeper, type FactKeeperOptions } from './facts/keeper.ts';
export { SinkError, WarehouseError } from './faults.ts';
export { type FeedEvent, type FeedPage, feedPositionNow, readEventFeed } from './feed/event-feed.ts';
export { decodePosition, encodePosition, type FeedPosition } from './feed/feed-position.ts';
export {
  findReport,
  keepReport,
  listReports,
  type ReportFilter,
  type StoredReport,
  type StoredReportHead,
} from './frozen-reports.ts';
export { type ExplainedHoles, holeFindings, type Letters } from './hole-findings.ts';
export {
  type LedgerOwner,
  type LedgerRange,
  ledgerRanges,
  topicWatermarks,
} from './ledger.ts';
export { type LedgerFindings, recentLedgerFindings } from './ledger-findings.ts';
export { holesIn, type StreamPlace } from './ledger-runs.ts';
export { checkDeduplication, type MigrateOptions, migrate } from './migrate.ts';
export {
  type AppliedMigration,
  MigrationError,
  type MigrationErrorCode,
  type MigrationFile,
} from './migration-plan.ts';
export { groupIdOf, warehouseProjection } from './projection.ts';
export {
  acquireRebuildLock,
  activeEpoch,
  compareRebuild,
  dropRebuild,
  type EndOffsets,
  findRebuild,
  isSame,
  type LedgerGap,
  type LockOwner,
  ledgerGaps,
  lettersOnTopic,
  RebuildError,
  type RebuildErrorCode,
  type RebuildLock,
  type RebuildPhase,
  type RebuildState,
  type RowDifference,
  rebuiltUntil,
  retireLedger,
  rollBackRebuild,
  type SwapOutcome,
  saveRebuildState,
  shadowDatabase,
  swapRebuild,
  type TableComparison,
} from './rebuild/index.ts';
export { participantAttributes } from './relations/attribute-columns.ts';
export type { EventSource } from './relations/bounds.ts';
export { type RelationName, relationNames, relationSql, relations } from './relations/catalogue.ts';
export type { Relation, RelationColumn } from './relations/relation.ts';
export {
  createReleaseMaker,
  type ReleaseErrorCode,
  type ReleaseMaker,
  ReleaseMakingError,
} from './releases/make-release.ts';
export { createWarehouseReleases, type StoredRelease, type WarehouseReleases } from './releases/release-store.ts';
export { publishReporting, reportingDatabase } from './reporting/publish-views.ts';
export {
  findReportingView,
  type ReportingChange,
  type ReportingName,
  type ReportingView,
  reportingViews,
} from './reporting/reporting-views.ts';
export { checkStoredEvents, type StoredEvents } from './stored-events.ts';
export { repeatedReceipts } from './stored-spans.ts';
export { type Delivered, findSentAnswer, listDeliveries } from './workspace/delivery-log.ts';
export {
  type Annotation,
  listAnnotations,
  listSubscriptions,
  listViews,
  type SavedView,
  type Subscription,
} from './workspace/workspace-items.ts';
