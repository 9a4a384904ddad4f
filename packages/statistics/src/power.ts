import { normalCritical } from './critical-value.ts';
import { DEFAULT_LEVEL, isCount, isLevel } from './estimate.ts';
import { bisectUnit, upperTail } from './tails.ts';

/** Units of the two groups and the shares that are assumed to be true. */
export type TwoShares = { n1: number; n2: number; p1: number; p2: number };

/**
 * Chance that a two-sided pooled z test at this level finds the difference of two shares: standard error pooled under the null,
 * unpooled under the alternative, both tails counted (R power.prop.test strict, statsmodels power_proportions_2indep). null:
 * an empty group, or no share strictly between 0 and 1.
 */
export function powerTwoProportions({ n1, n2, p1, p2 }: TwoShares, level = DEFAULT_LEVEL): number | null {
  const possible = [n1, n2, p1, p2].every(isCount) && n1 > 0 && n2 > 0 && p1 <= 1 && p2 <= 1 && isLevel(level);
  const error = Math.sqrt((p1 * (1 - p1)) / n1 + (p2 * (1 - p2)) / n2);
  if (!possible || error === 0) return null;
  const pooled = (n1 * p1 + n2 * p2) / (n1 + n2);
  const line = normalCritical(level) * Math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2));
  return upperTail((line - (p1 - p2)) / error) + upperTail((line + (p1 - p2)) / error);
}

/** `above` and `below`: how far from the baseline, as positive differences; null where even 1, or 0, would not do. */
export type DetectableDifference = { above: number | null; below: number | null };

/**
 * Smallest difference from the second group's share `baseline` that would be found with this power: what a comparison
 * of this size could have seen at all. To be read before "no difference found".
 */
export function smallestDetectableDifference(
  { n1, n2, baseline }: { n1: number; n2: number; baseline: number },
  power = 0.8,
  level = DEFAULT_LEVEL,
): DetectableDifference {
  const towards = (end: 0 | 1) => {
    const enough = (part: number) => {
      const p1 = baseline + part * (end - baseline);
      return (powerTwoProportions({ n1, n2, p1, p2: baseline }, level) ?? 0) >= power;
    };
    // Just short of the end: at 0 and 1 themselves both shares may be without variance.
    if (baseline === end || !isLevel(power) || !enough(1 - 1e-12)) return null;
    return bisectUnit((part) => !enough(part)) * Math.abs(end - baseline);
  };
  return { above: towards(1), below: towards(0) };
}
