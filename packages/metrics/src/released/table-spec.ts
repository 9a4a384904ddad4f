/** What a released table is of, what it is called, and which tables are its relatives. */
import { bucketOfLabel } from '../calendar.ts';
import { findMetric } from '../catalogue.ts';
import type { ContrastMethod } from '../contrast/contrast-method.ts';
import type { MetricQuery } from '../request.ts';

/** Calendar periods of released tables, each a margin of the one before it in this list. */
const levels = ['month', 'quarter', 'year', 'none'] as const;
export type Level = (typeof levels)[number];

export type TableSpec = {
  metric: string;
  version: number;
  /** One programme, '' for records that name none, or all of them together. */
  programme: string | null;
  /** Breakdowns, sorted. */
  by: readonly string[];
  level: Level;
  k: number;
  horizon: number | null;
  method: ContrastMethod | null;
};

/** How the dimension spells the programme of records that name none (`programme: ''`). */
export const NO_PROGRAMME = 'unknown';

const STEPS = [5, 10, 20, 50, 100];

/** The ladder of k up to the step on which `k` stands: k itself where it is beyond the last. Each hides what the one before hides. */
export function ladderTo(k: number): number[] {
  const top = STEPS.find((step) => step >= k);
  return top === undefined ? [...STEPS, k] : STEPS.filter((step) => step <= top);
}

export const keyOf = ({ metric, version, programme, by, level, k, horizon, method }: TableSpec): string =>
  JSON.stringify([metric, version, programme, by, level, k, horizon, method]);

/** The table that a key names; undefined where its metric is not defined so any more. */
export function specOfKey(key: string): TableSpec | undefined {
  const parts = JSON.parse(key) as unknown[];
  const [metric, version, programme, by, level, k, horizon, method] = parts as [
    TableSpec['metric'],
    TableSpec['version'],
    TableSpec['programme'],
    TableSpec['by'],
    TableSpec['level'],
    TableSpec['k'],
    TableSpec['horizon'],
    TableSpec['method'],
  ];
  const known = findMetric(metric);
  if (known?.version !== version || !by.every((id) => known.dimensions.includes(id))) return undefined;
  return { metric, version, programme, by, level, k, horizon, method };
}

/** The question whose answer, cell by cell, is the table at an instant. Filters are columns of tables, never part of them. */
export function queryOfSpec(spec: TableSpec, at: number): MetricQuery {
  const metric = findMetric(spec.metric);
  if (metric === undefined) throw new Error(`a released table is of a metric that does not exist: ${spec.metric}`);
  return {
    ...{ metric, programme: spec.programme, from: null, to: null, weekStart: 'monday' as const },
    grain: spec.level === 'none' ? null : spec.level,
    ...{ groupBy: spec.by, where: {}, asOf: at, knownAt: at, duration: 'exact' as const },
    ...{ horizon: spec.horizon, method: spec.method, protection: { k: spec.k } },
  };
}

export const coarserLevel = (level: Level): Level | undefined => levels[levels.indexOf(level) + 1];

/** The period of the next coarser level in which a period lies; '' is all time. */
export function coarserBucket(bucket: string, level: Level): string {
  switch (level) {
    case 'none':
    case 'year':
      return '';
    case 'quarter':
      return bucket.slice(0, 4);
    case 'month': {
      const month = Number(bucketOfLabel(bucket, 'month', 'monday').from.slice(5, 7));
      return `${bucket.slice(0, 4)}-Q${Math.ceil(month / 3)}`;
    }
    default:
      throw new Error(`no such level: ${level satisfies never}`);
  }
}

const subsetsOf = (ids: readonly string[]): string[][] =>
  ids.reduce<string[][]>((all, id) => all.concat(all.map((some) => some.concat(id))), [[]]);

/**
 * Tables that are decided before this one and share its margins: fewer breakdowns, the next coarser level, and for all
 * programmes together those of each. Coarsest first.
 */
export function relativesOf(spec: TableSpec, programmes: readonly string[]): TableSpec[] {
  const coarser = coarserLevel(spec.level);
  const own = keyOf(spec);
  const scopes = spec.programme === null ? [...programmes, null] : [spec.programme];
  return scopes
    .flatMap((programme) =>
      [...(coarser === undefined ? [] : [coarser]), spec.level].flatMap((level) =>
        subsetsOf(spec.by).map((by) => ({ ...spec, programme, level, by })),
      ),
    )
    .filter((one) => keyOf(one) !== own);
}

/** The one cell that all tables of a family are margins or parts of, at the smallest k. */
export const rootOf = (spec: TableSpec): TableSpec => ({ ...spec, by: [], level: 'none', k: STEPS[0] ?? spec.k });
