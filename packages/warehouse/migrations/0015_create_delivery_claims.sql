-- Which process of insights delivers subscriptions: several may run, and one is at it at a time, as release_claims of 0011.
-- Why: two that each find a delivery due would send it twice.
-- Cost: nothing on an empty table; a row each time that a claim is renewed, which is while something is due. Safe to repeat.

CREATE TABLE IF NOT EXISTS delivery_claims (
  number UInt64 COMMENT 'Claims follow one another: of two that claim the same number the first is stored',
  holder String COMMENT 'Which process',
  until DateTime64(3, 'UTC') COMMENT 'Until when nobody else delivers (UTC)'
)
ENGINE = MergeTree
ORDER BY number
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'Who delivers subscriptions at the moment';
