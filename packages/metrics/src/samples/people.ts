import { participantAttributes } from '@rapport/warehouse';
import type { SampleContext } from '../definition.ts';

const own = participantAttributes.map((name) => `then['${name}'] AS ${name}`).join(', ');

/**
 * Everybody who was ever registered: `at` is the registration, attributes are those of that moment, or the first ones
 * told where the registration told none. People belong to no programme; their days are UTC days.
 */
export function registeredPeople(context: SampleContext): string {
  return `SELECT participant_id, 'UTC' AS time_zone, at, ${own} FROM (
    SELECT participant_id, assumeNotNull(registered_at) AS at,
      arrayLastIndex(entry -> entry.1 <= at, attribute_history) AS place,
      attribute_history[greatest(1, place)].2 AS then
    FROM ${context.relation('dim_participant')} WHERE registered_at IS NOT NULL
  )`;
}
