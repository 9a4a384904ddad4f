/**
 * Pairs of metrics of which one counts all units of the other and few more: found among all pairs of the catalogue by the units themselves, as only
 * who sees them can. For searches that ask what two numbers side by side tell.
 */
import { metrics } from '../catalogue.ts';
import { compileUnits, type DataTimes } from '../compile.ts';
import { composedDimensions } from '../composition.ts';
import { createDataTimes } from '../data-times.ts';
import type { MetricDefinition, RelationSource } from '../definition.ts';
import type { RunQuery } from '../engine.ts';
import { type MetricQuery, type MetricRequest, parseRequest } from '../request.ts';
import { MetricRequestError } from '../request-error.ts';
import { countedSql } from '../summaries.ts';
import { type RawRow, textIn } from '../summary-row.ts';

/** What names a unit. Metrics can be laid on one another where both have units of one kind, one row each. */
const KINDS = {
  pairing: ['programme_id', 'pairing_id'],
  response: ['programme_id', 'response'],
  goal: ['programme_id', 'goal_id'],
  alert: ['programme_id', 'alert_id'],
  meeting: ['programme_id', 'meeting_id'],
  person: ['programme_id', 'side', 'participant_id'],
  participant: ['participant_id'],
} as const;
type Kind = keyof typeof KINDS;
const kinds = Object.keys(KINDS) as Kind[];

type Unit = { people: readonly string[]; outcome: string };
type CellUnits = { rows: number; byKind: ReadonlyMap<Kind, ReadonlyMap<string, Unit>> };

export type NestedPair = {
  wide: string;
  narrow: string;
  kind: Kind;
  group: Readonly<Record<string, string>>;
  bucket: string;
  wideN: number;
  narrowN: number;
  /** Distinct people left out, of the side that has fewer. */
  people: number;
  /** Shares, curves and rates of which those left out are all that had, or all that did not have, the outcome. */
  tells: readonly string[];
};

export type NestedSearch = { query: RunQuery; relation: RelationSource; at: number };
export type NestedQuestion = { programme: string; by: string | null; grain?: 'quarter' | 'month' };

const OUTCOMES = ['success', 'outcome', 'ended'];
const NAMES = [
  ...new Set([...Object.values(KINDS).flat(), 'mentor_id', 'mentee_id', 'invitation_id', 'response_id', ...OUTCOMES]),
];

const text = (columns: readonly string[], name: string) =>
  columns.includes(name) ? `ifNull(toString(${name}), '')` : "''";

/** Some columns of a metric's counted units as texts, whatever it has of them. */
function unitsSql(query: MetricQuery, sql: string, columns: readonly string[]): string {
  const composed = composedDimensions(query.metric, query.groupBy);
  const always = [...(query.metric.alwaysBy ?? []), ...composed];
  // Whoever adds up the groups that a metric always has knows their sum.
  const groups = query.groupBy.flatMap((id, index) => (always.includes(id) ? [] : [`toString(g${index}) AS g`]));
  const response = columns.includes('response_id')
    ? `if(response_id = '', concat('silent ', ${text(columns, 'invitation_id')}), toString(response_id))`
    : "''";
  const named = NAMES.filter((name) => name !== 'response' && name !== 'response_id').map(
    (name) => `${text(columns, name)} AS t_${name}`,
  );
  return `SELECT ${[...(groups.length === 0 ? ["'' AS g"] : groups), 'toString(bucket) AS b', `${response} AS t_response`, ...named].join(', ')}
FROM (${sql}) WHERE ${countedSql(query.metric)}`;
}

function cellsOf(rows: readonly RawRow[], { people }: MetricDefinition): Map<string, CellUnits> {
  const cells = Map.groupBy(rows, (row) => JSON.stringify([textIn(row, 'g'), textIn(row, 'b')]));
  return new Map(
    [...cells].map(([name, own]) => {
      const byKind = kinds.flatMap((kind): [Kind, Map<string, Unit>][] => {
        const columns = KINDS[kind].map((column) => `t_${column}`);
        if (own.some((row) => columns.some((column) => textIn(row, column) === ''))) return [];
        const units = new Map(
          own.map((row): [string, Unit] => {
            const sides = people === 'pair' ? ['t_mentor_id', 't_mentee_id'] : ['t_participant_id'];
            const outcome = OUTCOMES.map((column) => textIn(row, `t_${column}`)).find((one) => one !== '') ?? '';
            const key = JSON.stringify(columns.map((column) => textIn(row, column)));
            return [key, { people: sides.map((side) => textIn(row, side)), outcome }];
          }),
        );
        return units.size === own.length ? [[kind, units]] : [];
      });
      return [name, { rows: own.length, byKind: new Map(byKind) }];
    }),
  );
}

