/** Largest |ours − reference| / max(1, |reference|) over pairs; null must meet null, else infinite. */
export function largestDifference(pairs: Iterable<readonly [number | null | undefined, number | null]>): number {
  let largest = 0;
  for (const [ours, reference] of pairs) {
    if ((ours ?? null) === reference) continue;
    const bothNumbers = typeof ours === 'number' && reference !== null;
    const difference = bothNumbers ? Math.abs(ours - reference) / Math.max(1, Math.abs(reference)) : Number.NaN;
    largest = Math.max(largest, Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference);
  }
  return largest;
}

/** The same numbers on every run: mulberry32, uniform on (0, 1). */
export function createSeededUniform(seed: number): () => number {
  let state = seed >>> 0;
  return function uniform(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (((mixed ^ (mixed >>> 14)) >>> 0) + 0.5) / 2 ** 32;
  };
}
