/** Lineage: from a cell of an answer to its units, to their events, and back. */

import type { RelationSource } from '../definition.ts';
import type { RunQuery } from '../engine.ts';
import { type MetricRequest, parseRequest } from '../request.ts';
import { createIssues } from '../request-issues.ts';
import type { MetricRow, ResultMeta } from '../result.ts';
import type { LineageEvent } from './event-row.ts';
import { createUnitEvents } from './events-of-units.ts';
import type { LineageCell } from './lineage-cell.ts';
import { countEvents, type EventCounts } from './lineage-counts.ts';
import { readCursor, writeCursor } from './lineage-cursor.ts';
import { type LineageSources, lineageSources } from './lineage-sources.ts';
import { type LineageUnit, positionAfter, type UnitRow } from './lineage-unit.ts';
import type { Recount } from './recount.ts';
import { batchesOf, createCellTracing, type TracedCell } from './trace-cell.ts';

/** A unit, with its events where they were asked for: oldest first, at most 500 of them. */
export type ListedUnit = LineageUnit & { events?: LineageEvent[]; events_left_out?: number };

export type LineagePage = {
  /** As the answer shows it; null where it shows none: a hidden cell, an empty one, and one that does not exist. */
  cell: MetricRow | null;
  units: ListedUnit[];
  next_cursor: string | null;
  meta: ResultMeta;
};

export type PageOptions = { limit?: number; cursor?: string | undefined; events?: boolean };

/** A whole cell, for who reads all of it: `units` gives batches, and memory holds one of them. */
export type LineageWalk = {
  cell: MetricRow | null;
  meta: ResultMeta;
  sources: LineageSources;
  /** Names that units of this cell can have: of what names them, and of what they give. */
  names: { unit: string[]; gives: string[] };
  units: () => AsyncGenerator<ListedUnit[]>;
  recount: () => Promise<Recount | null>;
};

export type LineageCounts = {
  cell: MetricRow | null;
  events: EventCounts[] | null;
  sources: LineageSources;
  meta: ResultMeta;
};

type Dependencies = { query: RunQuery; clock?: () => number; relation?: RelationSource; topicPrefix?: string };

export const LINEAGE_LIMITS = { usual: 100, most: 1_000 } as const;

// With their events, units are read so many at a time.
const BATCH_WITH_EVENTS = 1_000;

function limitOf({ limit = LINEAGE_LIMITS.usual }: PageOptions): number {
  const issues = createIssues();
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > LINEAGE_LIMITS.most) {
    issues.add('INVALID_LIMIT', 'limit', `limit is a whole number from 1 to ${LINEAGE_LIMITS.most}`);
  }
  issues.throwIfAny();
  return limit;
}

/** The row, unless it tells nothing: nobody learns whether a cell is hidden, empty or not there. */
function shownRow({ row }: TracedCell): MetricRow | null {
  if (row === undefined || row.state === 'suppressed' || row.state === 'no_data') return null;
  return (row.n ?? 0) === 0 && (row.immature ?? 0) === 0 ? null : row;
}

/**
 * Lineage over whatever runs SELECTs. Lists name people: they are for who may see rows; `counts` is for everybody else.
 * Every function throws MetricRequestError for a question or cell that makes no sense, and what `query` throws.
 */
export function createLineage({ query, clock = Date.now, relation, topicPrefix = '' }: Dependencies) {
  const traceCell = createCellTracing({ query, clock, ...(relation === undefined ? {} : { relation }) });

  async function listed(traced: TracedCell, rows: readonly UnitRow[], withEvents: boolean): Promise<ListedUnit[]> {
    const units = rows.map(({ unit }) => unit);
    if (!withEvents || units.length === 0) return units;
    const events = await createUnitEvents(traced, topicPrefix)(units);
    return units.map((unit, index) => {
      const { events: own = [], left_out = 0 } = events[index] ?? {};
      return { ...unit, events: own, ...(left_out === 0 ? {} : { events_left_out: left_out }) };
    });
  }

  /** One page of a cell's units. Its cursor carries the moments of the first page, so that pages never shift. */
  async function page(request: MetricRequest, cell: LineageCell, options: PageOptions = {}): Promise<LineagePage> {
    const limit = limitOf(options);
    const from = options.cursor === undefined ? undefined : readCursor(request, cell, options.cursor);
    const traced = await traceCell(request, cell, from?.moments);
    const { meta, moments } = traced;
    const row = shownRow(traced);
    if (row === null) return { cell: null, units: [], next_cursor: null, meta };
    const found = await traced.unitsAfter(from?.position ?? null, limit + 1);
    const rows = found.slice(0, limit);
    const position = found.length > limit ? positionAfter(rows, from?.position ?? null) : null;
    return {
      cell: row,
      units: await listed(traced, rows, options.events === true),
      next_cursor: position === null ? null : writeCursor(request, cell, { moments, position }),
      meta,
    };
  }

  /** All of a cell. */
  async function walk(request: MetricRequest, cell: LineageCell, withEvents = false): Promise<LineageWalk> {
    const traced = await traceCell(request, cell);
    const row = shownRow(traced);
    async function* units(): AsyncGenerator<ListedUnit[]> {
      if (row === null) return;
      const batches = batchesOf(traced.unitsAfter, withEvents ? BATCH_WITH_EVENTS : undefined);
      for await (const rows of batches) yield await listed(traced, rows, withEvents);
    }
    const sources = lineageSources(traced.query, topicPrefix);
    const { ids, telling, gives } = traced.columns;
    return {
      names: { unit: [...ids, ...telling], gives: [...gives] },
      cell: row,
      meta: traced.meta,
      sources,
      units,
      recount: async () => (row === null ? null : traced.recount()),
    };
  }

  /** Events by type behind a cell of a protected answer, without any unit. */
  async function counts(request: MetricRequest, cell: LineageCell): Promise<LineageCounts> {
    const traced = await traceCell(request, cell);
    const row = shownRow(traced);
    const { protection } = request;
    const k = protection === 'none' ? 1 : protection.k;
    const events = row === null ? null : await countEvents(traced, k, topicPrefix);
    return { cell: row, events, sources: lineageSources(traced.query, topicPrefix), meta: traced.meta };
  }

  /** What any cell of a question rests on; asks the warehouse nothing. */
  function sources(request: MetricRequest): LineageSources {
    return lineageSources(parseRequest(request, clock()), topicPrefix);
  }
  return { page, walk, counts, sources };
}

export type Lineage = ReturnType<typeof createLineage>;
