/** Tails of the binomial by summing from the point outwards: some standard deviations of cheap terms, for any n. */

/** P(B <= k) of a binomial B of n trials with 0 < p < 1. */
export function binomialAtMost(k: number, n: number, p: number): number {
  return atMost(k, { n, p, q: 1 - p });
}

/** P(B >= k) of the same. */
export function binomialAtLeast(k: number, n: number, p: number): number {
  return atMost(n - k, { n, p: 1 - p, q: p });
}

/** q beside p: 1 − (1 − p) would lose the digits of a small p. */
type Trials = { n: number; p: number; q: number };

function atMost(k: number, { n, p, q }: Trials): number {
  if (k < 0) return 0;
  if (k >= n) return 1;
  return k < n * p ? downFrom(k, { n, p, q }) : 1 - downFrom(n - k - 1, { n, p: q, q: p });
}

/** P(B = k) + P(B = k − 1) + …, for k below the mean (or one above it), where the terms shrink. */
function downFrom(k: number, { n, p, q }: Trials): number {
  const odds = q / p;
  let term = probability(k, { n, p, q });
  let sum = term;
  for (let i = k; i > 0 && term > sum * 1e-18; i--) {
    term *= (i / (n - i + 1)) * odds;
    sum += term;
  }
  return Math.min(1, sum);
}

/** P(B = k) by deviances from the mean (Loader 2000): no factorial of a large number, no loss of digits. */
function probability(k: number, { n, p, q }: Trials): number {
  if (k === 0) return Math.exp(n * (p < q ? Math.log1p(-p) : Math.log(q)));
  if (k === n) return Math.exp(n * (q < p ? Math.log1p(-q) : Math.log(p)));
  const spread = Math.sqrt(n / (2 * Math.PI * k * (n - k)));
  const correction = stirlingError(n) - stirlingError(k) - stirlingError(n - k);
  return spread * Math.exp(correction - deviance(k, n * p) - deviance(n - k, n * q));
}

/** k ln(k/mean) + mean − k. */
function deviance(k: number, mean: number): number {
  const offset = (mean - k) / k;
  return k * (offset - Math.log1p(offset));
}

/** ln n! − ln(√(2πn) (n/e)ⁿ). */
function stirlingError(n: number): number {
  if (n < 16) {
    let factorial = 1;
    for (let i = 2; i <= n; i++) factorial *= i;
    return Math.log(factorial) - (n + 0.5) * Math.log(n) + n - Math.log(2 * Math.PI) / 2;
  }
  const square = n * n;
  return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / n;
}
