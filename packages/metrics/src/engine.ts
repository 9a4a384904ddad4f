/** The metric engine: a request in, a table with its provenance out. */
import { relationSql } from '@rapport/warehouse';
import { hidesNobody, makeRows } from './cells.ts';
import { type ComparedResult, compare } from './compare/compare.ts';
import type { ComparisonRequest } from './compare/compare-request.ts';
import {
  type CompiledQuery,
  compile,
  type DataTimes,
  type IdsOfRelations,
  readsZones,
  type SqlParameter,
} from './compile.ts';
import { createDataTimes } from './data-times.ts';
import { type RelationSource, readsIdTexts } from './definition.ts';
import { type Explanation, estimateSql, explanationOf } from './explain.ts';
import { createLastEvent } from './last-event.ts';
import { withLeftOutOfSums } from './left-out/read-left-out.ts';
import { type MetricQuery, type MetricRequest, parseRequest } from './request.ts';
import type { MetricResult } from './result.ts';
import { countRows, metaOf } from './result-meta.ts';
import { firstCount, type PeopleCount } from './summary-people.ts';
import type { RawRow } from './summary-row.ts';
import { makeTriangle, type TriangleResult, triangleSteps } from './triangle.ts';
import { parseTriangle, type TriangleRequest } from './triangle-request.ts';

/** Runs a SELECT with bound parameters ({name:Type} in the text) and gives its rows. */
export type RunQuery = (sql: string, params: Record<string, SqlParameter>) => Promise<RawRow[]>;

export type MetricEngine = {
  run: (request: MetricRequest) => Promise<MetricResult>;
  /** The same, beside another period or a reference group where the request says so. */
  compare: (request: ComparisonRequest) => Promise<ComparedResult>;
  /** Cohorts by the time since their start. */
  triangle: (request: TriangleRequest) => Promise<TriangleResult>;
  /** The same question as `run`, with what stands behind its answer. */
  explain: (request: MetricRequest) => Promise<Explanation>;
};

type Dependencies = {
  query: RunQuery;
  clock?: () => number;
  relation?: RelationSource;
  /** The relations as they are now, where they are kept as tables: for questions that name no time, or one after the last event. */
  kept?: () => RelationSource | undefined;
  /** The same with numbers for the ids of people and pairings, by which most questions are answered in less time. */
  numbered?: () => RelationSource | undefined;
  /** Whether what is kept has everything that is stored; what is kept for good always has. */
  isKeptUpToDate?: () => Promise<boolean>;
};

type Source = { relation: RelationSource; ids: IdsOfRelations };
type Times = Pick<MetricRequest, 'asOf' | 'knownAt'>;

const NO_TIMES: DataTimes = { zones: [], range: { first: '1970-01-01', count: 0 } };

type Summary = { compiled: CompiledQuery; rows: RawRow[] };

type AnsweringDependencies = {
  runQuery: RunQuery;
  clock: () => number;
  folded: RelationSource;
  kept: Dependencies['kept'];
  numbered: Dependencies['numbered'];
  isKeptUpToDate: () => Promise<boolean>;
};

/** Which relations an answer is made from. */
function createAnswering({ runQuery, clock, folded, kept, numbered, isKeptUpToDate }: AnsweringDependencies) {
  const past: Source = { relation: folded, ids: 'texts' };
  const presentFor = (metric: MetricQuery['metric']): Source => {
    const numbers = readsIdTexts(metric) ? undefined : numbered?.();
    if (numbers !== undefined) return { relation: numbers, ids: 'numbers' };
    return { relation: kept?.() ?? folded, ids: 'texts' };
  };
  const lastEvent = createLastEvent({ query: runQuery, clock });

  /**
   * Answers from the facts as they are now where that is asked, or where nothing has happened since `as_of`: looked at before, to choose,
   * and again afterwards, so that no event that came in between is in the answer. Otherwise from a fold of the events.
   */
  async function answering<T>(
    { asOf, knownAt }: Times,
    { metric, asOf: at }: MetricQuery,
    answer: (source: Source) => Promise<T>,
  ): Promise<T> {
    if (knownAt !== undefined) return answer(past);
    const present = presentFor(metric);
    if (asOf === undefined || present.relation === folded) return answer(present);
    // Deeds with alerts happen after the last event of a programme.
    if (metric.relations.includes('fact_alert') || !(await lastEvent.liesBefore(at))) return answer(past);
    // Whoever names a time is told what was stored by now, not what had been kept of it a second ago.
    if (!(await isKeptUpToDate())) return answer(past);
    const found = await answer(present);
    return (await lastEvent.stillLiesBefore(at)) ? found : answer(past);
  }
  return answering;
}

