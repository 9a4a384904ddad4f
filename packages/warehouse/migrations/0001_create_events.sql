-- The five event tables: every event as it was received, one row per event after FINAL.
-- Why: facts are folds over these rows, so they are never updated, only added to. The sorting key is entity first: a fold
-- groups by the entity. The earliest recorded copy of an event wins a merge, so that importing a file again changes no
-- fact and an as-of question filters after FINAL. There is no partition key on purpose: merges never cross partitions,
-- and an event that comes again with another time must meet its first copy.
-- The deduplication window is off by default on plain MergeTree: without it a retried chunk would be stored twice.
-- Cost: nothing on an empty database. Safe to repeat.

CREATE TABLE IF NOT EXISTS events_programme (
  _partition Int32 COMMENT 'Kafka partition that it came from',
  _offset Int64 COMMENT 'Kafka offset that it came from',
  _timestamp DateTime64(3, 'UTC') COMMENT 'When Kafka took it (UTC)',
  event_id UUID COMMENT 'UUID of the event: version 7, or version 5 of source and source key, so that a re-import is the same event',
  type LowCardinality(String) COMMENT 'What happened; the full event type is programme.<type>',
  occurred_at DateTime64(3, 'UTC') COMMENT 'When it happened (UTC)',
  recorded_at DateTime64(3, 'UTC') COMMENT 'When Rapport was told (UTC); set at acceptance, never changed',
  source LowCardinality(String) COMMENT 'Which system told us',
  actor_id Nullable(String) COMMENT 'Who did it, as a pseudonym',
  correlation_id Nullable(String) COMMENT 'Ties the events of one business transaction together',
  supersedes Nullable(UUID) COMMENT 'event_id of the event that this one corrects: the corrected one no longer counts',
  programme_id LowCardinality(String) COMMENT 'The mentoring programme this belongs to',
  name Nullable(String) COMMENT 'The programme\'s display name',
  time_zone LowCardinality(Nullable(String)) COMMENT 'IANA zone that turns instants into the programme\'s days',
  cadence_days Nullable(Int32) COMMENT 'How often its pairs are meant to meet, in days, where a pairing does not say',
  inserted_at DateTime64(3, 'UTC') DEFAULT now64(3) COMMENT 'When the warehouse took it (UTC)',
  _precedence UInt64 MATERIALIZED bitOr(bitShiftLeft(toUInt64(17592186044415 - (toUnixTimestamp64Milli(recorded_at) + 2208988800000)), 20), bitAnd(sipHash64(tuple(type, occurred_at, source, actor_id, correlation_id, supersedes, programme_id, name, time_zone, cadence_days)), 1048575)) COMMENT 'The earliest recorded copy of an event has the largest; copies of one instant differ by content'
)
ENGINE = ReplacingMergeTree(_precedence)
ORDER BY (programme_id, event_id)
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'Facts about a mentoring programme, as received; FINAL gives one row per event';

CREATE TABLE IF NOT EXISTS events_participant (
  _partition Int32 COMMENT 'Kafka partition that it came from',
  _offset Int64 COMMENT 'Kafka offset that it came from',
  _timestamp DateTime64(3, 'UTC') COMMENT 'When Kafka took it (UTC)',
  event_id UUID COMMENT 'UUID of the event: version 7, or version 5 of source and source key, so that a re-import is the same event',
  type LowCardinality(String) COMMENT 'What happened; the full event type is participant.<type>',
  occurred_at DateTime64(3, 'UTC') COMMENT 'When it happened (UTC)',
  recorded_at DateTime64(3, 'UTC') COMMENT 'When Rapport was told (UTC); set at acceptance, never changed',
  source LowCardinality(String) COMMENT 'Which system told us',
  actor_id Nullable(String) COMMENT 'Who did it, as a pseudonym',
  correlation_id Nullable(String) COMMENT 'Ties the events of one business transaction together',
  supersedes Nullable(UUID) COMMENT 'event_id of the event that this one corrects: the corrected one no longer counts',
  programme_id LowCardinality(Nullable(String)) COMMENT 'The mentoring programme this belongs to',
  participant_id String COMMENT 'The person, as a pseudonym',
  role LowCardinality(Nullable(String)) COMMENT 'Side on which the person is enrolled',
  cohort Nullable(String) COMMENT 'Intake of the programme that the person belongs to',
  reason LowCardinality(Nullable(String)) COMMENT 'Why an enrolment ended, as a code',
  employment_id Nullable(String) COMMENT 'One spell of employment of this person',
  grade Nullable(Int32) COMMENT 'Grade held from now on, larger is higher',
  separation LowCardinality(Nullable(String)) COMMENT 'How an employment ended',
  milestone LowCardinality(Nullable(String)) COMMENT 'Which career milestone was reached, as a code',
  attributes Map(String, String) COMMENT 'Further attributes by name, for filters and breakdowns',
  inserted_at DateTime64(3, 'UTC') DEFAULT now64(3) COMMENT 'When the warehouse took it (UTC)',
  _precedence UInt64 MATERIALIZED bitOr(bitShiftLeft(toUInt64(17592186044415 - (toUnixTimestamp64Milli(recorded_at) + 2208988800000)), 20), bitAnd(sipHash64(tuple(type, occurred_at, source, actor_id, correlation_id, supersedes, programme_id, participant_id, role, cohort, reason, employment_id, grade, separation, milestone, attributes)), 1048575)) COMMENT 'The earliest recorded copy of an event has the largest; copies of one instant differ by content'
)
ENGINE = ReplacingMergeTree(_precedence)
ORDER BY (participant_id, event_id)
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'Facts about a person who takes part, or could take part, as received; FINAL gives one row per event';

