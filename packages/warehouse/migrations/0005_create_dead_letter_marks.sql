-- What became of dead letters: retried or discarded, by whom, when and why.
-- Why: a mark is a record of the dead-letter topic like the letter itself, so a rebuild from the log brings it back. It is a
-- row of its own and not a column of the letter, as letter and mark may come in any order and any number of times.
-- `letter_partition` and `letter_offset` say where a dead letter stands on its topic: a retry takes bytes and headers from
-- there, where they are untouched; -1 on rows that were written before this migration.
-- Cost: one row a mark; the new columns are added without rewriting. Safe to repeat.

CREATE TABLE IF NOT EXISTS dead_letter_marks (
  topic LowCardinality(String) COMMENT 'Topic that the record was on which the dead letter was made of',
  partition Int32 COMMENT 'Kafka partition that it was on',
  offset Int64 COMMENT 'Kafka offset that it had there',
  mark_partition Int32 COMMENT 'Partition of the dead-letter topic that the mark stands on',
  mark_offset Int64 COMMENT 'Offset that the mark has there',
  status LowCardinality(String) COMMENT 'retried (put on its topic again) or discarded (given up)',
  marked_at DateTime64(3, 'UTC') COMMENT 'When (UTC)',
  marked_by String COMMENT 'Who did it',
  reason String COMMENT 'Why, in words',
  retried_partition Nullable(Int32) COMMENT 'Partition that the retried record was put on',
  retried_offset Nullable(Int64) COMMENT 'Offset that the retried record got there',
  inserted_at DateTime64(3, 'UTC') DEFAULT now64(3) COMMENT 'When the warehouse took it (UTC)'
)
ENGINE = ReplacingMergeTree(inserted_at)
ORDER BY (topic, partition, offset, mark_partition, mark_offset)
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'What became of dead letters; the latest mark counts';

ALTER TABLE dead_letters ADD COLUMN IF NOT EXISTS letter_partition Int32 DEFAULT -1 COMMENT 'Partition of the dead-letter topic that it stands on';

ALTER TABLE dead_letters ADD COLUMN IF NOT EXISTS letter_offset Int64 DEFAULT -1 COMMENT 'Offset that it has there';
