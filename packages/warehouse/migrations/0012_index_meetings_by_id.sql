-- Lets a meeting be looked for by its id in the parts that have it.
-- Why: kept facts look a hundred meetings up a few times a second. Most of them are new, and in none of the large parts; but
-- ids are spread all over the sorting key, so that looking them up there reads nearly every granule of it.
-- Measured with 7 million events: 110 ms of CPU a look-up without the index, 30 ms with it; the index has 7 MB.
-- Cost: one reading of the column, in the background. Safe to repeat.

ALTER TABLE events_meeting ADD INDEX IF NOT EXISTS by_meeting meeting_id TYPE bloom_filter(0.01) GRANULARITY 1;

ALTER TABLE events_meeting MATERIALIZE INDEX by_meeting;
