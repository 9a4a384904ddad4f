/** Estimates of scores: means, and changes of the same people. */
import { mean, nps, proportion } from '@rapport/statistics';
import type { CellEstimate } from './estimate.ts';
import { plain } from './estimate-shares.ts';
import { fromExact, momentsOf, wholeIn } from './exact-sums.ts';
import type { SideEstimate } from './result.ts';
import { numberIn, type RawRow } from './summary-row.ts';

/** A side number: an estimate without its n. */
function side(cell: CellEstimate): SideEstimate {
  const { value, ci, reason } = cell;
  return { value, ci, ...(reason === undefined ? {} : { reason }) };
}

/** Mean with Student's t; the share of favourable scores beside it where the metric says which those are. */
export function meanOf(row: RawRow, n: number, favourableFrom: number | undefined): CellEstimate {
  const total = wholeIn(row['total'], 'total');
  const moments = momentsOf(n, total, wholeIn(row['squares'], 'squares'));
  const cell = {
    ...plain(mean({ n, ...moments })),
    details: { total: fromExact(total), sd: moments.variance === null ? null : Math.sqrt(moments.variance) },
  };
  if (favourableFrom === undefined) return cell;
  return { ...cell, favourable: side(plain(proportion({ n, k: numberIn(row, 'favourable') }))) };
}

/** Net promoter score, with the counts behind it. */
export function npsOf(row: RawRow, n: number): CellEstimate {
  const [promoters, detractors] = [numberIn(row, 'promoters'), numberIn(row, 'detractors')];
  return {
    ...plain(nps({ n, promoters, detractors })),
    details: { promoters, passives: n - promoters - detractors, detractors },
  };
}
