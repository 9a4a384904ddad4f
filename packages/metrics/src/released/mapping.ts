/** Which released tables answer a question, and the sentences with which the others are refused. */
import { bucketOf, type TimeGrain } from '../calendar.ts';
import { composedDimensions, needsBreakdown } from '../composition.ts';
import type { MetricDefinition } from '../definition.ts';
import { isPairingStart } from '../dimensions.ts';
import { type MetricQuery, type MetricRequest, parseRequest } from '../request.ts';
import { createIssues, type Issues } from '../request-issues.ts';
import { type Level, ladderTo, NO_PROGRAMME, type TableSpec } from './table-spec.ts';

/** A question as tables answer it. `spec.programme`: null where all programmes are asked for, together or one by one. */
export type Mapping = {
  query: MetricQuery;
  spec: TableSpec;
  /** Whether the answer has a group for every programme (or the one of `spec`). */
  byProgramme: boolean;
  /** Breakdown values that rows must have. */
  where: Readonly<Record<string, string>>;
  /** With no grain: the one period that is asked for; '' is all time. Undefined with a grain. */
  period: string | undefined;
};

const HORIZONS = [30, 90, 180, 365, 730];

const CURVES_AT_FIXED_DAYS =
  'released curves are told at their fixed days only: between any two others few may have ended from one release to the next. Leave curve out';

type Refuse = (field: string, message: string) => void;

function levelOfGrain(grain: TimeGrain | null, refuse: Refuse): Level {
  switch (grain) {
    case null:
      return 'none';
    case 'day':
    case 'week':
      refuse(
        'grain',
        `released answers are by month, quarter or year, not by ${grain}: single days tell of single people`,
      );
      return 'month';
    case 'month':
    case 'quarter':
    case 'year':
      return grain;
    default:
      throw new Error(`no such grain: ${grain satisfies never}`);
  }
}

const isStart = (date: string, grain: TimeGrain) => bucketOf(date, grain, 'monday').from === date;

/** The calendar period that two dates enclose. */
function periodOf(from: string, to: string): { level: Level; label: string } | undefined {
  for (const grain of ['year', 'quarter', 'month'] as const) {
    const bucket = bucketOf(from, grain, 'monday');
    if (bucket.from === from && bucket.to === to) return { level: grain, label: bucket.label };
  }
  return undefined;
}

/** @returns the level of the table, and the one period of it that is asked for where there is no grain */
function timeOf({ from, to, grain }: MetricQuery, refuse: Refuse): { level: Level; period: string | undefined } {
  const level = levelOfGrain(grain, refuse);
  if (grain === null) {
    if (from === null && to === null) return { level: 'none', period: '' };
    const period = from === null || to === null ? undefined : periodOf(from, to);
    if (period !== undefined) return { level: period.level, period: period.label };
    const message =
      'released answers without a grain are about all time, or exactly one calendar month, quarter or year: set from and to to its borders, or take a grain';
    refuse('from', message);
    return { level, period: undefined };
  }
  if (level !== 'none') {
    for (const [field, date] of [['from', from] as const, ['to', to] as const]) {
      if (date === null || isStart(date, level)) continue;
      refuse(field, `${field} (${date}) must be the first day of a ${level}: released periods are whole ${level}s`);
    }
  }
  return { level, period: undefined };
}

function checkParameters(request: MetricRequest, query: MetricQuery, refuse: Refuse): void {
  const { metric, horizon } = query;
  for (const [field, name] of [['asOf', 'as_of'] as const, ['knownAt', 'known_at'] as const]) {
    if (request[field] !== undefined)
      refuse(field, `released answers are of the latest release: ${name} cannot be chosen`);
  }
  if (query.duration !== 'exact') refuse('duration', 'released durations are exact: leave duration out');
  if (query.curve !== undefined) refuse('curve', CURVES_AT_FIXED_DAYS);
  if (horizon === null || horizon === metric.horizon?.days) return;
  // Two horizons of a share enclose the few who had it between them; curves are merged until nobody or k are.
  const isCurve = metric.estimator.name === 'survival' || metric.estimator.name === 'incidence';
  const allowed = [metric.horizon?.days, ...(isCurve ? HORIZONS : [])];
  if (!allowed.includes(horizon))
    refuse('horizon', `released horizons of ${metric.id} are ${[...new Set(allowed)].join(', ')} days`);
}

/** The filters as single values; the metric's own where the question says nothing. */
function filtersOf({ metric, where, groupBy }: MetricQuery, refuse: Refuse): Record<string, string> {
  const single: Record<string, string> = {};
  for (const [id, values] of Object.entries(where)) {
    const [value = ''] = values;
    const field = `where.${id}`;
    if (!metric.dimensions.includes(id)) {
      refuse(field, `${id} changes what ${metric.id} counts, and is not released: leave it out`);
    } else if (values.length > 1 || value.startsWith('!')) {
      refuse(field, `released answers can be filtered by one value of ${id}: break down by ${id} to see all of them`);
    } else if (needsBreakdown(metric) && metric.alwaysBy === undefined && !groupBy.includes(id)) {
      refuse(field, `${metric.id} compares a group with all groups: break down by ${id} instead of filtering by it`);
    } else single[id] = value;
  }
  return single;
}

