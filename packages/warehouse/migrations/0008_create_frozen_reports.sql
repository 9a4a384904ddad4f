-- Frozen reports: answers at fixed as_of and known_at with the digest of their bytes, to be issued again later.
-- Why: a number that was printed or mailed must be found again as it was; the log gives it again, and this says what it was.
-- Not made from the log, so a rebuild leaves it alone; `rapport report show -o` and `report import` carry reports over.
-- Cost: nothing on an empty table; a report of twelve answers is some 20 kB. Safe to repeat.

CREATE TABLE IF NOT EXISTS frozen_reports (
  id String COMMENT 'Name and start of the digest: the same answers under the same name are the same report',
  name LowCardinality(String) COMMENT 'What the report is called',
  frozen_at DateTime64(3, 'UTC') COMMENT 'When it was frozen first (UTC)',
  as_of DateTime64(3, 'UTC') COMMENT 'What had happened by then counts (UTC)',
  known_at DateTime64(3, 'UTC') COMMENT 'What had been told by then counts (UTC)',
  smallest_group UInt32 COMMENT 'Cells about fewer people are hidden in it; 0 when none are',
  answers UInt32 COMMENT 'How many answers it holds',
  sha256 String COMMENT 'Digest of content, in hexadecimal',
  content String COMMENT 'Questions and answers as canonical JSON'
)
ENGINE = ReplacingMergeTree
ORDER BY (name, id)
SETTINGS non_replicated_deduplication_window = 1000
COMMENT 'Answers at fixed times, with the digest of their bytes';
