-- What people keep in the dashboard (views, subscriptions, annotations): the eighth stream, as 0010 made the seventh.
-- Why: what somebody saved must survive a rebuild like everything else, and who saved what is a fact with a time.
-- Cost: nothing on an empty table. Safe to repeat.

CREATE TABLE IF NOT EXISTS events_workspace (
  _partition Int32 COMMENT 'Kafka partition that it came from',
  _offset Int64 COMMENT 'Kafka offset that it came from',
  _timestamp DateTime64(3, 'UTC') COMMENT 'When Kafka took it (UTC)',
  event_id UUID COMMENT 'UUID of the event: version 7, or version 5 of source and source key, so that a re-import is the same event',
  type LowCardinality(String) COMMENT 'What happened; the full event type is workspace.<type>',
  occurred_at DateTime64(3, 'UTC') COMMENT 'When it happened (UTC)',
  recorded_at DateTime64(3, 'UTC') COMMENT 'When Rapport was told (UTC); set at acceptance, never changed',
  source LowCardinality(String) COMMENT 'Which system told us',
  actor_id Nullable(String) COMMENT 'Who did it, as a pseudonym',
  correlation_id Nullable(String) COMMENT 'Ties the events of one business transaction together',
  supersedes Nullable(UUID) COMMENT 'event_id of the event that this one corrects: the corrected one no longer counts',
  item_id String COMMENT 'The saved view, subscription or annotation',
  programme_id LowCardinality(Nullable(String)) COMMENT 'The mentoring programme this is about; absent: no single one',
  title Nullable(String) COMMENT 'What its owner calls it',
  page LowCardinality(Nullable(String)) COMMENT 'Which page of the dashboard it opens, as a path',
  state Nullable(String) COMMENT 'The state of that page, as the query string of its address',
  visibility LowCardinality(Nullable(String)) COMMENT 'Whether only its owner sees it (own) or everybody who sees its programme (shared)',
  kind LowCardinality(Nullable(String)) COMMENT 'What kind of annotation',
  text Nullable(String) COMMENT 'What an annotation says, about a programme and never about a person',
  first_day Nullable(String) COMMENT 'First day that an annotation is about, as YYYY-MM-DD',
  last_day Nullable(String) COMMENT 'Last day that an annotation is about, as YYYY-MM-DD; absent: the first alone',
  question Nullable(String) COMMENT 'What a subscription asks, as JSON in the words of POST /v1/query',
  every LowCardinality(Nullable(String)) COMMENT 'How often it is asked: of each whole week or month',
  weekday Nullable(Int32) COMMENT 'On which day a weekly delivery is due, 1 (Monday) to 7; absent: as soon as the week is over',
  channel LowCardinality(Nullable(String)) COMMENT 'How it is delivered; the address is in no event',
  period LowCardinality(Nullable(String)) COMMENT 'Which period was delivered, as 2026-w47 or 2026-11',
  outcome LowCardinality(Nullable(String)) COMMENT 'What became of the delivery',
  reason LowCardinality(Nullable(String)) COMMENT 'Why it waits or failed, as a code',
  inserted_at DateTime64(3, 'UTC') DEFAULT now64(3) COMMENT 'When the warehouse took it (UTC)',
  _precedence UInt64 MATERIALIZED bitOr(bitShiftLeft(toUInt64(17592186044415 - (toUnixTimestamp64Milli(recorded_at) + 2208988800000)), 20), bitAnd(sipHash64(tuple(type, occurred_at, source, actor_id, correlation_id, supersedes, item_id, programme_id, title, page, state, visibility, kind, text, first_day, last_day, question, every, weekday, channel, period, outcome, reason)), 1048575)) COMMENT 'The earliest recorded copy of an event has the largest; copies of one instant differ by content'
)
ENGINE = ReplacingMergeTree(_precedence)
ORDER BY (item_id, event_id)
SETTINGS non_replicated_deduplication_window = 10000, min_parts_to_merge_at_once = 10
COMMENT 'Facts about saved views, subscriptions and annotations, as received; FINAL gives one row per event';

CREATE MATERIALIZED VIEW IF NOT EXISTS receive_workspace TO event_receipts AS
SELECT 'workspace' AS stream, _partition AS partition, _offset AS offset, event_id, concat('workspace.', type) AS type,
  ifNull(toString(programme_id), '') AS programme_id, occurred_at, recorded_at, _timestamp AS kafka_at, inserted_at
FROM events_workspace;
