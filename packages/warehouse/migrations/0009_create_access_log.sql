-- The request log of the read API: who asked what, how many cells they were shown, how many were hidden, of which release.
-- Why: privacy.md C4 asks for it, and without it nobody can tell what somebody could have pieced together.
-- Written in batches by insights; not made from the log, so a rebuild leaves it alone. Values of cells never stand here.
-- Rows go after 400 days: who asked is personal, too. Cost: some 300 bytes a request. Safe to repeat.

CREATE TABLE IF NOT EXISTS access_log (
  at DateTime64(3, 'UTC') COMMENT 'When the request came (UTC)',
  id UUID COMMENT 'This line: written again after a doubtful insert, it is still one',
  trace_id String COMMENT 'What the answer called itself to the caller, if it failed',
  token_id String COMMENT 'Public part of the token; empty in the demo',
  name LowCardinality(String) COMMENT 'Role and name of the token, or that there was none',
  role LowCardinality(String) COMMENT 'admin, analyst, lead, data or demo',
  method LowCardinality(String) COMMENT 'HTTP method',
  route LowCardinality(String) COMMENT 'Address with its parameters unnamed',
  url String COMMENT 'Address as it was asked, cut after 4096 characters',
  status UInt16 COMMENT 'HTTP status of the answer',
  metrics Array(LowCardinality(String)) COMMENT 'Metrics that were answered, one for each question',
  questions String COMMENT 'What was asked, as it was understood: a JSON list, cut after 20000 characters',
  cells_shown UInt32 COMMENT 'Cells whose state and value were given',
  cells_hidden UInt32 COMMENT 'Cells that were suppressed',
  release String COMMENT 'Release that answered; empty for answers of the moment',
  duration_ms UInt32 COMMENT 'From the first byte of the request to the last of the answer'
)
ENGINE = ReplacingMergeTree
ORDER BY (at, id)
TTL toDateTime(at) + INTERVAL 400 DAY
SETTINGS non_replicated_deduplication_window = 1000
COMMENT 'Who asked what of the read API'
