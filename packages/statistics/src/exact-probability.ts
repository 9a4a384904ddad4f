/** A distribution on whole numbers with one peak; `up(k)` is P(k + 1) / P(k). */
export type Peaked = { least: number; most: number; mode: number; up: (k: number) => number };

/** What R allows for rounding when it asks which outcomes are no likelier than the one seen. */
const ROUNDING = 1 + 1e-7;

/**
 * Two-sided exact p: the probability of all outcomes no likelier than the one seen. Walks from the mode outwards until
 * the weights vanish, so it takes some 80 standard deviations and never a whole range of millions.
 */
export function noLikelierThan(seen: number, distribution: Peaked): number {
  const weights = weightsOf(distribution);
  const limit = (weights.get(seen) ?? 0) * ROUNDING;
  let [total, extreme] = [0, 0];
  for (const weight of [...weights.values()].sort((a, b) => a - b)) {
    total += weight;
    if (weight <= limit) extreme += weight;
  }
  return Math.min(1, extreme / total);
}

function weightsOf({ least, most, mode, up }: Peaked): Map<number, number> {
  const weights = new Map([[mode, 1]]);
  for (let k = mode, weight = 1; k < most && weight > 0; k++) {
    weight *= up(k);
    weights.set(k + 1, weight);
  }
  for (let k = mode, weight = 1; k > least && weight > 0; k--) {
    weight /= up(k - 1);
    weights.set(k - 1, weight);
  }
  return weights;
}
