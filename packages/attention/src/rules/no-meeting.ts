import { type AttentionRule, DAY_MS, daysText } from '../rule.ts';

export const noMeeting: AttentionRule = {
  id: 'no-meeting',
  title: 'No meeting for two cadences',
  condition:
    'the pair has met, and the unpaused time since its last held meeting is at least 2 × its cadence (its own, else its programme’s, else 30 days)',
  ends: 'with the next held meeting, a pause, or the end of the pairing',
  evidence: 'open',
  reason: ({ days_since_meeting, cadence_days }) =>
    `no meeting for ${days_since_meeting} days; they mean to meet every ${cadence_days}`,
  sql: ({ openPairs }) => `SELECT programme_id, pairing_id, quiet_from AS since_at, gap_ms / (2 * cadence_ms) AS score,
    map('days_since_meeting', ${daysText('gap_ms')}, 'cadence_days', toString(cadence), 'meetings_held', toString(length(held))) AS observed
  FROM ${openPairs} WHERE notEmpty(held) AND gap_ms >= 2 * cadence * ${DAY_MS}`,
  changes: [{ version: 1, date: '2026-11-23', what: 'First definition.' }],
};
