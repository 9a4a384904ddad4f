/** How the groups that events have touched are made anew: from their own events, and from what is kept of others. */
import type { StreamName } from '@rapport/events';
import type { Bounds } from '../relations/bounds.ts';
import { liveBounds } from '../relations/bounds.ts';
import { foldedCouples } from '../relations/couple-fold.ts';
import { withMeetingsAnew } from '../relations/fact-pairing.ts';
import { literal } from '../relations/relation.ts';
import { dirtyGroup, type KeptName, keepRules, type Source } from './kept-rules.ts';
import { columnsOf, corrections, DIRTY, foldSql, freshTable, HELD, keptTable, NEXT, namesOf } from './kept-tables.ts';

/** A refreshing: its number, its time (SQL), and whether any pairing has changed in more than its meetings. */
export type Run = { run: string; now: string; pairingsChanged: boolean };

/**
 * Meetings are found by an index of their ids, as most of the dirty ones are new and in none of the large parts. All copies of
 * an event have the meeting's id, so that FINAL needs no granule that the index leaves out.
 */
const BY_INDEX = 'use_skip_indexes_if_final = 1, use_skip_indexes_if_final_exact_mode = 0';

const keysOf = (kind: string, run: string, one: boolean) =>
  `(SELECT ${one ? 'id' : 'programme_id, id'} FROM ${DIRTY} WHERE run = ${run} AND kind = '${kind}')`;

function condition({ kind, columns, where }: Source, run: string): string {
  const one = !columns.includes(',') || /^ifNull\([^()]*\)$/.test(columns);
  // The empty key of what is needed whatever is dirty.
  const known = columns === "'', ''" ? '1' : `(${columns}) IN ${keysOf(kind, run, one)}`;
  if (columns === sortedBy.meeting) return `(${known} AND meeting_id IN ${keysOf(kind, run, true)})`;
  return where === undefined ? known : `(${where} AND ${known})`;
}

/**
 * The held meetings of dirty pairings, from the kept rows: a pairing's meetings have ids from all over the events, and
 * a fold of a hundred pairings would read nearly all of them.
 */
function heldOfDirty(run: string): string {
  const [kept, fresh] = [keptTable('fact_meeting'), freshTable('fact_meeting')];
  const wanted = `state = 'held' AND (programme_id, pairing_id) IN ${keysOf('pairing', run, false)}`;
  return `(
  SELECT ${HELD} FROM ${kept} WHERE ${wanted} AND _group NOT IN (SELECT _group FROM ${fresh} WHERE _marker)
  UNION ALL
  SELECT ${HELD} FROM ${fresh} WHERE NOT _marker AND ${wanted}
    AND (_group, _version) IN (SELECT _group, max(_version) FROM ${fresh} WHERE _marker GROUP BY _group)
)`;
}

/**
 * The rows, as they are kept, of dirty pairings that have not changed themselves: their meetings have. Folding them would read
 * all events of the pairings and of their people, and give the same.
 */
function pairingsKept(run: string, columns: string): string {
  const [kept, fresh] = [keptTable('fact_pairing'), freshTable('fact_pairing')];
  const wanted = `(programme_id, pairing_id) IN ${keysOf('pairing', run, false)} AND (programme_id, pairing_id) NOT IN ${keysOf('pairing_changed', run, false)}`;
  const marked = `SELECT _group, max(_version) FROM ${fresh}
    WHERE _marker AND _group IN (SELECT ${dirtyGroup(keepRules.fact_pairing)} FROM ${DIRTY} WHERE run = ${run} AND kind = 'pairing') GROUP BY _group`;
  return `(
  SELECT ${columns} FROM ${kept} PREWHERE ${wanted} WHERE _group NOT IN (SELECT _group FROM (${marked}))
  UNION ALL
  SELECT ${columns} FROM ${fresh} WHERE NOT _marker AND (_group, _version) IN (${marked}) AND ${wanted}
)`;
}

const COUPLE =
  'programme_id, pairing_id, the_mentor, the_mentee, activated_at, ended_at, voided, mentor_attributes_then, mentee_attributes_then';
const KEPT_COUPLE =
  'programme_id, pairing_id, mentor_id AS the_mentor, mentee_id AS the_mentee, activated_at, ended_at, voided, mentor_attributes AS mentor_attributes_then, mentee_attributes AS mentee_attributes_then';

/** The start of an events table's sorting key, where groups are looked up by it. */
const sortedBy: Partial<Record<StreamName, string>> = {
  participant: 'participant_id',
  pairing: 'programme_id, pairing_id',
  meeting: 'programme_id, meeting_id',
};

