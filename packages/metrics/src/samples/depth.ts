import type { SampleContext } from '../definition.ts';
import { startedPairings, watchedUntil } from './started-pairings.ts';

/** Days after its activation in which a pairing's first meetings are counted. */
export const DEPTH_DAYS = 90;

/**
 * Every started pairing with `early`, the number of meetings held in its first 90 days (a first contact before the
 * activation included); `mature` once those are over.
 */
export function pairingsWithDepth(context: SampleContext): string {
  return `SELECT *, at + toIntervalDay(${DEPTH_DAYS}) AS depth_closes, depth_closes <= ${context.asOf} AS mature,
      arrayCount(h -> h < depth_closes AND h <= ${watchedUntil(context)}, meetings_held_at) AS early
    FROM (${startedPairings(context)})`;
}

/** SQL: the band that `early` falls into. */
export const doseOf =
  "multiIf(early = 0, '0 meetings', early <= 2, '1 to 2 meetings', early <= 5, '3 to 5 meetings', '6 or more meetings')";

/** The same with `success`: that many meetings or more. `least` is a constant of the catalogue. */
export function pairingsByDepth(context: SampleContext, least: number): string {
  return `SELECT *, early >= ${least} AS success FROM (${pairingsWithDepth(context)})`;
}
