-- Alerts about pairings that may need somebody: the seventh stream, as 0007 made the sixth.
-- Why: an alert is a fact of its own day. Kept as it was raised, it can be held against what became of the pairing.
-- Cost: nothing on an empty table. Safe to repeat.

CREATE TABLE IF NOT EXISTS events_alert (
  _partition Int32 COMMENT 'Kafka partition that it came from',
  _offset Int64 COMMENT 'Kafka offset that it came from',
  _timestamp DateTime64(3, 'UTC') COMMENT 'When Kafka took it (UTC)',
  event_id UUID COMMENT 'UUID of the event: version 7, or version 5 of source and source key, so that a re-import is the same event',
  type LowCardinality(String) COMMENT 'What happened; the full event type is alert.<type>',
  occurred_at DateTime64(3, 'UTC') COMMENT 'When it happened (UTC)',
  recorded_at DateTime64(3, 'UTC') COMMENT 'When Rapport was told (UTC); set at acceptance, never changed',
  source LowCardinality(String) COMMENT 'Which system told us',
  actor_id Nullable(String) COMMENT 'Who did it, as a pseudonym',
  correlation_id Nullable(String) COMMENT 'Ties the events of one business transaction together',
  supersedes Nullable(UUID) COMMENT 'event_id of the event that this one corrects: the corrected one no longer counts',
  programme_id LowCardinality(String) COMMENT 'The mentoring programme this belongs to',
  pairing_id String COMMENT 'The pairing that may need somebody',
  alert_id String COMMENT 'The alert: one rule\'s word on one episode of one pairing',
  rule_id LowCardinality(Nullable(String)) COMMENT 'Which rule raised it, as a code',
  rule_version Nullable(Int32) COMMENT 'Version of the rule',
  score Nullable(Float64) COMMENT 'How far beyond the rule\'s threshold, as a multiple of it: 1 is just there',
  since_at Nullable(DateTime64(3, 'UTC')) COMMENT 'Since when the condition holds (UTC): what tells one episode from the next',
  judged_at Nullable(DateTime64(3, 'UTC')) COMMENT 'As of when the rule was asked (UTC)',
  data_until_at Nullable(DateTime64(3, 'UTC')) COMMENT 'Until when the data were complete when it was asked (UTC)',
  observed Map(String, String) COMMENT 'What the rule saw when it raised the alert, by name; never answers or ratings of one person',
  snoozed_until_at Nullable(DateTime64(3, 'UTC')) COMMENT 'Until when nobody wants to see it (UTC)',
  note LowCardinality(Nullable(String)) COMMENT 'Why, as a code: free text has no place on the log',
  outcome LowCardinality(Nullable(String)) COMMENT 'How it was resolved, as a code: condition_ended where it went away by itself',
  inserted_at DateTime64(3, 'UTC') DEFAULT now64(3) COMMENT 'When the warehouse took it (UTC)',
  _precedence UInt64 MATERIALIZED bitOr(bitShiftLeft(toUInt64(17592186044415 - (toUnixTimestamp64Milli(recorded_at) + 2208988800000)), 20), bitAnd(sipHash64(tuple(type, occurred_at, source, actor_id, correlation_id, supersedes, programme_id, pairing_id, alert_id, rule_id, rule_version, score, since_at, judged_at, data_until_at, observed, snoozed_until_at, note, outcome)), 1048575)) COMMENT 'The earliest recorded copy of an event has the largest; copies of one instant differ by content'
)
ENGINE = ReplacingMergeTree(_precedence)
ORDER BY (programme_id, alert_id, event_id)
SETTINGS non_replicated_deduplication_window = 10000, min_parts_to_merge_at_once = 10
COMMENT 'Facts about alerts, as received; FINAL gives one row per event';

CREATE MATERIALIZED VIEW IF NOT EXISTS receive_alert TO event_receipts AS
SELECT 'alert' AS stream, _partition AS partition, _offset AS offset, event_id, concat('alert.', type) AS type,
  programme_id AS programme_id, occurred_at, recorded_at, _timestamp AS kafka_at, inserted_at
FROM events_alert;
