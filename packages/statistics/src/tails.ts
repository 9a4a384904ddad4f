import incompleteBeta from '@stdlib/math-base-special-betainc';
import erfc from '@stdlib/math-base-special-erfc';
import upperGamma from '@stdlib/math-base-special-gammainc';

/** P(Z > z) of a standard normal Z, as a tail: 1 − cdf would be 0 from z = 8.3 on. */
export function upperTail(z: number): number {
  return erfc(z / Math.SQRT2) / 2;
}

/** P(|Z| > |z|). */
export function normalTwoSided(z: number): number {
  return erfc(Math.abs(z) / Math.SQRT2);
}

/** P(|T| > |t|) of Student's t with `df` > 0 degrees of freedom. */
export function tTwoSided(t: number, df: number): number {
  const square = t * t;
  // Either form is exact; the second keeps its digits where the first's argument would round to 1.
  if (square < df) return incompleteBeta(square / (df + square), 0.5, df / 2, true, true);
  return incompleteBeta(df / (df + square), df / 2, 0.5);
}

/** P(X > x) of χ² with `df` > 0 degrees of freedom. */
export function chiSquaredTail(x: number, df: number): number {
  return upperGamma(x / 2, df / 2, true, true);
}

/** P(B <= k) of a binomial B of n trials with 0 < p < 1. */
export function binomialAtMost(k: number, n: number, p: number): number {
  if (k < 0) return 0;
  return k >= n ? 1 : incompleteBeta(p, k + 1, n - k, true, true);
}

/** P(B >= k) of the same. */
export function binomialAtLeast(k: number, n: number, p: number): number {
  if (k <= 0) return 1;
  return k > n ? 0 : incompleteBeta(p, k, n - k + 1);
}

/**
 * Quantile of Fisher's F with df1 and df2 degrees of freedom, by bisection of the beta tail: @stdlib's F quantile
 * needs eight more packages for the same digits.
 */
export function fQuantile(probability: number, df1: number, df2: number): number {
  const share = bisectUnit((x) => incompleteBeta(x, df1 / 2, df2 / 2) < probability);
  return (df2 * share) / (df1 * (1 - share));
}

/** The point of (0, 1) where `below` turns from true to false, to the last bit. */
export function bisectUnit(below: (x: number) => boolean): number {
  let [low, high] = [0, 1];
  for (;;) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return middle;
    if (below(middle)) low = middle;
    else high = middle;
  }
}
