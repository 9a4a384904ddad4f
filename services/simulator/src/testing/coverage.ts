/** How often intervals hold the truth over many seeds, and how often they should: the arithmetic of a coverage test. */
import type { ExpectedValues } from '../expected-values.ts';
import { type SimulationOptions, simulateProgramme } from '../simulate-programme.ts';
import { foldReferenceFacts, type ReferenceFacts } from './reference-facts.ts';
import type { Limits, ReferenceMetric } from './reference-metrics.ts';

export type Study = { facts: ReferenceFacts; asOf: number; expected: ExpectedValues };
export type Coverage = { covered: number; cases: number };

/** One simulated programme a seed, folded to facts. */
export function simulateStudies(seeds: number, options: Omit<SimulationOptions, 'seed'>): Study[] {
  return Array.from({ length: seeds }, (_, seed) => {
    const { events, truth } = simulateProgramme({ ...options, seed });
    return { facts: foldReferenceFacts(events), asOf: Date.parse(truth.asOf), expected: truth.expected };
  });
}

/** In how many studies the metric's interval holds `truth` (by default the truth the study was drawn from). */
export function coverageOf(studies: Study[], metric: ReferenceMetric, truth = metric.truth): Coverage {
  const covered = studies.filter(({ facts, asOf, expected }) => {
    return holds(metric.interval(facts, asOf), truth(expected));
  });
  return { covered: covered.length, cases: studies.length };
}

function holds(limits: Limits | null, truth: number): boolean {
  return limits !== null && limits.low <= truth && truth <= limits.high;
}

/**
 * The smallest range of counts outside of which fewer than `tail` lie on each side, when each of `cases` is covered with
 * chance `level`: what coverage may look like when the intervals are right.
 */
export function acceptanceRange(cases: number, level: number, tail: number): Limits {
  let below = 0;
  let low = 0;
  let high = cases;
  for (let count = 0; count <= cases; count++) {
    const mass = binomialMass(count, cases, level);
    if (below + mass <= tail) low = count + 1;
    if (1 - below <= tail) high = Math.min(high, count - 1);
    below += mass;
  }
  return { low, high };
}

function binomialMass(count: number, cases: number, level: number): number {
  let logChoose = 0;
  for (let i = 1; i <= count; i++) logChoose += Math.log((cases - count + i) / i);
  return Math.exp(logChoose + count * Math.log(level) + (cases - count) * Math.log1p(-level));
}
