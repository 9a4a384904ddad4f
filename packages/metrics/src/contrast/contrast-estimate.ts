/** Summary → contrast of participants with the others, by the method asked for, with what shows how far to trust it. */
import {
  coarsenedExactMatching,
  type Estimate,
  type Matching,
  type MatchStratum,
  meanDifference,
  type ProportionSummary,
  proportion,
  proportionDifference,
  riskRatio,
  shareAsMean,
  smallestDetectableDifference,
} from '@rapport/statistics';
import type { CellEstimate } from '../estimate.ts';
import type { SideEstimate } from '../result.ts';
import type { RawRow } from '../summary-row.ts';
import { discreetContrast } from './contrast-disclosure.ts';
import { badgeOf, type ContrastMethod } from './contrast-method.ts';
import { type ContrastStratum, type Counts, changeOf, strataIn } from './contrast-summary.ts';

/** Standardised difference of one value of a covariate, as it is and after matching; null where undefined. */
type Balance = { covariate: string; before: number | null; after: number | null };

/**
 * method and badge: how to read it. arms: both shares. ratio: participants over others. balance: standardised
 * differences by covariate value, largest first: beyond 0.1 the groups differ in who they are (the selection check).
 * matched: units kept and left out on either side, null where they are few; others counted by their weights. placebo: the same difference a period
 * earlier, which should be about 0. smallest_detectable: the difference found four times in five at this size.
 */
export type ContrastReading = {
  method: ContrastMethod;
  badge: string;
  arms: { participants: SideEstimate & Counts; others: SideEstimate & Counts };
  ratio: SideEstimate;
  balance: Balance[];
  matched: Record<
    'participants' | 'others' | 'participants_left_out' | 'others_left_out' | 'others_effective',
    number | null
  >;
  placebo: SideEstimate | null;
  smallest_detectable: number | null;
};

const side = ({ value, ci, reason }: Estimate): SideEstimate => {
  return { value, ci, ...(reason === undefined ? {} : { reason }) };
};

function totals(strata: readonly ContrastStratum[], arm: 'participants' | 'others'): Counts {
  return strata.reduce((sum, one) => ({ n: sum.n + one[arm].n, k: sum.k + one[arm].k }), { n: 0, k: 0 });
}

/** Each value of each covariate as a share of the arm: within a stratum all or nobody. */
function covariatesOf(
  stratum: ContrastStratum,
  names: readonly string[],
  values: readonly ReadonlySet<string>[],
  n: number,
): Record<string, ProportionSummary> {
  return Object.fromEntries(
    names.flatMap((name, index) =>
      [...(values[index] ?? [])].map((value) => [
        `${name}: ${value === '' ? 'unknown' : value}`,
        { n, k: stratum.values[index] === value ? n : 0 },
      ]),
    ),
  );
}

function matchStrata(strata: readonly ContrastStratum[], names: readonly string[]): MatchStratum[] {
  const values = names.map((_, index) => new Set(strata.map((stratum) => stratum.values[index] ?? '').sort()));
  const cell = (stratum: ContrastStratum, { n, k }: Counts) => {
    return { n, outcome: shareAsMean({ n, k }), covariates: covariatesOf(stratum, names, values, n) };
  };
  return strata.map((stratum) => ({
    treated: cell(stratum, stratum.participants),
    control: cell(stratum, stratum.others),
  }));
}

function balanceOf({ balance }: Matching): Balance[] {
  const size = ({ before }: Balance) => Math.abs(before ?? 0);
  return balance
    .map(({ covariate, before, after }) => ({ covariate, before: before.value, after: after.value }))
    .sort((a, b) => size(b) - size(a) || (a.covariate < b.covariate ? -1 : 1));
}

function estimateBy(
  method: ContrastMethod,
  arms: Record<'participants' | 'others', Counts>,
  row: RawRow,
  matching: Matching,
): Estimate {
  switch (method) {
    case 'raw':
      return proportionDifference(arms.participants, arms.others);
    case 'matched':
      return matching.att;
    case 'difference_in_differences': {
      const { value, n, ci, reason } = meanDifference(
        changeOf(row, 'change', 'participants'),
        changeOf(row, 'change', 'others'),
      );
      return { value, n, ci, ...(reason === undefined ? {} : { reason }) } as Estimate;
    }
    default:
      throw new Error(`no such method: ${method satisfies never}`);
  }
}

function placeboOf(method: ContrastMethod, row: RawRow): SideEstimate | null {
  if (method !== 'difference_in_differences') return null;
  return side(meanDifference(changeOf(row, 'placebo', 'participants'), changeOf(row, 'placebo', 'others')));
}

function readingOf(
  method: ContrastMethod,
  arms: Record<'participants' | 'others', Counts>,
  row: RawRow,
  matching: Matching,
): ContrastReading {
  const { participants, others } = arms;
  const baseline = others.n === 0 ? Number.NaN : others.k / others.n;
  const detectable = smallestDetectableDifference({ n1: participants.n, n2: others.n, baseline });
  const { treated, control } = matching;
  return {
    method,
    badge: badgeOf(method),
    arms: {
      participants: { ...side(proportion(participants)), ...participants },
      others: { ...side(proportion(others)), ...others },
    },
    ratio: side(riskRatio(participants, others)),
    balance: balanceOf(matching),
    matched: {
      participants: treated.matched,
      others: control.matched,
      participants_left_out: treated.pruned,
      others_left_out: control.pruned,
      others_effective: control.effective,
    },
    placebo: placeboOf(method, row),
    smallest_detectable: detectable.above ?? detectable.below,
  };
}

/** The contrast of one cell: value is participants minus others. `guard`: what it may tell (`contrast-disclosure.ts`). */
export function contrastOf(
  row: RawRow,
  method: ContrastMethod,
  covariates: readonly string[],
  guard?: { k: number; sensitive: boolean },
): CellEstimate {
  const strata = strataIn(row);
  const arms = { participants: totals(strata, 'participants'), others: totals(strata, 'others') };
  const matching = coarsenedExactMatching(matchStrata(strata, covariates));
  const { value, n, ci, reason } = estimateBy(method, arms, row, matching);
  const contrast = readingOf(method, arms, row, matching);
  const weak = contrast.smallest_detectable !== null && contrast.smallest_detectable > 0.1;
  const estimate = {
    ...{ value, n, ci, contrast },
    ...(reason === undefined ? {} : { reason }),
    ...(weak ? { flags: ['low_power' as const] } : {}),
  };
  return guard === undefined ? estimate : discreetContrast(estimate, strata, covariates, guard);
}
