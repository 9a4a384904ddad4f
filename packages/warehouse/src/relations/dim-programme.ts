import type { Bounds } from './bounds.ts';
import { effectiveEvents } from './effective-events.ts';
import { CODE, column, type Relation } from './relation.ts';

/**
 * Programmes as configured. argMax passes over NULL: a later event that leaves a field out does not unset it, so a
 * producer can change the zone without repeating the name.
 */
export function programmeFold(bounds: Bounds): string {
  return `(
  SELECT
    programme_id,
    argMax(name, order_key) AS latest_name,
    argMax(time_zone, order_key) AS latest_zone,
    argMax(cadence_days, order_key) AS latest_cadence
  FROM ${effectiveEvents('programme', bounds)}
  GROUP BY programme_id
)`;
}

/** SQL of a programme's zone from a left-joined programme: UTC where it was never configured. */
export function zoneOf(alias: string): string {
  return `if(ifNull(${alias}.latest_zone, '') = '', 'UTC', ifNull(${alias}.latest_zone, ''))`;
}

export const dimProgramme: Relation = {
  name: 'dim_programme',
  comment: 'Programmes as last configured',
  columns: [
    column('programme_id', CODE, 'g.programme_id', 'The mentoring programme'),
    column('name', 'String', `ifNull(g.latest_name, '')`, 'Display name; empty when none was given'),
    column('time_zone', 'String', zoneOf('g'), "IANA zone that turns instants into the programme's days"),
    column(
      'cadence_days',
      'Nullable(Int32)',
      'g.latest_cadence',
      'How often its pairs are meant to meet, in days, where a pairing does not say',
    ),
  ],
  from: (bounds) => `FROM ${programmeFold(bounds)} AS g`,
};
