import { type AttentionRule, daysText } from '../rule.ts';

export const firstMeetingLate: AttentionRule = {
  id: 'first-meeting-late',
  title: 'First meeting late',
  condition: 'no meeting was held since the activation, and its unpaused age is at least one cadence',
  ends: 'with the first held meeting, a pause, or the end of the pairing',
  evidence: 'open',
  reason: ({ days_since_activation, cadence_days }) =>
    `not met yet, ${days_since_activation} days after the start; they mean to meet every ${cadence_days}`,
  sql: ({ openPairs }) => `SELECT programme_id, pairing_id, at AS since_at, gap_ms / cadence_ms AS score,
    map('days_since_activation', ${daysText('gap_ms')}, 'cadence_days', toString(cadence)) AS observed
  FROM ${openPairs} WHERE empty(held) AND gap_ms >= cadence_ms`,
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
