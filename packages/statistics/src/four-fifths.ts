import type { Estimate } from './estimate.ts';
import { DEFAULT_LEVEL } from './estimate.ts';
import type { ProportionSummary } from './proportion.ts';
import { isShare, riskRatio } from './proportion-ratio.ts';

/** `highest`: the group the others are held against. `flipsWithOne`: one different selection would turn the mark. */
export type FourFifthsRow = {
  ratio: Estimate;
  belowFourFifths: boolean | null;
  flipsWithOne: boolean | null;
  highest: boolean;
};

/**
 * Each group's rate ÷ the highest rate, with Katz's interval, and whether it lies below 4/5 (29 CFR 1607.4(D)): written for
 * favourable outcomes, a rule of thumb and no legal finding. One different selection: one more (or less) in the group and one
 * less (or more) in the highest. An empty group has no ratio; all rates 0: none has. Input order.
 */
export function fourFifths(groups: readonly ProportionSummary[], level = DEFAULT_LEVEL): FourFifthsRow[] {
  const rates = groups.map((group) => (isShare(group) && group.n > 0 ? group.k / group.n : -1));
  const best = rates.indexOf(Math.max(...rates));
  const top = groups[best] ?? { n: 0, k: 0 };
  return groups.map((group, i) => {
    const ratio: Estimate =
      i === best && group.k > 0 && group.n > 0
        ? { value: 1, n: group.n, ci: null, reason: 'zero_variance' }
        : riskRatio(group, top, level);
    if (ratio.value === null) return { ratio, belowFourFifths: null, flipsWithOne: null, highest: i === best };
    const below = isBelow(group, top);
    return { ratio, belowFourFifths: below, flipsWithOne: i !== best && flips(group, top, below), highest: i === best };
  });
}

function flips(group: ProportionSummary, top: ProportionSummary, below: boolean): boolean {
  const one = below ? 1 : -1;
  const moved = { n: group.n, k: Math.min(group.n, Math.max(0, group.k + one)) };
  return isBelow(moved, { n: top.n, k: Math.min(top.n, Math.max(0, top.k - one)) }) !== below;
}

/** Cross-multiplied, so that exactly 4/5 is not below it by a rounding error. */
function isBelow(group: ProportionSummary, top: ProportionSummary): boolean {
  return 5 * group.k * top.n < 4 * top.k * group.n;
}