/**
 * An engine over whatever runs SELECTs. `run` throws MetricRequestError for a request that makes no sense, and passes on
 * what `query` throws. `clock` gives every default instant; `relation` the relations, by default the folds of all events.
 */
export function createMetricEngine(dependencies: Dependencies): MetricEngine {
  const { query: runQuery, clock = Date.now, relation: folded = relationSql, kept, numbered } = dependencies;
  const { isKeptUpToDate = async () => true } = dependencies;
  const answering = createAnswering({ runQuery, clock, folded, kept, numbered, isKeptUpToDate });

  const timesOf = createDataTimes(runQuery);

  /** Which cells go with a hidden one depends on how many people are in each; that nobody is hidden can be told for less. */
  async function summaryOf(query: MetricQuery, times: DataTimes, { relation, ids }: Source): Promise<Summary> {
    const ask = async (people: PeopleCount): Promise<Summary> => {
      const compiled = compile(query, times, relation, { people, ids });
      return { compiled, rows: await runQuery(compiled.sql, compiled.params) };
    };
    // Folding the events costs far more than counting people does: once must do.
    const first = relation === folded ? 'exact' : firstCount(query.protection, query.metric);
    const summary = await ask(first);
    const isEnough = first === 'exact' || hidesNobody(query, summary.rows);
    const { compiled, rows } = isEnough ? summary : await ask('exact');
    const beside = await withLeftOutOfSums(runQuery, query, rows, { times, relation, ids });
    // Few left out hide cells of many, and which others go with them depends on how many are in each.
    if (first === 'exact' || !isEnough || hidesNobody(query, beside)) return { compiled, rows: beside };
    const exact = await ask('exact');
    return { ...exact, rows: await withLeftOutOfSums(runQuery, query, exact.rows, { times, relation, ids }) };
  }

  /** Where no day is asked for, one question need not wait for the other. */
  async function timesAndSummary(query: MetricQuery, source: Source): Promise<[DataTimes, Summary]> {
    if (readsZones(query, source.relation)) {
      const times = await timesOf(query, source.relation);
      return [times, await summaryOf(query, times, source)];
    }
    return Promise.all([timesOf(query, source.relation), summaryOf(query, NO_TIMES, source)]);
  }

  async function run(request: MetricRequest): Promise<MetricResult> {
    const query = parseRequest(request, clock());
    return answering(request, query, async (source) => {
      const [times, summary] = await timesAndSummary(query, source);
      const rows = makeRows(query, summary.rows, times.zones);
      return { rows, meta: metaOf(query, times.zones, countRows(rows)) };
    });
  }

  async function triangleFrom(query: ReturnType<typeof parseTriangle>, source: Source): Promise<TriangleResult> {
    const times = await timesOf(query, source.relation);
    const summaries: RawRow[][] = [];
    for (const step of triangleSteps(query)) {
      // One after another: a triangle of many steps must not crowd out everybody else's questions.
      const { sql, params } = compile(step.query, times, source.relation, { extra: step.extra, ids: source.ids });
      summaries.push(await runQuery(sql, params));
    }
    const rows = makeTriangle(query, summaries, times.zones);
    const { cohort, period, days, periods } = query;
    const size = { ...countRows(rows.flatMap(({ cells }) => cells)), count: rows.length };
    return {
      rows,
      meta: { ...metaOf(query, times.zones, size), triangle: { cohort, period, period_days: days, periods } },
    };
  }

  async function triangle(request: TriangleRequest): Promise<TriangleResult> {
    const query = parseTriangle(request, clock());
    return answering(request, query, (source) => triangleFrom(query, source));
  }

  async function explainFrom(query: MetricQuery, source: Source): Promise<Explanation> {
    const times = await timesOf(query, source.relation);
    const { compiled, rows: summary } = await summaryOf(query, times, source);
    const estimate = await runQuery(estimateSql(compiled.sql), compiled.params);
    const rows = makeRows(query, summary, times.zones);
    return explanationOf(query, compiled, estimate, { rows, meta: metaOf(query, times.zones, countRows(rows)) });
  }

  async function explain(request: MetricRequest): Promise<Explanation> {
    const query = parseRequest(request, clock());
    return answering(request, query, (source) => explainFrom(query, source));
  }
  return { run, compare: (request) => compare(run, request), triangle, explain };
}
