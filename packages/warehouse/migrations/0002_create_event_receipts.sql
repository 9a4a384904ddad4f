-- One row per Kafka record that became an event, duplicates included.
-- Why: the events tables merge duplicates away; received, duplicated and late events and the audit need every record.
-- Filled by materialized views in the same insert as the event, and deduplicated with it (the window below, and the
-- insert setting deduplicate_blocks_in_dependent_materialized_views). A record delivered again is the same key.
-- Cost: each insert writes about 70 bytes a row more. Safe to repeat; fills from now on only, so it stands beside 0001.

CREATE TABLE IF NOT EXISTS event_receipts (
  stream LowCardinality(String) COMMENT 'Stream that the record was on',
  partition Int32 COMMENT 'Kafka partition',
  offset Int64 COMMENT 'Kafka offset',
  event_id UUID COMMENT 'Event that the record carried',
  type LowCardinality(String) COMMENT 'Full event type, such as meeting.held',
  programme_id LowCardinality(String) COMMENT 'The mentoring programme; empty when the event has none',
  occurred_at DateTime64(3, 'UTC') COMMENT 'When it happened (UTC)',
  recorded_at DateTime64(3, 'UTC') COMMENT 'When Rapport was told (UTC)',
  kafka_at DateTime64(3, 'UTC') COMMENT 'When Kafka took the record (UTC)',
  inserted_at DateTime64(3, 'UTC') COMMENT 'When the warehouse took it (UTC)'
)
ENGINE = ReplacingMergeTree
ORDER BY (stream, partition, offset)
SETTINGS non_replicated_deduplication_window = 50000
COMMENT 'One row per Kafka record that became an event';

CREATE MATERIALIZED VIEW IF NOT EXISTS receive_programme TO event_receipts AS
SELECT 'programme' AS stream, _partition AS partition, _offset AS offset, event_id, concat('programme.', type) AS type,
  programme_id AS programme_id, occurred_at, recorded_at, _timestamp AS kafka_at, inserted_at
FROM events_programme;

CREATE MATERIALIZED VIEW IF NOT EXISTS receive_participant TO event_receipts AS
SELECT 'participant' AS stream, _partition AS partition, _offset AS offset, event_id, concat('participant.', type) AS type,
  ifNull(toString(programme_id), '') AS programme_id, occurred_at, recorded_at, _timestamp AS kafka_at, inserted_at
FROM events_participant;

CREATE MATERIALIZED VIEW IF NOT EXISTS receive_pairing TO event_receipts AS
SELECT 'pairing' AS stream, _partition AS partition, _offset AS offset, event_id, concat('pairing.', type) AS type,
  programme_id AS programme_id, occurred_at, recorded_at, _timestamp AS kafka_at, inserted_at
FROM events_pairing;

CREATE MATERIALIZED VIEW IF NOT EXISTS receive_meeting TO event_receipts AS
SELECT 'meeting' AS stream, _partition AS partition, _offset AS offset, event_id, concat('meeting.', type) AS type,
  programme_id AS programme_id, occurred_at, recorded_at, _timestamp AS kafka_at, inserted_at
FROM events_meeting;

CREATE MATERIALIZED VIEW IF NOT EXISTS receive_survey TO event_receipts AS
SELECT 'survey' AS stream, _partition AS partition, _offset AS offset, event_id, concat('survey.', type) AS type,
  ifNull(toString(programme_id), '') AS programme_id, occurred_at, recorded_at, _timestamp AS kafka_at, inserted_at
FROM events_survey;
