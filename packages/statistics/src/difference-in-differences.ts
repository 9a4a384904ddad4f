import type { Estimate } from './estimate.ts';
import { DEFAULT_LEVEL } from './estimate.ts';
import { type Test, undefinedTest } from './hypothesis-test.ts';
import type { MeanSummary } from './mean.ts';
import { contrastOfMeans, type MeanDifference, meanDifference } from './mean-difference.ts';
import { chiSquaredTail } from './tails.ts';

/** The four cells; a share is `shareAsMean` of its counts. */
export type DifferenceCells = {
  treatedBefore: MeanSummary;
  treatedAfter: MeanSummary;
  controlBefore: MeanSummary;
  controlAfter: MeanSummary;
};

/**
 * (treated after − before) − (control after − before), the cells as independent samples: variance Σ s²/n (= the interaction
 * of least squares with HC2 errors), t with Welch–Satterthwaite df. For the same people before and after this is too
 * wide: use `meanDifference` of their changes, which is the panel form with people as clusters. Undefined as there.
 */
export function differenceInDifferences(cells: DifferenceCells, level = DEFAULT_LEVEL): MeanDifference {
  const { treatedBefore, treatedAfter, controlBefore, controlAfter } = cells;
  return contrastOfMeans([treatedAfter, controlBefore], [treatedBefore, controlAfter], level);
}

/** `gaps`: treated − control of each period; `steps`: their change from one period to the next, which should be 0. */
export type ParallelTrends = { gaps: Estimate[]; steps: Estimate[]; test: Test };

/**
 * Placebo of a difference in differences: the same on periods before anything happened, where nothing may be found. Test
 * that all gaps are one: Σ w (gap − weighted mean)², w = 1/variance, χ² with periods − 1 df (Cochran's Q), cells as
 * independent samples. A large p is no proof: with few units any trend passes. Below two usable periods: `too_few_units`.
 */
export function parallelTrends(
  periods: readonly { treated: MeanSummary; control: MeanSummary }[],
  level = DEFAULT_LEVEL,
): ParallelTrends {
  const gaps = periods.map(({ treated, control }) => meanDifference(treated, control, level));
  const steps = periods.slice(1).map((period, i) => {
    const before = periods[i] ?? period;
    return differenceInDifferences(
      {
        treatedBefore: before.treated,
        treatedAfter: period.treated,
        controlBefore: before.control,
        controlAfter: period.control,
      },
      level,
    );
  });
  const errors = periods.map(({ treated, control }) => squaredError(treated) + squaredError(control));
  return { gaps, steps, test: sameGaps(gaps, errors) };
}

function squaredError({ n, variance }: MeanSummary): number {
  return (variance ?? 0) / n;
}

function sameGaps(gaps: readonly MeanDifference[], squaredErrors: readonly number[]): Test {
  const n = gaps.reduce((sum, gap) => sum + gap.n, 0);
  const usable = gaps.flatMap(({ value, ci }, i) => {
    return value === null || ci === null ? [] : [{ value, weight: 1 / (squaredErrors[i] ?? 0) }];
  });
  if (usable.length < 2) return undefinedTest('parallel_trends', 'too_few_units', n);
  const weights = usable.reduce((sum, { weight }) => sum + weight, 0);
  const centre = usable.reduce((sum, { value, weight }) => sum + weight * value, 0) / weights;
  const statistic = usable.reduce((sum, { value, weight }) => sum + weight * (value - centre) ** 2, 0);
  const df = usable.length - 1;
  return { p: chiSquaredTail(statistic, df), statistic, df, n, method: 'parallel_trends' };
}
