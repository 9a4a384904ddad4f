import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import tQuantile from '@stdlib/stats-base-dists-t-quantile';

/** Two-sided standard normal critical value: 1.959963984540054 at level 0.95. */
export function normalCritical(level: number): number {
  return normalQuantile(0.5 + level / 2, 0, 1);
}

/** Two-sided Student t critical value with `df` > 0 degrees of freedom. */
export function tCritical(level: number, df: number): number {
  return tQuantile(0.5 + level / 2, df);
}
