/** Rows beside those of another period, and groups beside a reference group. */
import { benjaminiHochberg, impliedP } from '@rapport/statistics';
import { dayAfter } from '../bucket-range.ts';
import type { MetricRequest } from '../request.ts';
import { createIssues, quoted } from '../request-issues.ts';
import type { CellState, ConfidenceInterval, MetricResult, MetricRow } from '../result.ts';
import { type Comparison, type ComparisonRequest, parseComparison } from './compare-request.ts';
import { comparedPeriod, type Period } from './compared-period.ts';
import { type Contrast, contrastRows, isLowPower } from './contrast-rows.ts';

/** The same cell of the other period, and the contrast: this one minus (or over) that one. */
type Earlier = Contrast & {
  bucket: string | null;
  state: CellState;
  value: number | null;
  n: number | null;
  ci: ConfidenceInterval | null;
};

/** The contrast with the reference group; `q`: Benjamini–Hochberg over all gaps of the answer, hidden ones counted. */
type Gap = Contrast & { reference: string; q: number | null };

export type ComparedRow = MetricRow & { comparison?: Earlier; gap?: Gap };
export type ComparedResult = {
  rows: ComparedRow[];
  meta: MetricResult['meta'] & {
    comparison?: { kind: Exclude<Comparison['kind'], 'none'>; from: string; to: string };
    reference?: string;
  };
};

type Run = (request: MetricRequest) => Promise<MetricResult>;

const CAVEATS = {
  period:
    'The two periods are taken as independent: where the same pairings are in both, the interval of the difference is wider than need be.',
  gap: 'Gaps describe groups; they do not say why. q orders many gaps by how little chance alone explains them.',
} as const;

function flagged(row: MetricRow, contrast: Contrast, unit: string, compared: number | null): MetricRow {
  if (!isLowPower(contrast, unit, compared)) return row;
  return { ...row, flags: [...(row.flags ?? []), 'low_power'] };
}

/** The period of the first answer; one without an end reaches through the day of as_of, so that like meets like. */
function periodOf({ meta }: MetricResult): Period | undefined {
  const { from, to } = meta.query;
  const [zone = 'UTC'] = meta.time_zones;
  return from === null ? undefined : { from, to: to ?? dayAfter(Date.parse(meta.as_of) - 1, zone) };
}

function otherPeriod(comparison: Comparison, result: MetricResult): Period | undefined {
  if (comparison.kind === 'none') return undefined;
  if (comparison.kind === 'custom') return { from: comparison.from, to: comparison.to };
  const own = periodOf(result);
  return own === undefined ? undefined : comparedPeriod(comparison.kind, own, comparison.align);
}

// With a grain the n-th bucket meets the n-th: the labels differ by design.
function position(rows: readonly MetricRow[]): Map<MetricRow, string> {
  const seen = new Map<string, number>();
  return new Map(
    rows.map((row) => {
      const group = JSON.stringify(row.group);
      const index = seen.get(group) ?? 0;
      seen.set(group, index + 1);
      return [row, `${group}${index}`];
    }),
  );
}

function besideEarlier({ rows, meta }: MetricResult, earlier: readonly MetricRow[]): ComparedRow[] {
  const places = position(rows);
  const there = new Map([...position(earlier)].map(([row, place]) => [place, row]));
  return rows.map((row) => {
    const other = there.get(places.get(row) ?? '') ?? emptyRow(row);
    const contrast = contrastRows(row, other);
    const { bucket, state, value, n, ci } = other;
    return {
      ...flagged(row, contrast, meta.unit, value),
      comparison: { bucket, state, value, n, ci, ...contrast },
    };
  });
}

const emptyRow = ({ group }: MetricRow): MetricRow => {
  return { group, bucket: null, state: 'no_data', value: null, n: 0, ci: null, reason: 'no_units' };
};

/** The value of a row in the first breakdown, and all else that places it. */
function coordinates({ group, bucket }: MetricRow): { value: string; line: string } {
  const [first, ...rest] = Object.values(group);
  return { value: first ?? '', line: JSON.stringify([rest, bucket]) };
}

function besideReference({ rows, meta }: ComparedResult, reference: string): ComparedRow[] {
  const bases = new Map(
    rows.filter((row) => coordinates(row).value === reference).map((row) => [coordinates(row).line, row]),
  );
  const gaps = rows.map((row) => {
    const { value, line } = coordinates(row);
    return value === reference ? undefined : contrastRows(row, bases.get(line) ?? emptyRow(row));
  });
  const family = gaps.flatMap((gap) => (gap === undefined ? [] : [gap]));
  // What is hidden or has no interval stays in the family with p = 1: leaving it out would make the others look rarer.
  const q = benjaminiHochberg(family.map(({ difference }) => pOf(difference)));
  return rows.map((row, index) => {
    const gap = gaps[index];
    if (gap === undefined) return row;
    const base = bases.get(coordinates(row).line)?.value ?? null;
    const own = gap.difference.ci === null ? null : (q[family.indexOf(gap)] ?? null);
    return { ...flagged(row, gap, meta.unit, base), gap: { reference, q: own, ...gap } };
  });
}

function pOf({ value, ci }: Contrast['difference']): number {
  if (value === null || ci === null || ci.low === null || ci.high === null) return 1;
  const { low, high, level } = ci;
  return impliedP({ value, n: 0, ci: { low, high, level, method: 'mover' } })?.p ?? 1;
}

function refuseUnknownReference(reference: string, rows: readonly MetricRow[]): void {
  const known = [...new Set(rows.map((row) => coordinates(row).value))];
  if (known.includes(reference)) return;
  const issues = createIssues();
  issues.add(
    'INVALID_COMPARISON',
    'reference',
    `no group is ${quoted(reference)}; there are ${known.slice(0, 20).join(', ')}`,
  );
  issues.throwIfAny();
}

/** What lies in one period and not in the other is known from the two answers, and can be a day of one person. */
function refuseOverlap({ protection }: MetricRequest, own: Period, other: Period): void {
  if (protection === 'none' || own.to <= other.from || other.to <= own.from) return;
  const issues = createIssues();
  const message = `the periods overlap (${own.from} to ${own.to}, ${other.from} to ${other.to}): their difference could be few people`;
  issues.add('INVALID_COMPARISON', 'compare', message);
  issues.throwIfAny();
}

/**
 * Answers a request that may ask for a comparison. Each period is asked, and hides its small groups, on its own; a
 * contrast with a hidden cell is hidden too.
 * @throws MetricRequestError, and what `run` throws
 */
export async function compare(run: Run, request: ComparisonRequest): Promise<ComparedResult> {
  const comparison = parseComparison(request);
  const { compare: _kind, compareFrom: _from, compareTo: _to, align: _align, reference, ...plain } = request;
  const result = await run(plain);
  const period = otherPeriod(comparison, result);
  let compared: ComparedResult = result;
  if (comparison.kind !== 'none' && period !== undefined) {
    refuseOverlap(request, periodOf(result) ?? { from: '', to: plain.to ?? '9999-12-31' }, period);
    const earlier = await run({ ...plain, ...period });
    const { meta } = result;
    compared = {
      rows: besideEarlier(result, earlier.rows),
      meta: { ...meta, comparison: { kind: comparison.kind, ...period }, caveats: [...meta.caveats, CAVEATS.period] },
    };
  }
  if (reference === undefined || reference === '') return compared;
  refuseUnknownReference(reference, compared.rows);
  const { meta } = compared;
  return {
    rows: besideReference(compared, reference),
    meta: { ...meta, reference, caveats: [...meta.caveats, CAVEATS.gap] },
  };
}