CREATE TABLE IF NOT EXISTS events_pairing (
  _partition Int32 COMMENT 'Kafka partition that it came from',
  _offset Int64 COMMENT 'Kafka offset that it came from',
  _timestamp DateTime64(3, 'UTC') COMMENT 'When Kafka took it (UTC)',
  event_id UUID COMMENT 'UUID of the event: version 7, or version 5 of source and source key, so that a re-import is the same event',
  type LowCardinality(String) COMMENT 'What happened; the full event type is pairing.<type>',
  occurred_at DateTime64(3, 'UTC') COMMENT 'When it happened (UTC)',
  recorded_at DateTime64(3, 'UTC') COMMENT 'When Rapport was told (UTC); set at acceptance, never changed',
  source LowCardinality(String) COMMENT 'Which system told us',
  actor_id Nullable(String) COMMENT 'Who did it, as a pseudonym',
  correlation_id Nullable(String) COMMENT 'Ties the events of one business transaction together',
  supersedes Nullable(UUID) COMMENT 'event_id of the event that this one corrects: the corrected one no longer counts',
  programme_id LowCardinality(String) COMMENT 'The mentoring programme this belongs to',
  pairing_id String COMMENT 'The pairing of one mentor with one mentee',
  mentor_id Nullable(String) COMMENT 'The mentor, as a pseudonym',
  mentee_id Nullable(String) COMMENT 'The mentee, as a pseudonym',
  side LowCardinality(Nullable(String)) COMMENT 'Who accepted, declined or ended it',
  reason LowCardinality(Nullable(String)) COMMENT 'Why, as a code',
  match_method LowCardinality(Nullable(String)) COMMENT 'How the match was made, as a code',
  match_score Nullable(Float64) COMMENT 'Score that the matching gave, larger is better',
  cadence_days Nullable(Int32) COMMENT 'How often the pair means to meet, in days',
  committed_end_at Nullable(DateTime64(3, 'UTC')) COMMENT 'Until when the pair has committed itself (UTC)',
  attributes Map(String, String) COMMENT 'Further attributes by name, for filters and breakdowns',
  inserted_at DateTime64(3, 'UTC') DEFAULT now64(3) COMMENT 'When the warehouse took it (UTC)',
  _precedence UInt64 MATERIALIZED bitOr(bitShiftLeft(toUInt64(17592186044415 - (toUnixTimestamp64Milli(recorded_at) + 2208988800000)), 20), bitAnd(sipHash64(tuple(type, occurred_at, source, actor_id, correlation_id, supersedes, programme_id, pairing_id, mentor_id, mentee_id, side, reason, match_method, match_score, cadence_days, committed_end_at, attributes)), 1048575)) COMMENT 'The earliest recorded copy of an event has the largest; copies of one instant differ by content'
)
ENGINE = ReplacingMergeTree(_precedence)
ORDER BY (programme_id, pairing_id, event_id)
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'Facts about a pairing of a mentor with a mentee, as received; FINAL gives one row per event';

