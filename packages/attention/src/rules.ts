/** The rules, in the order in which they are asked. A new one is a file in `rules/` and its line here. */
import type { AttentionRule } from './rule.ts';
import { expectationMismatch } from './rules/expectation-mismatch.ts';
import { firstMeetingLate } from './rules/first-meeting-late.ts';
import { goalStuck } from './rules/goal-stuck.ts';
import { lowRating } from './rules/low-rating.ts';
import { noMeeting } from './rules/no-meeting.ts';
import { unansweredSurveys } from './rules/unanswered-surveys.ts';

export const rules: readonly AttentionRule[] = [
  noMeeting,
  firstMeetingLate,
  goalStuck,
  lowRating,
  unansweredSurveys,
  expectationMismatch,
];

const byId = new Map(rules.map((rule) => [rule.id, rule]));

/** The rule with this id, or undefined: alerts of other systems, and of rules that are no more, have none. */
export function findRule(id: string): AttentionRule | undefined {
  return byId.get(id);
}
