-- Releases: instants at which analysts, leads and data teams are answered, and the tables that were published of them.
-- Why: live numbers of two moments can be subtracted, and the difference can be one person (privacy rules C2.8).
-- Not made from the log, so a rebuild leaves them alone: what was published stays published. The facts as of a release lie in
-- tables of its own (released_<time>_<relation>), which can go: they are read faster than they are folded, that is all.
-- Cost: nothing on an empty warehouse; some kB for each table that is asked. Safe to repeat.

CREATE TABLE IF NOT EXISTS releases (
  id String COMMENT 'The instant in RFC 3339: as_of and known_at of every answer',
  at DateTime64(3, 'UTC') COMMENT 'The same as a time (UTC)',
  made_at DateTime64(3, 'UTC') COMMENT 'When it was made (UTC)',
  made_by LowCardinality(String) COMMENT 'loop or command',
  maker String COMMENT 'Which making it was: two of one instant are told apart by it',
  epoch UInt32 COMMENT 'Epoch of the projection that stored its events',
  positions String COMMENT 'Last offset of each partition that belongs to it, by stream, as JSON: what is stored later is not in it',
  definition String COMMENT 'Digest of what its tables are made by: another program does not read them'
)
ENGINE = MergeTree
ORDER BY at
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'Instants as of which released answers are given';

CREATE TABLE IF NOT EXISTS released_tables (
  key String COMMENT 'Metric, parameters, programme, breakdowns, grain, k: what the table is of',
  release String COMMENT 'Release in which it was computed',
  at DateTime64(3, 'UTC') COMMENT 'Instant of that release (UTC)',
  stored_at DateTime64(6, 'UTC') DEFAULT now64(6) COMMENT 'When (UTC); of two the first counts',
  body String COMMENT 'Cells, masked, with their rows, as JSON'
)
ENGINE = MergeTree
ORDER BY (key, at, stored_at)
SETTINGS non_replicated_deduplication_window = 10000, index_granularity = 64
COMMENT 'Tables as they were published';

CREATE TABLE IF NOT EXISTS release_claims (
  number UInt64 COMMENT 'Claims follow one another: of two that claim the same number the first is stored',
  holder String COMMENT 'Who makes a release',
  until DateTime64(3, 'UTC') DEFAULT now64(3) + INTERVAL 30 SECOND COMMENT 'Until when nobody else does (UTC)'
)
ENGINE = MergeTree
ORDER BY number
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'Who makes a release at the moment';
