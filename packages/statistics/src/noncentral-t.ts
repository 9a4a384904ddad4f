import gammaln from '@stdlib/math-base-special-gammaln';
import { rootOfRising } from './root.ts';
import { upperTail } from './tails.ts';

/** A pair or two with nearly equal changes gives t in the thousands; beyond this many points digits may go. */
const MOST_POINTS = 20_000;

/** A value of s = √(χ²/df) and its share of the probability. */
type Node = { s: number; weight: number };

/**
 * P(T <= t) of the noncentral t with `df` > 0 degrees of freedom and noncentrality `delta`: Φ(t s − delta) averaged over
 * s = √(χ²/df), integrated over u = ln s. No package of ours has it, and series (AS 243) lose digits for large delta.
 */
export function noncentralTCdf(t: number, df: number, delta: number): number {
  return average(nodesOf(df, Math.abs(delta) + 2.5 * Math.abs(t)), t, delta);
}

function average(nodes: readonly Node[], t: number, delta: number): number {
  return nodes.reduce((sum, { s, weight }) => sum + weight * upperTail(delta - t * s), 0);
}

/**
 * Nodes of the trapezoid rule. Density and Φ change over 1/√(2 df) and 1/|delta| of u; at 0.7 of that the rule is
 * right to e^−40, as for every smooth function that dies out on both sides. `reach` bounds the deltas asked for.
 */
function nodesOf(df: number, reach: number): Node[] {
  const { from, to } = range(df);
  const wanted = ((to - from) * Math.sqrt((reach + 4) ** 2 + 2 * df)) / 0.7;
  const points = Math.min(MOST_POINTS, Math.ceil(wanted));
  const step = (to - from) / points;
  return Array.from({ length: points + 1 }, (_, i) => {
    const u = from + i * step;
    return { s: Math.exp(u), weight: Math.exp(logDensity(u, df)) * step };
  });
}

/** Log density of u = ln √(χ²/df). */
function logDensity(u: number, df: number): number {
  return Math.LN2 + logScale(df) + df * (u - Math.exp(2 * u) / 2);
}

/** (df/2) ln(df/2) − ln Γ(df/2); the large terms cancel, so from 100 on by Stirling's series. */
function logScale(df: number): number {
  const a = df / 2;
  if (a < 50) return a * Math.log(a) - gammaln(a);
  const series = (1 / 12 - (1 / 360 - 1 / 1260 / a ** 2) / a ** 2) / a;
  return a + Math.log(a / (2 * Math.PI)) / 2 - series;
}

/** Where the density is above e^−40 of its peak at u = 0: df (u − e^2u/2 + 1/2) = −40 on either side. */
function range(df: number): { from: number; to: number } {
  const depth = (u: number) => df * (u - Math.exp(2 * u) / 2 + 0.5) + 40;
  return { from: edge(-40 / df - 1 - Math.sqrt(40 / df), 0, depth), to: -edge(-40, 0, (v) => depth(-v)) };
}

/** The last point before depth turns positive, near enough for a cut. */
function edge(outside: number, inside: number, depth: (u: number) => number): number {
  let [low, high] = [outside, inside];
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2;
    if (depth(middle) > 0) high = middle;
    else low = middle;
  }
  return low;
}

/**
 * Limits of the noncentrality for an observed t: the deltas at which t is the upper and the lower `tail` point
 * (Steiger & Fouladi 1997). Within 1e-12 of their size.
 */
export function noncentralityLimits(t: number, df: number, tail: number): { low: number; high: number } {
  const nodes = nodesOf(df, 2.5 * Math.abs(t));
  return { low: solveDelta(nodes, t, 1 - tail), high: solveDelta(nodes, t, tail) };
}

/** The cdf falls as delta grows; its deltas are looked for around t. */
function solveDelta(nodes: readonly Node[], t: number, target: number): number {
  const missing = (delta: number) => target - average(nodes, t, delta);
  let width = 4;
  while (missing(t - width) > 0 || missing(t + width) < 0) width *= 2;
  return rootOfRising(missing, t - width, t + width);
}
