/** The tables that hold the facts as of a release: folded once, and read by every question about it. */
import { createHash } from 'node:crypto';
import { keepRules } from '../facts/kept-rules.ts';
import type { Bounds } from '../relations/bounds.ts';
import { type RelationName, relationNamed, relationNames } from '../relations/catalogue.ts';
import { literal, renderRelation } from '../relations/relation.ts';
import { eventsUpTo, type ReleasePositions } from './release-events.ts';

const RELEASED = 'released_';

/** What decides the rows of a release: its instant (epoch milliseconds) and which events belong to it. */
export type ReleaseMoment = { at: number; positions: ReleasePositions };

/** SQL that is true for names of tables of facts of any release, finished or not. `released_tables` is another thing. */
export const IS_FACTS_OF_RELEASE = `match(name, '^${RELEASED}(filling_)?[0-9]+_')`;

/** The table of a relation as of an instant (epoch milliseconds). */
export const releasedTable = (name: RelationName, at: number): string => `${RELEASED}${at}_${name}`;

/** The table while it is being filled. */
export const fillingTable = (name: RelationName, at: number): string => `${RELEASED}filling_${at}_${name}`;

/** In the order of filling: what pairings need of meetings is taken from the meetings' table. */
export const filledNames: readonly RelationName[] = [
  'fact_meeting',
  ...relationNames.filter((name) => name !== 'fact_meeting'),
];

export const releasedTableNames = (at: number): string[] => relationNames.map((name) => releasedTable(name, at));

const columnsOf = (name: RelationName) =>
  relationNamed(name)
    .columns.map((one) => `\`${one.name}\``)
    .join(', ');

/** What had happened by the instant, as far as it had been told by then, among the events of the release. */
function boundsAt({ at, positions }: ReleaseMoment): Bounds {
  const instant = `fromUnixTimestamp64Milli(${at}, 'UTC')`;
  return {
    ...{ asOf: instant, knownAt: instant, events: eventsUpTo(positions) },
    // Meetings are filled before: folding them twice would be most of the work.
    heldMeetings: `(SELECT programme_id, pairing_id AS the_pairing, held_at, duration_minutes AS held_minutes
  FROM ${releasedTable('fact_meeting', at)} WHERE state = 'held')`,
  };
}

export function createReleasedSql(name: RelationName, at: number): string {
  const { columns, comment } = relationNamed(name);
  const lines = columns.map((one) => `  \`${one.name}\` ${one.type} COMMENT ${literal(one.comment)}`);
  return `CREATE TABLE ${fillingTable(name, at)} (\n${lines.join(',\n')}\n)
ENGINE = MergeTree ORDER BY (${keepRules[name].order})
SETTINGS non_replicated_deduplication_window = 0
COMMENT ${literal(`${comment}, as of a release`)}`;
}

/** Folds the events of the release. Grouping and sorting spill to disk, so that memory stays flat. */
export function fillReleasedSql(name: RelationName, moment: ReleaseMoment): string {
  return `INSERT INTO ${fillingTable(name, moment.at)} (${columnsOf(name)})
SELECT ${columnsOf(name)} FROM (${renderRelation(relationNamed(name), boundsAt(moment))})
SETTINGS max_bytes_before_external_group_by = 1000000000, max_bytes_before_external_sort = 1000000000, max_threads = 2, max_insert_threads = 1, optimize_aggregation_in_order = 1`;
}

/** The SELECT that stands for the relation's fold at the release. */
export const readReleasedSql = (name: RelationName, at: number): string =>
  `SELECT ${columnsOf(name)} FROM ${releasedTable(name, at)}`;

/** A digest of everything that decides what the tables look like: those of another one are not read. */
export function releasedDefinition(): string {
  const moment = { at: 0, positions: {} };
  const texts = relationNames.map((name) => [createReleasedSql(name, 0), fillReleasedSql(name, moment)]);
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 16);
}
