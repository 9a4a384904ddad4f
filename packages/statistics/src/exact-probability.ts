/** A distribution on whole numbers with one peak; `up(k)` is P(k + 1) / P(k). */
export type Peaked = { least: number; most: number; mode: number; up: (k: number) => number };

/** What R allows for rounding when it asks which outcomes are no likelier than the one seen. */
const ROUNDING = 1 + 1e-7;

/** Weights below this part of a sum no longer change it. */
const NEGLIGIBLE = 1e-18;

/**
 * Two-sided exact p: the probability of all outcomes no likelier than the one seen. Walks from the mode outwards until
 * the weights no longer count, so it takes some standard deviations and never a whole range of millions.
 */
export function noLikelierThan(seen: number, distribution: Peaked): number {
  const limit = weightOf(seen, distribution) * ROUNDING;
  let [total, extreme] = [0, 0];
  for (const weight of weights(distribution)) {
    total += weight;
    if (weight <= limit) extreme += weight;
  }
  return Math.min(1, extreme / total);

  function* weights({ least, most, mode, up }: Peaked): Generator<number> {
    const counts = (weight: number) => weight > limit || weight > extreme * NEGLIGIBLE;
    yield 1;
    for (let k = mode, weight = up(mode); k < most && counts(weight); k++, weight *= up(k)) yield weight;
    for (let k = mode, weight = 1; k > least; k--) {
      weight /= up(k - 1);
      if (!counts(weight)) break;
      yield weight;
    }
  }
}

/** P(k) / P(mode). */
function weightOf(k: number, { mode, up }: Peaked): number {
  let weight = 1;
  for (let i = mode; i < k && weight > 0; i++) weight *= up(i);
  for (let i = mode; i > k && weight > 0; i--) weight /= up(i - 1);
  return weight;
}
