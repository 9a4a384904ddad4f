/** Rounding of what leaves the programme team: counts to fives, shares from true counts to whole per cents of few. */

const STEP = 5;
const FEW = 100;

/** A count to the nearest 5, half up. */
export const roundedCount = (count: number): number => Math.floor(count / STEP + 0.5) * STEP;

/** A share (0 to 1), made from true counts, to whole per cents where n is below 100, else to a tenth of one. */
export function roundedShare(share: number, n: number): number {
  const steps = n < FEW ? 100 : 1000;
  return Math.round(share * steps) / steps;
}
