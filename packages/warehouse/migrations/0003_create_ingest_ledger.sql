-- One row per chunk that was written: which offsets, how many rows, under which token.
-- Why: the audit compares it with the broker's offsets and with the receipts, and finds gaps, overlaps and losses.
-- A chunk written again gives the same key, so the newest row stands for it.
-- Cost: one row a chunk. Safe to repeat.

CREATE TABLE IF NOT EXISTS ingest_ledger (
  `projection` LowCardinality(String) COMMENT 'Projection and version that wrote the chunk, such as warehouse@1',
  epoch UInt32 COMMENT 'Run of the projection from the start of the log; a rebuild is a new epoch',
  topic LowCardinality(String) COMMENT 'Kafka topic',
  stream LowCardinality(String) COMMENT 'Stream on that topic',
  partition Int32 COMMENT 'Kafka partition',
  first_offset Int64 COMMENT 'First offset of the chunk',
  last_offset Int64 COMMENT 'Last offset of the chunk, included',
  rows UInt64 COMMENT 'Records that became rows',
  dead UInt64 COMMENT 'Records that went to the dead letters',
  token String COMMENT 'Deduplication token of the chunk',
  first_timestamp Nullable(DateTime64(3, 'UTC')) COMMENT 'Earliest Kafka time in the chunk (UTC); none when it has no rows',
  last_timestamp Nullable(DateTime64(3, 'UTC')) COMMENT 'Latest Kafka time in the chunk (UTC); none when it has no rows',
  inserted_at DateTime64(3, 'UTC') DEFAULT now64(3) COMMENT 'When it was written (UTC)'
)
ENGINE = ReplacingMergeTree(inserted_at)
ORDER BY (`projection`, epoch, topic, partition, first_offset, last_offset)
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'One row per chunk of offsets that was written';
