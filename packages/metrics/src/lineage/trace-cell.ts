/** From a cell to its units: the answer and the list rest on the same events, of one moment. */
import { makeRows } from '../cells.ts';
import { type CompiledQuery, compile, compileUnits, type DataTimes } from '../compile.ts';
import { composedDimensions } from '../composition.ts';
import { createDataTimes } from '../data-times.ts';
import type { RelationSource } from '../definition.ts';
import { streamsOf } from '../diff/knowledge.ts';
import type { RunQuery } from '../engine.ts';
import { withLeftOutOfSums } from '../left-out/read-left-out.ts';
import { type MetricQuery, type MetricRequest, parseRequest } from '../request.ts';
import type { MetricRow, ResultMeta } from '../result.ts';
import { countRows, metaOf } from '../result-meta.ts';
import { textIn } from '../summary-row.ts';
import { checkCell, type LineageCell, rowOfCell } from './lineage-cell.ts';
import type { LineageMoments, LineagePosition } from './lineage-cursor.ts';
import { positionAfter, type UnitRow, unitRowOf } from './lineage-unit.ts';
import { createRecount, type Recount } from './recount.ts';
import { NO_TIMES, storedAgain, storedNow, storedRelation } from './stored-events.ts';
import { cellUnitsSql, type UnitColumns, unitColumns, unitRowsSql } from './unit-sql.ts';

/** One cell of one answer, open to be followed. */
export type TracedCell = {
  query: MetricQuery;
  cell: LineageCell;
  moments: LineageMoments;
  meta: ResultMeta;
  /** As the answer shows it; undefined where the answer has no such row. */
  row: MetricRow | undefined;
  /** Whether another cell of the answer is hidden: then numbers of this one may tell of it. */
  hidesOthers: boolean;
  /** Columns of its units. */
  columns: UnitColumns;
  /** SQL of the cell's counted unit rows with all the sample's columns, for FROM, and its parameters. */
  unitsSql: CompiledQuery;
  /** Runs SELECTs over the events of the cell's moments. */
  ask: RunQuery;
  /** Up to `limit` units after a position, in their order. */
  unitsAfter: (position: LineagePosition | null, limit: number) => Promise<UnitRow[]>;
  /** The cell's estimate from its units, read `batch` at a time. */
  recount: (batch?: number) => Promise<Recount>;
};

/** Units that are read at once while a whole cell is walked through. */
const BATCH_UNITS = 20_000;

const iso = (ms: number) => new Date(ms).toISOString();

/** Every batch of a list. Memory holds one batch. */
export async function* batchesOf(unitsAfter: TracedCell['unitsAfter'], limit = BATCH_UNITS): AsyncGenerator<UnitRow[]> {
  let position: LineagePosition | null = null;
  for (;;) {
    const rows = await unitsAfter(position, limit);
    if (rows.length > 0) yield rows;
    if (rows.length < limit) return;
    position = positionAfter(rows, position);
  }
}

type Dependencies = {
  query: RunQuery;
  clock: () => number;
  /** The relations that units are read from; the folds of the events that were stored by the cell's moment. */
  relation?: RelationSource;
};

/**
 * Opens a cell. Reads the folds, whatever the engine reads, as only they know of moments. `moments` are those of a cursor;
 * without it the request's, and for what is stored the present. @throws MetricRequestError, and what `query` throws
 */
export function createCellTracing({ query: runQuery, clock, relation = storedRelation }: Dependencies) {
  async function momentsOf(query: MetricQuery): Promise<LineageMoments> {
    return { asOf: query.asOf, knownAt: query.knownAt, storedBy: await storedNow(runQuery) };
  }

  async function boundTo(query: MetricQuery, { storedBy }: LineageMoments, isLater: boolean): Promise<RunQuery> {
    const again = isLater ? await storedAgain(runQuery, streamsOf(query, NO_TIMES), storedBy) : [];
    return (sql, params) => runQuery(sql, { ...params, stored_by: storedBy, again });
  }

  async function columnsOf(query: MetricQuery, times: DataTimes, ask: RunQuery): Promise<UnitColumns> {
    const { sql, params } = compileUnits(query, times, relation);
    const described = await ask(`DESCRIBE (${sql})`, params);
    return unitColumns(
      query,
      described.map((column) => textIn(column, 'name')),
    );
  }

  return async function traceCell(
    request: MetricRequest,
    asked: LineageCell,
    earlier?: LineageMoments,
  ): Promise<TracedCell> {
    const pinned =
      earlier === undefined ? request : { ...request, asOf: iso(earlier.asOf), knownAt: iso(earlier.knownAt) };
    const query = parseRequest(pinned, clock());
    const cell = checkCell(query, asked);
    const moments = earlier ?? (await momentsOf(query));
    const ask = await boundTo(query, moments, earlier !== undefined);
    const times = await createDataTimes(ask)(query, relation);
    const summary = compile(query, times, relation, { people: 'exact' });
    const summaries = await ask(summary.sql, summary.params);
    const rows = makeRows(query, await withLeftOutOfSums(ask, query, summaries, { times, relation }), times.zones);
    const columns = await columnsOf(query, times, ask);
    const given = { query, times, relation, cell, columns };

    async function read(position: LineagePosition | null, limit: number, scope: 'cell' | 'whole'): Promise<UnitRow[]> {
      const { sql, params } = unitRowsSql(given, { limit, position, scope });
      return (await ask(sql, params)).map((row) => unitRowOf(columns, row));
    }

    const row = rowOfCell(rows, cell);
    async function recount(batch = BATCH_UNITS): Promise<Recount> {
      if (row === undefined) throw new Error('an answer without this cell has nothing to recount');
      const scope = composedDimensions(query.metric, query.groupBy).length > 0 ? 'whole' : 'cell';
      const counting = createRecount(query, cell);
      const all = batchesOf((position, limit) => read(position, limit, scope), batch);
      for await (const units of all) for (const unit of units) counting.add(unit);
      return counting.result(row);
    }

    return {
      ...{ query, cell, moments, row, columns, ask, recount },
      meta: metaOf(query, times.zones, countRows(rows)),
      hidesOthers: rows.some(({ state }) => state === 'suppressed'),
      unitsSql: cellUnitsSql(given),
      unitsAfter: (position, limit) => read(position, limit, 'cell'),
    };
  };
}
