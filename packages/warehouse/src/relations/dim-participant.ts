import type { Bounds } from './bounds.ts';
import { effectiveEvents } from './effective-events.ts';
import { ATTRIBUTES, column, INSTANT, literal, OPTIONAL_INSTANT, type Relation } from './relation.ts';

const HISTORY = `Array(Tuple(at ${INSTANT}, attributes ${ATTRIBUTES}))`;
const TELLING = `type IN ('registered', 'profile_changed', 'enrolled') AND notEmpty(attributes)`;

/**
 * People with their attributes over time. An entry of `history` is (from when, all attributes in force from then): each
 * event's attributes are laid over the earlier ones. Almost everyone has one or two entries, so the quadratic unfolding
 * costs nothing that can be measured.
 */
export function participantFold(bounds: Bounds): string {
  return `(
  SELECT
    participant_id,
    first_registered_at,
    arrayMap(
      i -> (changes[i].2, arrayFold((known, change) -> mapUpdate(known, change.3), arraySlice(changes, 1, i), CAST(map(), '${ATTRIBUTES}'))),
      range(1, length(changes) + 1)
    ) AS history
  FROM (
    SELECT
      participant_id,
      minOrNullIf(occurred_at, type = 'registered') AS first_registered_at,
      arraySort(change -> change.1, groupArrayIf((order_key, occurred_at, attributes), ${TELLING})) AS changes
    FROM ${effectiveEvents('participant', bounds)}
    GROUP BY participant_id
  )
)`;
}

/** SQL of the attributes in force at an instant, from a left-joined participant; an empty map where nothing is known. */
export function attributesAt(alias: string, instant: string): string {
  return `arrayLast(entry -> ifNull(entry.1 <= ${instant}, false), ${alias}.history).2`;
}

export const dimParticipant: Relation = {
  name: 'dim_participant',
  comment: 'People, as pseudonyms, with their attributes over time',
  columns: [
    column('participant_id', 'String', 'w.participant_id', 'The person, as a pseudonym'),
    column('registered_at', OPTIONAL_INSTANT, 'w.first_registered_at', 'When first registered (UTC)'),
    column(
      'attributes',
      ATTRIBUTES,
      `if(empty(w.history), CAST(map(), '${ATTRIBUTES}'), w.history[-1].2)`,
      'Latest attributes',
    ),
    column(
      'attribute_history',
      HISTORY,
      `CAST(w.history, ${literal(HISTORY)})`,
      'All attributes in force from each change on, oldest first',
    ),
  ],
  from: (bounds) => `FROM ${participantFold(bounds)} AS w`,
};