/** What of a stream the folds of meetings and of pairings both need: read once a run, into a table of the run's own. */
const sharedStreams: readonly StreamName[] = ['participant', 'pairing'];
const sharedTable = (stream: StreamName, run: string) => `${NEXT}events_${stream}_${run}`;

/** Reads what meetings and pairings share. A name that begins as a filling's is cleared away as one when a keeper dies. */
export function shareEventsSql(run: string, now: string): string[] {
  return sharedStreams.map((stream) => {
    const sources = keepRules.fact_pairing.sources[stream] ?? [];
    return `CREATE TABLE ${sharedTable(stream, run)} ENGINE = Memory AS ${dirtyEvents(stream, sources, run, now)}`;
  });
}

export const dropSharedSql = (run: string): string[] =>
  sharedStreams.map((stream) => `DROP TABLE IF EXISTS ${sharedTable(stream, run)} SYNC`);

export const sharesEvents = (name: KeptName): boolean => name === 'fact_meeting' || name === 'fact_pairing';

function dirtyEvents(stream: StreamName, sources: readonly Source[] | 'all', run: string, now: string): string {
  if (sources === 'all') return `SELECT * FROM events_${stream} FINAL WHERE occurred_at <= ${now}`;
  const wanted = sources.map((source) => condition(source, run)).join(' OR ') || '0';
  // All copies of an event have the same sorting key, so FINAL need not see the others: their wide columns stay unread.
  const early = sources.length > 0 && sources.every(({ columns }) => columns === sortedBy[stream]);
  const filter = early ? `PREWHERE ${wanted} WHERE` : `WHERE (${wanted}) AND`;
  return `SELECT * FROM events_${stream} FINAL ${filter} occurred_at <= ${now}`;
}

/** The events that the dirty groups of a relation are folded from. */
function dirtyBounds(name: KeptName, { run, now }: Run): Bounds {
  return {
    ...liveBounds,
    corrections,
    heldMeetings: heldOfDirty(run),
    events: (stream) =>
      sharesEvents(name) && sharedStreams.includes(stream)
        ? `(SELECT * FROM ${sharedTable(stream, run)})`
        : `(${dirtyEvents(stream, keepRules[name].sources[stream] ?? [], run, now)})`,
  };
}

/** The rows of a relation's dirty groups. */
function rowsSql(name: KeptName, of: Run): string {
  const bounds = dirtyBounds(name, of);
  if (name === 'fact_meeting') {
    const folded = of.pairingsChanged ? `\n  UNION ALL SELECT ${COUPLE} FROM ${foldedCouples(bounds)}` : '';
    const couples = `(SELECT ${COUPLE} FROM ${pairingsKept(of.run, KEPT_COUPLE)}${folded})`;
    return foldSql(name, { ...bounds, couples });
  }
  if (name === 'fact_pairing') {
    const same = withMeetingsAnew(pairingsKept(of.run, namesOf(name)), bounds);
    return of.pairingsChanged
      ? `SELECT ${namesOf(name)} FROM (${foldSql(name, bounds)}) UNION ALL SELECT ${namesOf(name)} FROM (${same})`
      : same;
  }
  return foldSql(name, bounds);
}

/** Makes the dirty groups of a relation anew: first their rows, then the markers that bring them into force. */
export function refreshSql(name: KeptName, { run, now, pairingsChanged }: Run, version: string): string {
  const rule = keepRules[name];
  const rows = `SELECT ${namesOf(name)}, ${rule.group} AS _group, ${version} AS _version, 0 AS _marker FROM (${rowsSql(name, { run, now, pairingsChanged })})`;
  const blanks = columnsOf(name).map(
    ({ name: column, type }) => `defaultValueOfTypeName(${literal(type)}) AS \`${column}\``,
  );
  const dirty = `SELECT DISTINCT ${dirtyGroup(rule)} AS the_group FROM ${DIRTY} WHERE run = ${run} AND kind = '${rule.kind}'`;
  const markers = `SELECT ${blanks.join(', ')}, the_group AS _group, ${version} AS _version, 1 AS _marker FROM (${dirty})`;
  return `INSERT INTO ${freshTable(name)} (${namesOf(name)}, _group, _version, _marker)
SELECT * FROM (${rows}) WHERE _group IN (${dirty})
UNION ALL ${markers}
SETTINGS max_insert_threads = 1, min_insert_block_size_rows = 10000000, ${BY_INDEX}`;
}
