/** Recounting: a cell's estimate made from its listed units alone, and whether it is the one that the answer shows. */
import { letsGroupIn, type Whole } from '../composition.ts';
import { type CellEstimate, estimateCell } from '../estimate.ts';
import type { MetricQuery } from '../request.ts';
import type { MetricRow } from '../result.ts';
import { isClustered } from '../summary-clusters.ts';
import type { LineageCell } from './lineage-cell.ts';
import type { UnitRow } from './lineage-unit.ts';
import { clusteredSums } from './recount-clusters.ts';
import { holds, isCounted, isYoung, type RecountRow } from './recount-row.ts';
import { plainSums } from './recount-sums.ts';

/** Units of a cell by what became of them. */
type UnitCounts = { listed: number; counted: number; immature: number };

export type Recount = {
  /** Units that were listed for the cell. */
  units: UnitCounts;
  /** What they give; value null and n 0 where no unit counts. */
  estimate: Pick<CellEstimate, 'value' | 'n' | 'ci'>;
  /** Names of the fields in which the estimate differs from the answer's row; none where the lineage gives the cell. */
  differs: string[];
};

const nothing: CellEstimate = { value: null, n: 0, ci: null };

/** State and flags are about the bucket and the reader, not the estimate; these are what units add up to. */
const compared = ['value', 'n', 'ci', 'count', 'details', 'points', 'median', 'median_ci', 'rmst', 'rmst_ci'] as const;
const further = ['favourable', 'contrast', 'quantiles'] as const;

const text = (value: unknown) => JSON.stringify(value ?? null);

/** A row without any counted unit shows no estimate, or a true zero: both are what no units give. */
function differences(row: MetricRow, estimate: CellEstimate, isEmpty: boolean): string[] {
  if (isEmpty) return row.n === 0 && (row.value ?? 0) === 0 ? [] : ['n'];
  return [...compared, ...further].filter((name) => text(row[name]) !== text(estimate[name]));
}

/** Adds up units of the cell and, where its estimator compares it with a whole, of that whole. */
export function createRecount(query: MetricQuery, cell: LineageCell) {
  const { estimator } = query.metric;
  const sums = isClustered(query.metric) ? clusteredSums(estimator) : plainSums(estimator);
  const wanted = JSON.stringify(query.groupBy.map((id) => cell.group[id] ?? ''));
  const whole: Whole = { n: 0, k: 0, isHidden: false };
  const units: UnitCounts = { listed: 0, counted: 0, immature: 0 };

  function addToWhole(row: RecountRow): void {
    if (!isCounted(row)) return;
    whole.n += 1;
    if (estimator.name === 'representation' && holds(row, 'success')) whole.k += 1;
  }

  function add({ raw, unit }: Pick<UnitRow, 'raw' | 'unit'>): void {
    const row: RecountRow = { ...raw, ids: unit.unit };
    addToWhole(row);
    if (JSON.stringify(raw['u_group']) !== wanted) return;
    units.listed += 1;
    if (isCounted(row)) units.counted += 1;
    if (isYoung(row)) units.immature += 1;
    sums.add(row);
  }

  /** The estimate of what was added, beside the answer's row. */
  function result(row: MetricRow): Recount {
    const isInAnswer = letsGroupIn(query.metric, query.groupBy, query.where, Object.values(row.group));
    const isEmpty = units.counted === 0 && !(estimator.name === 'composition' && whole.n > 0 && isInAnswer);
    const summary = { n: units.counted, immature: units.immature, ...sums.row() };
    const estimate = isEmpty ? nothing : estimateCell(query, summary, whole);
    const { value, n, ci } = estimate;
    return { units: { ...units }, estimate: { value, n, ci }, differs: differences(row, estimate, isEmpty) };
  }
  return { add, result };
}
