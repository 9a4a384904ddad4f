/** Metric results as text: for eyes, for scripts, for spreadsheets. */
import {
  type ComparedResult,
  type ComparedRow,
  type IncidenceRowPoint,
  type MetricRow,
  resultToCsv,
  type SurvivalRowPoint,
} from '@rapport/metrics';
import { table } from './table.ts';

export const formats = ['table', 'json', 'csv'] as const;
export type Format = (typeof formats)[number];

const MISSING = '–';

/** A number in as many digits as a reader can use: whole counts whole, everything else to four significant places. */
export function short(value: number | null | undefined): string {
  if (value === null || value === undefined) return MISSING;
  if (Number.isInteger(value)) return value.toLocaleString('en');
  return value.toLocaleString('en', { maximumSignificantDigits: Math.abs(value) >= 1000 ? 6 : 4 });
}

/** The value; marked where it is a bound or rounded, so that it tells of nobody. */
export function valueText({ value, reason = '' }: MetricRow): string {
  const mark = { at_most: '≤ ', at_least: '≥ ' }[reason] ?? (reason.startsWith('near_') ? '≈ ' : '');
  return `${mark}${short(value)}`;
}

/** `0.21 to 0.25`, or a dash where there is no interval. */
export function intervalText(row: MetricRow): string {
  return row.ci === null ? MISSING : `${short(row.ci.low)} to ${short(row.ci.high)}`;
}

function stateText(row: MetricRow): string {
  return row.reason === undefined ? row.state : `${row.state} (${row.reason})`;
}

function groupNames(rows: readonly MetricRow[]): string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row.group)))];
}

/** What stands beside a row: that of another period, and the group that it is compared with. */
function besideCells({ comparison, gap }: ComparedRow): string[] {
  return [comparison, gap].flatMap((contrast) => {
    if (contrast === undefined) return [];
    const { value, ci } = contrast.difference;
    const interval = ci === null ? MISSING : `${short(ci.low)} to ${short(ci.high)}`;
    return ['reference' in contrast ? contrast.reference : short(contrast.value), short(value), interval];
  });
}

function besideHeader({ meta }: ComparedResult): string[] {
  const { comparison, reference } = meta;
  return [
    ...(comparison === undefined ? [] : [`${comparison.from} to ${comparison.to}`, 'difference', 'its 95 % interval']),
    ...(reference === undefined ? [] : ['beside', 'gap', 'its 95 % interval']),
  ];
}

function asTable(result: ComparedResult): string {
  const { meta, rows } = result;
  const groups = groupNames(rows);
  const bucketed = rows.some((row) => row.bucket !== null);
  const header = [
    ...groups,
    ...(bucketed ? ['bucket'] : []),
    'value',
    '95 % interval',
    'n',
    'state',
    'method',
    ...besideHeader(result),
  ];
  const cells = rows.map((row) => [
    ...groups.map((name) => row.group[name] ?? ''),
    ...(bucketed ? [row.bucket ?? ''] : []),
    valueText(row),
    intervalText(row),
    short(row.n),
    stateText(row),
    row.ci?.method ?? MISSING,
    ...besideCells(row),
  ]);
  const programme = meta.query.programme ?? 'all programmes';
  return [
    `${meta.title} in ${meta.unit} (${meta.metric}, version ${meta.version}) · ${programme}`,
    meta.definition,
    `as of ${meta.as_of}, known at ${meta.known_at}${meta.duration === null ? '' : `, days ${meta.duration}`}, time zone ${meta.time_zones.join(', ')}`,
    '',
    table(header, cells),
    ...rows.flatMap((row) => (row.points === undefined ? [] : [curveText(row, row.points)])),
  ].join('\n');
}

function pointCells(point: SurvivalRowPoint | IncidenceRowPoint): string[] {
  const share = 'survival' in point ? point.survival : point.incidence;
  const interval = point.ci_low === null ? MISSING : `${short(point.ci_low)} to ${short(point.ci_high)}`;
  return [String(point.day), short(share), interval, short(point.at_risk)];
}

function curveText(row: MetricRow, points: readonly (SurvivalRowPoint | IncidenceRowPoint)[]): string {
  const name = Object.entries(row.group)
    .map(([dimension, value]) => `${dimension} ${value}`)
    .join(', ');
  const what = points.some((point) => 'survival' in point) ? 'survival' : 'incidence';
  const median = row.median === null || row.median === undefined ? 'not reached' : `${short(row.median)} days`;
  const restricted =
    row.rmst === undefined ? '' : `; restricted mean to day ${short(row.rmst_tau)}: ${short(row.rmst)} days`;
  return [
    '',
    ...(name === '' ? [] : [name]),
    table(['day', what, '95 % interval', 'at risk'], points.map(pointCells)),
    `median ${median}${restricted}`,
  ].join('\n');
}

/** Renders a result. JSON is `{ data, meta }`, as the API answers; CSV is one line a row. */
export function metricText({ rows, meta }: ComparedResult, format: Format): string {
  switch (format) {
    case 'table':
      return asTable({ rows, meta });
    case 'json':
      return JSON.stringify({ data: rows, meta }, null, 2);
    case 'csv':
      return resultToCsv({ rows, meta }).trimEnd();
    default:
      throw new Error(`no such format: ${format satisfies never}`);
  }
}
