import incompleteBeta from '@stdlib/math-base-special-betainc';
import erfc from '@stdlib/math-base-special-erfc';
import upperGamma from '@stdlib/math-base-special-gammainc';
import { rootOfRising } from './root.ts';

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

/**
 * Quantile of Fisher's F with df1 and df2 degrees of freedom, found from the beta tail: @stdlib's F quantile needs eight
 * more packages for the same digits.
 */
export function fQuantile(probability: number, df1: number, df2: number): number {
  const [a, b] = [df1 / 2, df2 / 2];
  const excess = (share: number) => incompleteBeta(share, a, b) - probability;
  const spread = 8 * Math.sqrt((a * b) / ((a + b) ** 2 * (a + b + 1)));
  const [near, far] = [Math.max(0, a / (a + b) - spread), Math.min(1, a / (a + b) + spread)];
  const share = rootOfRising(excess, excess(near) < 0 ? near : 0, excess(far) > 0 ? far : 1);
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
