-- Merges ten parts or more at once, where ClickHouse by itself merges any few.
-- Why: at some hundred events a second each chunk is a part of a few rows. Merged as soon as there are three, every row is
-- written again many hundred times: measured at 200 events/s, 180,000 rows merged a second for 430 inserted, most of the
-- engine's CPU and of the time until an event can be queried. Cost: a few small parts more for FINAL to read.
-- Safe to repeat; nothing is rewritten.

ALTER TABLE events_programme MODIFY SETTING min_parts_to_merge_at_once = 10;

ALTER TABLE events_participant MODIFY SETTING min_parts_to_merge_at_once = 10;

ALTER TABLE events_pairing MODIFY SETTING min_parts_to_merge_at_once = 10;

ALTER TABLE events_meeting MODIFY SETTING min_parts_to_merge_at_once = 10;

ALTER TABLE events_survey MODIFY SETTING min_parts_to_merge_at_once = 10;

ALTER TABLE event_receipts MODIFY SETTING min_parts_to_merge_at_once = 10;

ALTER TABLE ingest_ledger MODIFY SETTING min_parts_to_merge_at_once = 10;
