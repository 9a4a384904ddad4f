/** What may be shown of a share, so that it does not tell what single people are or did (attribute disclosure). */

/**
 * exact: the share as it is. Else neither x nor an interval may be shown, and `value` is: at_most, at_least – a bound on the share · near – the share
 * rounded to steps of `step`.
 */
export type ShownShare =
  | { kind: 'exact' }
  | { kind: 'at_most' | 'at_least'; value: number }
  | { kind: 'near'; value: number; step: number };

type ShareOptions = {
  k: number;
  /** Whether it tells on everybody that all, or nobody, has the property. */
  sensitive?: boolean;
  /** Whether the exact number must not be shown although neither side is small: it would give another one away. */
  coarse?: boolean;
};

const STEPS = [10, 5, 2] as const;

/** Whether x of n tells of fewer than k people: of those who have the property, or of those who have not. */
export function isTelling({ x, n }: { x: number; n: number }, { k, sensitive = false }: ShareOptions): boolean {
  const few = Math.min(x, n - x);
  return n > 0 && (few <= 0 ? sensitive : few < k);
}

/** The least bound among 5 %, 10 %, 20 % … that holds for every number below k: which of them it was cannot be told from it. */
function boundOf(n: number, k: number): number {
  const most = (k - 1) / n;
  return most <= 0.05 ? 0.05 : Math.min(10, Math.ceil(10 * most - 1e-9)) / 10;
}

/** A share rounded half up to tenths, fifths or halves: to the finest in which a step is k of n, so that k numbers look alike. */
export function nearShare(share: number, n: number, k: number): { kind: 'near'; value: number; step: number } {
  const steps = STEPS.find((count) => n / count >= k) ?? 1;
  return { kind: 'near', value: Math.floor(share * steps + 0.5 + 1e-9) / steps, step: 1 / steps };
}

/**
 * How x of n may be shown. It is exact where at least k have the property and at least k have not, and, unless that is
 * sensitive, where all or nobody has.
 */
export function shownShare({ x, n }: { x: number; n: number }, options: ShareOptions): ShownShare {
  if (isTelling({ x, n }, options)) {
    const bound = boundOf(n, options.k);
    return x <= n - x ? { kind: 'at_most', value: bound } : { kind: 'at_least', value: (10 - 10 * bound) / 10 };
  }
  return options.coarse === true && n > 0 ? nearShare(x / n, n, options.k) : { kind: 'exact' };
}