/** Counted units by cell of every metric that can be asked so. */
async function unitsOfAll({ query: runQuery, relation, at }: NestedSearch, { programme, by, grain }: NestedQuestion) {
  const timesOf = createDataTimes(runQuery);
  const found = new Map<MetricDefinition, Map<string, CellUnits>>();
  for (const metric of metrics) {
    if (metric.people === 'none' || metric.people === 'event' || metric.unitsAreEvents === true) continue;
    if (metric.estimator.name === 'contrast') continue;
    if (!metric.dimensions.includes('programme') || (by !== null && !metric.dimensions.includes(by))) continue;
    const request = {
      metric: metric.id,
      programme,
      groupBy: by === null ? [] : [by],
      ...(grain === undefined ? {} : { grain }),
    };
    const query = askable(request, at);
    if (query === undefined) continue;
    const times: DataTimes = await timesOf(query, relation);
    const { sql, params } = compileUnits(query, times, relation);
    const described = await runQuery(`DESCRIBE (${sql})`, params);
    const columns = described.map((row) => textIn(row, 'name'));
    found.set(metric, cellsOf(await runQuery(unitsSql(query, sql, columns), params), metric));
  }
  return found;
}

/** Undefined where the metric cannot be asked so: it needs another breakdown, or would have three. */
function askable(request: Omit<MetricRequest, 'protection'>, at: number): MetricQuery | undefined {
  try {
    return parseRequest({ ...request, protection: 'none' }, at);
  } catch (error) {
    if (error instanceof MetricRequestError) return undefined;
    throw error;
  }
}

const isShare = ({ unitsAreEvents, estimator: { name } }: MetricDefinition) =>
  unitsAreEvents !== true && ['proportion', 'clustered_proportion', 'incidence', 'survival'].includes(name);

const sameKeys = (one: readonly string[], other: ReadonlySet<string>) =>
  one.length === other.size && one.every((key) => other.has(key));

/** Metrics of which the left out are one side of the outcome in that cell. */
function toldShares(
  all: ReadonlyMap<MetricDefinition, ReadonlyMap<string, CellUnits>>,
  { name, kind, left }: { name: string; kind: Kind; left: ReadonlySet<string> },
): string[] {
  return [...all].flatMap(([metric, cells]) => {
    const units = cells.get(name)?.byKind.get(kind);
    if (units === undefined || !isShare(metric)) return [];
    const has = [...units].filter(([, { outcome }]) => outcome === '1' || outcome === 'true').map(([key]) => key);
    const hasNot = [...units.keys()].filter((key) => !has.includes(key));
    return sameKeys(has, left) || sameKeys(hasNot, left) ? [metric.id] : [];
  });
}

/** Every pair of metrics and cell of which the wider counts 1 to k − 1 units more. */
export async function findNested(search: NestedSearch, question: NestedQuestion, k: number): Promise<NestedPair[]> {
  const all = await unitsOfAll(search, question);
  const pairs: NestedPair[] = [];
  for (const [wide, wideCells] of all) {
    for (const [narrow, narrowCells] of all) {
      if (wide === narrow) continue;
      for (const [name, inside] of narrowCells) {
        const outside = wideCells.get(name);
        const few = (outside?.rows ?? 0) - inside.rows;
        if (outside === undefined || few < 1 || few >= k) continue;
        for (const kind of kinds) {
          const [units, within] = [outside.byKind.get(kind), inside.byKind.get(kind)];
          if (units === undefined || within === undefined || ![...within.keys()].every((key) => units.has(key)))
            continue;
          const left = [...units].filter(([key]) => !within.has(key));
          const sides = left[0]?.[1].people.map((_, side) => new Set(left.map(([, { people }]) => people[side])).size);
          const [group = '', bucket = ''] = JSON.parse(name) as string[];
          pairs.push({
            ...{ wide: wide.id, narrow: narrow.id, kind, bucket, wideN: outside.rows, narrowN: inside.rows },
            group: question.by === null ? {} : { [question.by]: group },
            people: Math.min(...(sides ?? [0])),
            tells: toldShares(all, { name, kind, left: new Set(left.map(([key]) => key)) }),
          });
        }
      }
    }
  }
  return pairs;
}
