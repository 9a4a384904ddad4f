import type { Bounds } from './bounds.ts';
import { effectiveEvents } from './effective-events.ts';
import { CODE, column, INSTANT, OPTIONAL_INSTANT, type Relation } from './relation.ts';

function spellFold(bounds: Bounds): string {
  return `(
  SELECT
    participant_id,
    the_spell,
    minOrNullIf(occurred_at, type = 'employment_started') AS started_at,
    maxOrNullIf(occurred_at, type = 'employment_ended') AS ended_at,
    argMaxIf(toString(ifNull(separation, '')), order_key, type = 'employment_ended') AS the_separation
  FROM (
    SELECT *, ifNull(employment_id, '') AS the_spell
    FROM ${effectiveEvents('participant', bounds)}
    WHERE type IN ('employment_started', 'employment_ended')
  )
  GROUP BY participant_id, the_spell
)`;
}

export const factEmployment: Relation = {
  name: 'fact_employment',
  comment: 'One row per spell of employment of a person',
  columns: [
    column('participant_id', 'String', 's.participant_id', 'The person, as a pseudonym'),
    column('employment_id', 'String', 's.the_spell', 'The spell of employment'),
    column('started_at', OPTIONAL_INSTANT, 's.started_at', 'First day (UTC); unknown when only the end was told'),
    column('ended_at', OPTIONAL_INSTANT, 's.ended_at', 'End (UTC); the last word counts where there are several'),
    column('separation', CODE, 'toLowCardinality(s.the_separation)', 'voluntary, involuntary, retirement or other'),
  ],
  from: (bounds) => `FROM ${spellFold(bounds)} AS s`,
};

export const factPromotion: Relation = {
  name: 'fact_promotion',
  comment: 'One row per promotion of a person',
  columns: [
    column('participant_id', 'String', 'e.participant_id', 'The person, as a pseudonym'),
    column('promoted_at', INSTANT, 'e.occurred_at', 'When (UTC)'),
    column('grade', 'Nullable(Int32)', 'e.grade', 'Grade held from then on, larger is higher'),
  ],
  from: (bounds) => `FROM ${effectiveEvents('participant', bounds)} AS e
WHERE e.type = 'promoted'`,
};

export const factMilestone: Relation = {
  name: 'fact_milestone',
  comment: 'One row per person and career milestone',
  columns: [
    column('participant_id', 'String', 'e.participant_id', 'The person, as a pseudonym'),
    column('milestone', CODE, `ifNull(e.milestone, '')`, 'Which milestone, as a code'),
    column('reached_at', INSTANT, 'min(e.occurred_at)', 'First reached (UTC)'),
  ],
  from: (bounds) => `FROM ${effectiveEvents('participant', bounds)} AS e
WHERE e.type = 'milestone_reached'
GROUP BY e.participant_id, e.milestone`,
};
