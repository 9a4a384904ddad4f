/** The tables that keep a relation: `kept_<name>` as of the last filling, `fresh_<name>` the groups that changed since. */
import { createHash } from 'node:crypto';
import type { StreamName } from '@rapport/events';
import type { Bounds } from '../relations/bounds.ts';
import { liveBounds } from '../relations/bounds.ts';
import { relationNamed } from '../relations/catalogue.ts';
import { literal, renderRelation } from '../relations/relation.ts';
import { type KeptName, keepRules, keptNames } from './kept-rules.ts';

export const keptTable = (name: KeptName) => `kept_${name}`;
export const freshTable = (name: KeptName) => `fresh_${name}`;
/** Where a keeper makes a new filling: each has its own, lest two fill one table. */
export const nextTable = (name: KeptName, holder: string) => `${NEXT}${name}_${holder}`;
export const NEXT = 'next_';
export const DIRTY = 'kept_dirty';
export const CORRECTIONS = 'kept_corrections';
export const STATE = 'kept_state';

export const columnsOf = (name: KeptName) => relationNamed(name).columns;

/** Ids that are kept as numbers too: counting, grouping and joining by them is most of what questions do, and costs a third. */
const numbered: readonly string[] = ['mentor_id', 'mentee_id', 'participant_id', 'pairing_id'];

/** How ids are read: as they are, or as the numbers that stand for them (0 for the empty one) in every relation alike. */
export type KeptIds = 'texts' | 'numbers';

function columnLines(name: KeptName): string[] {
  return columnsOf(name).flatMap((one) => [
    `  \`${one.name}\` ${one.type} COMMENT ${literal(one.comment)}`,
    ...(numbered.includes(one.name)
      ? [
          `  _${one.name} UInt64 MATERIALIZED if(${one.name} = '', 0, sipHash64(${one.name})) COMMENT '${one.name} as a number'`,
        ]
      : []),
  ]);
}

const GROUP = "  _group UInt64 COMMENT 'Rows of one group are replaced together'";
const VERSION = "  _version UInt64 COMMENT 'When the group was made anew, in nanoseconds'";
const MARKER = "  _marker UInt8 COMMENT '1 on the row that says that this group was made anew, rows or none'";

/**
 * Looking a hundred groups up reads a granule for each, so small ones cost less, and reading everything costs about the same.
 * Of pairings whole rows are looked up, all columns of them.
 */
const granules = (name: KeptName) =>
  name === 'fact_pairing' ? 'index_granularity = 256, min_compress_block_size = 8192' : 'index_granularity = 1024';

/** A table of a whole relation. */
export function keptTableSql(name: KeptName, table: string): string {
  return `CREATE TABLE IF NOT EXISTS ${table} (\n${[...columnLines(name), GROUP].join(',\n')}\n)
ENGINE = MergeTree ORDER BY (${keepRules[name].order})
SETTINGS non_replicated_deduplication_window = 0, ${granules(name)}
COMMENT ${literal(`${relationNamed(name).comment}, as of the last filling`)}`;
}

/** A table of the groups that changed since the filling; the latest version of a group counts. */
export function freshTableSql(name: KeptName, table = freshTable(name)): string {
  return `CREATE TABLE IF NOT EXISTS ${table} (\n${[...columnLines(name), GROUP, VERSION, MARKER].join(',\n')}\n)
ENGINE = MergeTree ORDER BY (_group, _version)
SETTINGS non_replicated_deduplication_window = 0, ${granules(name)}
COMMENT ${literal(`${relationNamed(name).comment}, changed since the last filling`)}`;
}

export const bookkeepingSql: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS ${DIRTY} (run UInt64 COMMENT 'Which refreshing', kind LowCardinality(String) COMMENT 'What is dirty',
  programme_id String COMMENT 'Its programme; empty when the id alone names it', id String COMMENT 'Its id')
ENGINE = Memory COMMENT 'What a refreshing of kept facts makes anew'`,
  `CREATE TABLE IF NOT EXISTS ${CORRECTIONS} (stream LowCardinality(String) COMMENT 'Stream of both events',
  supersedes UUID COMMENT 'The event that no longer counts', recorded_at DateTime64(3, 'UTC') COMMENT 'When we were told (UTC)')
