/**
 * The tables that data teams build on: the relations under plain names, in a database of their own, with a version each.
 * Columns, types and comments are those of the relations, so that the two cannot drift apart; `contract.json` holds what
 * every version has promised, and a test holds the views to it.
 */
import type { RelationName } from '../relations/catalogue.ts';

/** `breaking`: a column was renamed, retyped or taken away, or a row means something else. A new column breaks nobody. */
export type ReportingChange = { version: number; date: string; breaking: boolean; what: string };

export type ReportingView = {
  name: string;
  relation: RelationName;
  version: number;
  /** Columns that make a row the only one of its kind. */
  key: readonly string[];
  /** Oldest first; the last one is of `version`. */
  changes: readonly ReportingChange[];
};

function firstVersion(name: string, relation: RelationName, key: readonly string[]): ReportingView {
  return {
    ...{ name, relation, key, version: 1 },
    changes: [{ version: 1, date: '2026-11-23', breaking: false, what: 'First version.' }],
  };
}

export const reportingViews = [
  firstVersion('pairings', 'fact_pairing', ['programme_id', 'pairing_id']),
  firstVersion('meetings', 'fact_meeting', ['programme_id', 'meeting_id']),
  firstVersion('goals', 'fact_goal', ['programme_id', 'goal_id']),
  firstVersion('skill_assessments', 'fact_skill_assessment', ['assessment_id']),
  firstVersion('invitations', 'fact_invitation', ['programme_id', 'invitation_id']),
  firstVersion('answers', 'fact_answer', ['programme_id', 'response_id', 'item_id']),
  firstVersion('enrolments', 'fact_enrolment', ['programme_id', 'participant_id', 'role', 'episode_no']),
  firstVersion('employments', 'fact_employment', ['participant_id', 'employment_id']),
  firstVersion('promotions', 'fact_promotion', ['participant_id', 'promoted_at']),
  firstVersion('milestones', 'fact_milestone', ['participant_id', 'milestone']),
  firstVersion('participants', 'dim_participant', ['participant_id']),
  firstVersion('programmes', 'dim_programme', ['programme_id']),
] as const satisfies readonly ReportingView[];

export type ReportingName = (typeof reportingViews)[number]['name'];

/** The view of this name, or undefined. */
export function findReportingView(name: string): ReportingView | undefined {
  return reportingViews.find((view) => view.name === name);
}
