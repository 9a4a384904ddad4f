import type { Bounds } from './bounds.ts';
import { attributesAt, participantFold } from './dim-participant.ts';
import { pairingFold } from './pairing-fold.ts';

const START = 'coalesce(p.activated_at, p.proposed_at)';

/**
 * Pairings with their two people as they were at the start. Facts join this and not the people themselves: looking two
 * people up for each of 100,000 pairings costs a third of doing it for each of 500,000 meetings.
 */
export function coupleFold(bounds: Bounds): string {
  return bounds.couples ?? foldedCouples(bounds);
}

/** The same folded from the events in any case. */
export function foldedCouples(bounds: Bounds): string {
  return `(
  SELECT
    p.*,
    mentor.participant_id != '' AS mentor_known,
    mentee.participant_id != '' AS mentee_known,
    ${attributesAt('mentor', START)} AS mentor_attributes_then,
    ${attributesAt('mentee', START)} AS mentee_attributes_then
  FROM ${pairingFold(bounds)} AS p
  LEFT ANY JOIN ${participantFold(bounds)} AS mentor ON mentor.participant_id = p.the_mentor
  LEFT ANY JOIN ${participantFold(bounds)} AS mentee ON mentee.participant_id = p.the_mentee
)`;
}