CREATE TABLE IF NOT EXISTS events_meeting (
  _partition Int32 COMMENT 'Kafka partition that it came from',
  _offset Int64 COMMENT 'Kafka offset that it came from',
  _timestamp DateTime64(3, 'UTC') COMMENT 'When Kafka took it (UTC)',
  event_id UUID COMMENT 'UUID of the event: version 7, or version 5 of source and source key, so that a re-import is the same event',
  type LowCardinality(String) COMMENT 'What happened; the full event type is meeting.<type>',
  occurred_at DateTime64(3, 'UTC') COMMENT 'When it happened (UTC)',
  recorded_at DateTime64(3, 'UTC') COMMENT 'When Rapport was told (UTC); set at acceptance, never changed',
  source LowCardinality(String) COMMENT 'Which system told us',
  actor_id Nullable(String) COMMENT 'Who did it, as a pseudonym',
  correlation_id Nullable(String) COMMENT 'Ties the events of one business transaction together',
  supersedes Nullable(UUID) COMMENT 'event_id of the event that this one corrects: the corrected one no longer counts',
  programme_id LowCardinality(String) COMMENT 'The mentoring programme this belongs to',
  meeting_id String COMMENT 'The meeting',
  pairing_id String COMMENT 'The pairing that meets',
  starts_at Nullable(DateTime64(3, 'UTC')) COMMENT 'Planned, or for a held meeting actual, start (UTC)',
  duration_minutes Nullable(Float64) COMMENT 'Length in minutes, planned or actual',
  mode LowCardinality(Nullable(String)) COMMENT 'How they meet, as a code such as remote or in_person',
  evidence LowCardinality(Nullable(String)) COMMENT 'How we know that it was held',
  side LowCardinality(Nullable(String)) COMMENT 'Who cancelled, stayed away or rated',
  reason LowCardinality(Nullable(String)) COMMENT 'Why it was cancelled, as a code',
  rating Nullable(Int32) COMMENT 'Rating of the meeting, 1 (poor) to 5 (excellent)',
  topics Array(String) COMMENT 'What it was about, as codes',
  attributes Map(String, String) COMMENT 'Further attributes by name, for filters and breakdowns',
  inserted_at DateTime64(3, 'UTC') DEFAULT now64(3) COMMENT 'When the warehouse took it (UTC)',
  _precedence UInt64 MATERIALIZED bitOr(bitShiftLeft(toUInt64(17592186044415 - (toUnixTimestamp64Milli(recorded_at) + 2208988800000)), 20), bitAnd(sipHash64(tuple(type, occurred_at, source, actor_id, correlation_id, supersedes, programme_id, meeting_id, pairing_id, starts_at, duration_minutes, mode, evidence, side, reason, rating, topics, attributes)), 1048575)) COMMENT 'The earliest recorded copy of an event has the largest; copies of one instant differ by content'
)
ENGINE = ReplacingMergeTree(_precedence)
ORDER BY (programme_id, meeting_id, event_id)
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'Facts about a meeting of a pairing, as received; FINAL gives one row per event';

CREATE TABLE IF NOT EXISTS events_survey (
  _partition Int32 COMMENT 'Kafka partition that it came from',
  _offset Int64 COMMENT 'Kafka offset that it came from',
  _timestamp DateTime64(3, 'UTC') COMMENT 'When Kafka took it (UTC)',
  event_id UUID COMMENT 'UUID of the event: version 7, or version 5 of source and source key, so that a re-import is the same event',
  type LowCardinality(String) COMMENT 'What happened; the full event type is survey.<type>',
  occurred_at DateTime64(3, 'UTC') COMMENT 'When it happened (UTC)',
  recorded_at DateTime64(3, 'UTC') COMMENT 'When Rapport was told (UTC); set at acceptance, never changed',
  source LowCardinality(String) COMMENT 'Which system told us',
  actor_id Nullable(String) COMMENT 'Who did it, as a pseudonym',
  correlation_id Nullable(String) COMMENT 'Ties the events of one business transaction together',
  supersedes Nullable(UUID) COMMENT 'event_id of the event that this one corrects: the corrected one no longer counts',
  programme_id LowCardinality(Nullable(String)) COMMENT 'The mentoring programme this belongs to',
  instrument_id Nullable(String) COMMENT 'The questionnaire',
  instrument_version Nullable(Int32) COMMENT 'Its version; a published version never changes',
  items Array(Tuple(item_id String, measure String, scale_min Int32, scale_max Int32, reverse Bool)) COMMENT 'The questions of a published instrument',
  invitation_id Nullable(String) COMMENT 'The invitation to answer',
  response_id Nullable(String) COMMENT 'The response',
  participant_id Nullable(String) COMMENT 'Who was asked, as a pseudonym',
  pairing_id Nullable(String) COMMENT 'The pairing it is about',
  side LowCardinality(Nullable(String)) COMMENT 'The respondent\'s side',
  wave LowCardinality(Nullable(String)) COMMENT 'Which wave',
  closes_at Nullable(DateTime64(3, 'UTC')) COMMENT 'When the invitation closes (UTC)',
  answers Array(Tuple(item_id String, value Float64)) COMMENT 'The answers',
  inserted_at DateTime64(3, 'UTC') DEFAULT now64(3) COMMENT 'When the warehouse took it (UTC)',
  _precedence UInt64 MATERIALIZED bitOr(bitShiftLeft(toUInt64(17592186044415 - (toUnixTimestamp64Milli(recorded_at) + 2208988800000)), 20), bitAnd(sipHash64(tuple(type, occurred_at, source, actor_id, correlation_id, supersedes, programme_id, instrument_id, instrument_version, items, invitation_id, response_id, participant_id, pairing_id, side, wave, closes_at, answers)), 1048575)) COMMENT 'The earliest recorded copy of an event has the largest; copies of one instant differ by content'
)
ENGINE = ReplacingMergeTree(_precedence)
ORDER BY (event_id)
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'Facts about questionnaires, invitations and responses, as received; FINAL gives one row per event';