ENGINE = ReplacingMergeTree ORDER BY (stream, supersedes, recorded_at)
SETTINGS non_replicated_deduplication_window = 0 COMMENT 'Which events were corrected, kept apart as they are few'`,
  `CREATE TABLE IF NOT EXISTS ${STATE} (name LowCardinality(String) COMMENT 'What is known', value String COMMENT 'As JSON',
  updated_at DateTime64(6, 'UTC') DEFAULT now64(6) COMMENT 'When (UTC)')
ENGINE = ReplacingMergeTree(updated_at) ORDER BY name
SETTINGS non_replicated_deduplication_window = 0 COMMENT 'How far kept facts have come'`,
];

/** A digest of everything that decides what kept rows look like: another one means another filling. */
export function keptDefinition(): string {
  const texts = keptNames.map((name) => [
    keptTableSql(name, 'x'),
    freshTableSql(name, 'x'),
    foldSql(name, wholeBounds('now')),
  ]);
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 16);
}

export const corrections = (stream: StreamName) =>
  `(SELECT toNullable(supersedes) AS supersedes, recorded_at FROM ${CORRECTIONS} WHERE stream = '${stream}')`;

export const HELD = 'programme_id, pairing_id AS the_pairing, held_at, duration_minutes AS held_minutes';

/**
 * All events that had happened by `now` (SQL). Open pauses run to the end of time: what reads the rows cuts them at its
 * as-of time.
 */
function wholeBounds(now: string): Bounds {
  return {
    ...liveBounds,
    corrections,
    events: (stream) => `(SELECT * FROM events_${stream} FINAL WHERE occurred_at <= ${now})`,
    // Meetings are filled before: folding them twice would be most of the work.
    heldMeetings: `(SELECT ${HELD} FROM ${keptTable('fact_meeting')} WHERE state = 'held')`,
  };
}

export function foldSql(name: KeptName, bounds: Bounds): string {
  return renderRelation(relationNamed(name), bounds);
}

export const namesOf = (name: KeptName) =>
  columnsOf(name)
    .map((one) => `\`${one.name}\``)
    .join(', ');

/** Fills a table with a whole relation. Grouping and sorting spill to disk, so that memory stays flat. */
export function fillSql(name: KeptName, table: string, now: string): string {
  return `INSERT INTO ${table} (${namesOf(name)}, _group)
SELECT ${namesOf(name)}, ${keepRules[name].group} AS _group FROM (${foldSql(name, wholeBounds(now))})
SETTINGS max_bytes_before_external_group_by = 1000000000, max_bytes_before_external_sort = 1000000000, max_threads = 2, max_insert_threads = 1, optimize_aggregation_in_order = 1`;
}

const OPEN_PAUSES = `arrayFilter(pause -> pause.1 < pause.2, arrayMap(pause -> (pause.1, least(pause.2, {as_of:DateTime64(3, 'UTC')})), pauses))`;

/** A column as it is read: open pauses end at the as-of time, as they do in the fold. */
function readColumn({ name, type }: { name: string; type: string }, ids: KeptIds): string {
  if (ids === 'numbers' && numbered.includes(name)) return `_${name} AS ${name}`;
  return name === 'pauses' ? `CAST(${OPEN_PAUSES}, ${literal(type)}) AS pauses` : `\`${name}\``;
}

/** The SELECT that stands for the relation's fold: the filling, less the groups that changed since, and these. */
export function readKeptSql(name: KeptName, changed: boolean, ids: KeptIds = 'texts'): string {
  const columns = columnsOf(name)
    .map((column) => readColumn(column, ids))
    .join(', ');
  if (!changed) return `SELECT ${columns} FROM ${keptTable(name)}`;
  const fresh = freshTable(name);
  return `SELECT ${columns} FROM ${keptTable(name)} WHERE _group NOT IN (SELECT _group FROM ${fresh} WHERE _marker)
UNION ALL
SELECT ${columns} FROM ${fresh} WHERE NOT _marker AND (_group, _version) IN (SELECT _group, max(_version) FROM ${fresh} WHERE _marker GROUP BY _group)`;
}

/** Takes the changed groups into a new filling. */
export function absorbSql(name: KeptName, table: string): string {
  const columns = namesOf(name);
  const fresh = freshTable(name);
  return `INSERT INTO ${table} (${columns}, _group)
SELECT ${columns}, _group FROM ${keptTable(name)} WHERE _group NOT IN (SELECT _group FROM ${fresh} WHERE _marker)
UNION ALL
SELECT ${columns}, _group FROM ${fresh} WHERE NOT _marker AND (_group, _version) IN (SELECT _group, max(_version) FROM ${fresh} WHERE _marker GROUP BY _group)`;
}