function programmeOf({ programme }: MetricQuery, where: Record<string, string>, refuse: Refuse): string | null {
  const filtered = where['programme'];
  if (programme !== null && filtered !== undefined && programme !== filtered)
    refuse('where.programme', `programme is ${programme} already: leave where.programme out`);
  return programme ?? (filtered === NO_PROGRAMME ? '' : filtered) ?? null;
}

/** All breakdowns of the table, sorted. */
function breakdownsOf(query: MetricQuery, where: Record<string, string>, refuse: Refuse): string[] {
  const all = [...new Set([...query.groupBy, ...Object.keys(where)])].filter((id) => id !== 'programme').sort();
  if (all.length > 2) {
    const message = `released tables have at most two dimensions, breakdowns and filters together (programme aside); here are ${all.join(', ')}`;
    refuse('groupBy', message);
  }
  return all;
}

/**
 * Dimensions of which the first that a metric has tells all that the others do: what is protected by one could be worked out by
 * another, so only the first is released.
 */
const LINKED = [
  ['end_reason', 'end_kind', 'end_side'],
  ['measure_range', 'measure'],
  ['scale', 'instrument_version', 'instrument'],
  ['assessment', 'instrument_version', 'instrument', 'skill', 'rater'],
  ['stream', 'type'],
];

function checkLinked({ metric }: MetricQuery, by: readonly string[], refuse: Refuse): void {
  for (const id of by.filter((one) => metric.alwaysBy?.includes(one) !== true)) {
    if (id.startsWith('start_') || isPairingStart(id)) {
      refuse('groupBy', `${id} is not released: take a grain, and periods are protected together`);
      continue;
    }
    const [first] = LINKED.filter((chain) => chain.includes(id)).flatMap((chain) =>
      chain.filter((other) => metric.dimensions.includes(other)).slice(0, 1),
    );
    if (first !== undefined && first !== id)
      refuse('groupBy', `${id} is not released for ${metric.id}: ask by ${first}, from which it follows`);
  }
}

function checkContrast(query: MetricQuery, by: readonly string[], level: Level, refuse: Refuse): void {
  const { metric } = query;
  if (metric.estimator.name !== 'contrast') return;
  const own = metric.alwaysBy ?? [];
  const extra = by.filter((id) => !own.includes(id));
  if (extra.length > 0)
    refuse('groupBy', `${metric.id} is released without a breakdown: leave ${extra.join(', ')} out`);
  if (level !== 'none') refuse('grain', `${metric.id} is released over all time: leave grain, from and to out`);
}

// What is compared with all groups needs them all in one table.
function checkWhole({ metric, groupBy }: MetricQuery, refuse: Refuse): void {
  if (composedDimensions(metric, groupBy).includes('programme'))
    refuse('groupBy', `${metric.id} is not released by programme: ask one programme at a time`);
}

function protectionOf({ protection }: MetricQuery, issues: Issues): number {
  if (protection !== 'none') return protection.k;
  issues.add('INVALID_PROTECTION', 'protection', 'released answers are always protected');
  return 0;
}

/**
 * The table of a question at a release.
 * @throws MetricRequestError for what makes no sense, and (`BREAKDOWN_NOT_PUBLISHED`) for what no released table answers
 */
export function mapQuestion(request: MetricRequest, at: number): Mapping {
  const { asOf: _asOf, knownAt: _knownAt, ...plain } = request;
  const query = parseRequest(plain, at);
  const issues = createIssues();
  const refuse: Refuse = (field, message) => issues.add('BREAKDOWN_NOT_PUBLISHED', field, message);
  const { metric, groupBy } = query;
  const { level, period } = timeOf(query, refuse);
  checkParameters(request, query, refuse);
  const { programme: _programme, ...where } = filtersOf(query, refuse);
  const programme = programmeOf(
    query,
    filtersOf(query, () => {}),
    refuse,
  );
  const by = breakdownsOf(query, where, refuse);
  checkLinked(query, by, refuse);
  checkContrast(query, by, level, refuse);
  checkWhole(query, refuse);
  const k = protectionOf(query, issues);
  issues.throwIfAny();
  const top = ladderTo(k).at(-1) ?? k;
  const spec: TableSpec = {
    ...{ metric: metric.id, version: metric.version, programme, by, level, k: top },
    ...{ horizon: query.horizon, method: query.method },
  };
  return {
    query: { ...query, protection: { k: top } },
    spec,
    byProgramme: groupBy.includes('programme'),
    where,
    period,
  };
}

/** What is asked beside the question. @throws MetricRequestError */
export function refuseComparison({ align }: { align?: string | undefined }): void {
  if (align !== 'weekday') return;
  const issues = createIssues();
  const message = 'released periods are whole months, quarters and years: align=weekday moves them by 364 days';
  issues.add('BREAKDOWN_NOT_PUBLISHED', 'align', message);
  issues.throwIfAny();
}

/** @throws MetricRequestError always */
export function refuseTriangle(metric: MetricDefinition['id']): never {
  const issues = createIssues();
  const message = `triangles are not released: ask ${metric} with a grain`;
  issues.add('BREAKDOWN_NOT_PUBLISHED', 'cohort', message);
  issues.throwIfAny();
  throw new Error('unreachable: there is always an issue');
}
