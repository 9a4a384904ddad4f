-- Records that could not become rows, with their bytes, so that nothing is lost and the fault can be found.
-- Why: the dead-letter topic holds them for machines; this table lets people list, read and count them.
-- The same record quarantined again is the same key.
-- Cost: one row a bad record. Safe to repeat.

CREATE TABLE IF NOT EXISTS dead_letters (
  topic LowCardinality(String) COMMENT 'Topic that the record was on',
  partition Int32 COMMENT 'Kafka partition that it was on',
  offset Int64 COMMENT 'Kafka offset that it had there',
  code LowCardinality(String) COMMENT 'Why it could not become a row, as a code',
  field String COMMENT 'Field that broke a rule; empty when the whole record is unreadable',
  message String COMMENT 'Why, in words',
  key Nullable(String) COMMENT 'Key of the record, its bytes untouched',
  value Nullable(String) COMMENT 'Value of the record, its bytes untouched',
  headers Map(String, String) COMMENT 'Headers of the record',
  kafka_at DateTime64(3, 'UTC') COMMENT 'When Kafka took the record (UTC)',
  recorded_at DateTime64(3, 'UTC') COMMENT 'When it was quarantined (UTC)',
  programme_id LowCardinality(String) COMMENT 'The mentoring programme where it could be read; else empty',
  `projection` LowCardinality(String) COMMENT 'Projection that refused it',
  inserted_at DateTime64(3, 'UTC') DEFAULT now64(3) COMMENT 'When the warehouse took it (UTC)'
)
ENGINE = ReplacingMergeTree(inserted_at)
ORDER BY (topic, partition, offset)
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'Records that could not become rows, with reason and bytes';
