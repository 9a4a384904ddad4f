/**
 * Where a rising function passes 0, between `low` (below or at 0 there) and `high`: false position in the Illinois form with
 * a halving every third step, so that it is quick where the function is smooth and never worse than thrice bisection.
 * Within some last digits of the wider end of the bracket.
 */
export function rootOfRising(f: (x: number) => number, low: number, high: number): number {
  let [left, right] = [low, high];
  let [atLeft, atRight] = [f(left), f(right)];
  let side = 0;
  for (let i = 1; i <= 300; i++) {
    const digit = 2 * Number.EPSILON * Math.max(Math.abs(left), Math.abs(right));
    if (right - left <= 2 * digit) break;
    const wanted = i % 3 === 0 ? (left + right) / 2 : (left * atRight - right * atLeft) / (atRight - atLeft);
    // One digit inside the bracket: a guess on its end would move neither end any more.
    const guess = Math.min(right - digit, Math.max(left + digit, wanted));
    const value = f(guess);
    if (value === 0) return guess;
    if (value < 0) {
      [left, atLeft] = [guess, value];
      if (side === -1) atRight /= 2;
      side = -1;
    } else {
      [right, atRight] = [guess, value];
      if (side === 1) atLeft /= 2;
      side = 1;
    }
  }
  return (left + right) / 2;
}
