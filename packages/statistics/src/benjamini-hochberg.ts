/**
 * Adjusted p of a family of tests (Benjamini & Hochberg 1995): q_i = min over j >= i of p_j m / j in ascending order, at most
 * 1, in the order of the input. A test that could not be made is null, stays null and is not counted in m. The family is
 * every gap of a report, the suppressed ones included: adjust before suppressing.
 */
export function benjaminiHochberg(p: readonly (number | null)[]): (number | null)[] {
  const made = p.flatMap((value, index) => (value === null ? [] : [{ value, index }]));
  made.sort((a, b) => b.value - a.value);
  const adjusted: (number | null)[] = p.map(() => null);
  let least = 1;
  for (const [i, { value, index }] of made.entries()) {
    least = Math.min(least, value * (made.length / (made.length - i)));
    adjusted[index] = least;
  }
  return adjusted;
}
