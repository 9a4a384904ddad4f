/**
 * Garwood's limits for the mean of a Poisson count: the means at which seeing `events` or more, and `events` or
 * fewer, has the probability `tail`. The same numbers as halved χ² quantiles; found from the Poisson tails by
 * bisection because @stdlib's χ² quantile (0.2.3) is off by up to 2e-5 from a few hundred degrees of freedom on.
 */
export function poissonLimits(events: number, tail: number): { low: number; high: number } {
  let ceiling = 2 * events + 4;
  while (atMost(events, ceiling) > tail) ceiling *= 2;
  return {
    low: events === 0 ? 0 : bisect(0, events, (mean) => atLeast(events, mean) < tail),
    high: bisect(events, ceiling, (mean) => atMost(events, mean) > tail),
  };
}

/** P(X >= k) for a mean below k, where the terms after the first only shrink. */
function atLeast(k: number, mean: number): number {
  let term = probability(k, mean);
  let sum = term;
  for (let i = k + 1; term > sum * Number.EPSILON; i++) {
    term *= mean / i;
    sum += term;
  }
  return sum;
}

/** P(X <= k) for a mean above k. */
function atMost(k: number, mean: number): number {
  let term = probability(k, mean);
  let sum = term;
  for (let i = k; i > 0 && term > sum * Number.EPSILON; i--) {
    term *= i / mean;
    sum += term;
  }
  return sum;
}

/** P(X = k); past 20 by Stirling's series around the mode (Loader 2000), as mean^k would overflow. */
function probability(k: number, mean: number): number {
  if (k <= 20) {
    let result = Math.exp(-mean);
    for (let i = 1; i <= k; i++) result *= mean / i;
    return result;
  }
  const stirling = (1 / 12 - (1 / 360 - (1 / 1260 - 1 / 1680 / k ** 2) / k ** 2) / k ** 2) / k;
  const offset = (mean - k) / k;
  return Math.exp(-stirling - k * (offset - Math.log1p(offset))) / Math.sqrt(2 * Math.PI * k);
}

/** The point where `below` turns from true to false, to the last bit. */
function bisect(from: number, to: number, below: (mean: number) => boolean): number {
  let [low, high] = [from, to];
  for (;;) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return middle;
    if (below(middle)) low = middle;
    else high = middle;
  }
}
