-- Goals of pairings and assessments of skills: the sixth stream, as 0001 and 0002 made the first five.
-- Assessments have no goal: they stand together under the empty one.
-- Why: whether goals are reached and skills gained is what programmes are for, and what surveys alone do not tell.
-- Cost: nothing on an empty table. Safe to repeat.

CREATE TABLE IF NOT EXISTS events_goal (
  _partition Int32 COMMENT 'Kafka partition that it came from',
  _offset Int64 COMMENT 'Kafka offset that it came from',
  _timestamp DateTime64(3, 'UTC') COMMENT 'When Kafka took it (UTC)',
  event_id UUID COMMENT 'UUID of the event: version 7, or version 5 of source and source key, so that a re-import is the same event',
  type LowCardinality(String) COMMENT 'What happened; the full event type is goal.<type>',
  occurred_at DateTime64(3, 'UTC') COMMENT 'When it happened (UTC)',
  recorded_at DateTime64(3, 'UTC') COMMENT 'When Rapport was told (UTC); set at acceptance, never changed',
  source LowCardinality(String) COMMENT 'Which system told us',
  actor_id Nullable(String) COMMENT 'Who did it, as a pseudonym',
  correlation_id Nullable(String) COMMENT 'Ties the events of one business transaction together',
  supersedes Nullable(UUID) COMMENT 'event_id of the event that this one corrects: the corrected one no longer counts',
  programme_id LowCardinality(String) COMMENT 'The mentoring programme this belongs to',
  goal_id Nullable(String) COMMENT 'The goal; absent on an assessment',
  pairing_id Nullable(String) COMMENT 'The pairing that works at it; an assessment may have none',
  participant_id Nullable(String) COMMENT 'Whose goal it is, or who was assessed, as a pseudonym',
  term LowCardinality(Nullable(String)) COMMENT 'Whether it is meant for the near (short) or the far future (long)',
  category LowCardinality(Nullable(String)) COMMENT 'What kind of goal, as a code',
  due_at Nullable(DateTime64(3, 'UTC')) COMMENT 'Until when it is meant to be reached (UTC)',
  progress Nullable(Float64) COMMENT 'How much of it is done, from 0 to 1',
  obstacle LowCardinality(Nullable(String)) COMMENT 'What stood in the way, as a code',
  reason LowCardinality(Nullable(String)) COMMENT 'Why it was revised, abandoned or taken up again, as a code',
  skill LowCardinality(Nullable(String)) COMMENT 'Which skill was assessed, as a code',
  instrument_id Nullable(String) COMMENT 'What it was assessed with',
  instrument_version Nullable(Int32) COMMENT 'Version of the instrument',
  rater LowCardinality(Nullable(String)) COMMENT 'Who assessed',
  score Nullable(Float64) COMMENT 'The score on the instrument\'s scale',
  scale_min Nullable(Float64) COMMENT 'Smallest score that there is',
  scale_max Nullable(Float64) COMMENT 'Largest score that there is',
  phase LowCardinality(Nullable(String)) COMMENT 'Whether it was assessed before, during or after the mentoring',
  attributes Map(String, String) COMMENT 'Further attributes by name, for filters and breakdowns',
  inserted_at DateTime64(3, 'UTC') DEFAULT now64(3) COMMENT 'When the warehouse took it (UTC)',
  _precedence UInt64 MATERIALIZED bitOr(bitShiftLeft(toUInt64(17592186044415 - (toUnixTimestamp64Milli(recorded_at) + 2208988800000)), 20), bitAnd(sipHash64(tuple(type, occurred_at, source, actor_id, correlation_id, supersedes, programme_id, goal_id, pairing_id, participant_id, term, category, due_at, progress, obstacle, reason, skill, instrument_id, instrument_version, rater, score, scale_min, scale_max, phase, attributes)), 1048575)) COMMENT 'The earliest recorded copy of an event has the largest; copies of one instant differ by content'
)
ENGINE = ReplacingMergeTree(_precedence)
ORDER BY (programme_id, ifNull(goal_id, ''), event_id)
SETTINGS non_replicated_deduplication_window = 10000, min_parts_to_merge_at_once = 10
COMMENT 'Facts about goals and skills, as received; FINAL gives one row per event';

CREATE MATERIALIZED VIEW IF NOT EXISTS receive_goal TO event_receipts AS
SELECT 'goal' AS stream, _partition AS partition, _offset AS offset, event_id, concat('goal.', type) AS type,
  programme_id AS programme_id, occurred_at, recorded_at, _timestamp AS kafka_at, inserted_at
FROM events_goal;
