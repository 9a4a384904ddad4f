-- The day of a monthly subscription, and the numbers that a delivery sent: version 2 of the stream's schema.
-- Why: a delivery log must say what was sent, also when the question would be answered otherwise today.
-- Cost: metadata only; rows that are there read NULL. Safe to repeat.

ALTER TABLE events_workspace ADD COLUMN IF NOT EXISTS month_day Nullable(Int32) COMMENT 'On which day of the following month a monthly delivery is due, 1 to 28; absent: as soon as the month is over' AFTER reason;

ALTER TABLE events_workspace ADD COLUMN IF NOT EXISTS answer Nullable(String) COMMENT 'The answer as it was sent, as JSON in the words of POST /v1/query; absent: nothing was sent, or too much to keep' AFTER month_day;

ALTER TABLE events_workspace MODIFY COLUMN _precedence UInt64 MATERIALIZED bitOr(bitShiftLeft(toUInt64(17592186044415 - (toUnixTimestamp64Milli(recorded_at) + 2208988800000)), 20), bitAnd(sipHash64(tuple(type, occurred_at, source, actor_id, correlation_id, supersedes, item_id, programme_id, title, page, state, visibility, kind, text, first_day, last_day, question, every, weekday, channel, period, outcome, reason, month_day, answer)), 1048575)) COMMENT 'The earliest recorded copy of an event has the largest; copies of one instant differ by content';
