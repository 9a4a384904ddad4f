import { beforeAll, describe, expect, it } from 'vitest';
import { expectedValues } from './expected-values.ts';
import { resolveModel } from './model.ts';
import { acceptanceRange, type Coverage, coverageOf, type Study, simulateStudies } from './testing/coverage.ts';
import type { PairingFact } from './testing/reference-facts.ts';
import { type ReferenceMetric, referenceMetrics } from './testing/reference-metrics.ts';

const SEEDS = 60;
const PAIRS = 120;
const LEVEL = 0.95;
// Right intervals leave a metric's range once in 2,000 sets of seeds, the pooled range once in 500; the seeds are fixed.
const METRIC_TAIL = 0.0005;
const POOLED_TAIL = 0.001;

let studies: Study[];

beforeAll(() => {
  studies = simulateStudies(SEEDS, { programme: 'coverage', pairs: PAIRS });
}, 60_000);

function metricNamed(name: string): ReferenceMetric {
  const metric = referenceMetrics.find((candidate) => candidate.name === name);
  if (metric === undefined) throw new Error(`no metric ${name}`);
  return metric;
}

const metrics = referenceMetrics.map((metric) => [metric.name, metric] as const);
const accepted = acceptanceRange(SEEDS, LEVEL, METRIC_TAIL);

describe(`over ${SEEDS} seeds, the 95 % intervals`, () => {
  it.each(metrics)('of %s hold the truth as often as a binomial of 0.95 allows', (_, metric) => {
    const { covered } = coverageOf(studies, metric);
    expect(covered).toBeGreaterThanOrEqual(accepted.low);
    expect(covered).toBeLessThanOrEqual(accepted.high);
  });

  it('hold the truth in about 95 % of all cases together: neither too narrow nor too wide', () => {
    const all = referenceMetrics.map((metric) => coverageOf(studies, metric));
    const total = all.reduce<Coverage>(
      (sum, { covered, cases }) => ({ covered: sum.covered + covered, cases: sum.cases + cases }),
      { covered: 0, cases: 0 },
    );
    const range = acceptanceRange(total.cases, LEVEL, POOLED_TAIL);
    expect(range.high).toBeLessThan(total.cases);
    expect(total.covered).toBeGreaterThanOrEqual(range.low);
    expect(total.covered).toBeLessThanOrEqual(range.high);
  });
});

describe('the coverage test can fail', () => {
  const base = resolveModel();
  // Another world for each metric: far enough off that the intervals of these sample sizes must notice.
  const otherWorld = expectedValues(
    resolveModel({
      prematureClosure: 0.5,
      retention365: { mentored: 0.97, notMentored: 0.7 },
      promotionHazard: { mentored: 1.1e-3, notMentored: 3.5e-4 },
      meetingsPerDay: 0.16,
      meetingOutcomes: { ...base.meetingOutcomes, held: 0.7, no_show_mentor: 0.08 },
      milestone: 0.75,
      goals: { ...base.goals, completedHazard: 0.006, abandonedHazard: 0.006 },
      skills: { ...base.skills, gain: { self: { low: 0, high: 24 }, manager: { low: -2, high: 22 } } },
      mentor: {
        ...base.mentor,
        response: 0.75,
        recommend: [9, 1, 1, 2, 2, 4, 8, 14, 22, 17, 20],
        satisfaction: [2, 2, 8, 38, 50],
      },
      mentee: { ...base.mentee, recommend: [15, 1, 2, 2, 3, 5, 9, 15, 20, 8, 20], satisfaction: [2, 2, 8, 38, 50] },
    }),
    1096,
  );

  it.each(metrics)('a wrong truth of %s is detected', (_, metric) => {
    expect(coverageOf(studies, metric, () => metric.truth(otherWorld)).covered).toBeLessThan(accepted.low);
  });

  it('early ends over all pairs, also those that still have time, are detected as a wrong definition', () => {
    const naive: ReferenceMetric = {
      ...metricNamed('premature closure'),
      interval: (facts, asOf) => metricNamed('premature closure').interval(withAllMature(facts), asOf),
    };
    expect(coverageOf(studies, naive).covered).toBeLessThan(accepted.low);
  });

  it('survival that takes open pairs for ended ones is detected', () => {
    const metric = metricNamed('pair survival 365');
    const naive: ReferenceMetric = {
      ...metric,
      interval: (facts, asOf) =>
        metric.interval(
          withPairings(facts, (p) => ({ ...p, end: p.end ?? ended(asOf) })),
          asOf,
        ),
    };
    expect(coverageOf(studies, naive).covered).toBeLessThan(accepted.low);
  });
});

const ended = (at: number): PairingFact['end'] => ({ at, kind: 'completed' });

function withPairings(facts: Study['facts'], change: (pairing: PairingFact) => PairingFact): Study['facts'] {
  return { ...facts, pairings: new Map([...facts.pairings].map(([id, pairing]) => [id, change(pairing)])) };
}

/** As if every committed end had passed, but for keeping an early end before it. */
function withAllMature(facts: Study['facts']): Study['facts'] {
  return withPairings(facts, (pairing) => ({
    ...pairing,
    committedEndAt: pairing.end?.kind === 'ended_early' ? pairing.end.at + 1 : 0,
  }));
}

describe('the acceptance range', () => {
  it('is that of the binomial distribution', () => {
    // Binomial(20, 0.95): P(X <= 15) = 0.00257, P(X <= 16) = 0.01590, P(X = 20) = 0.3585.
    expect(acceptanceRange(20, 0.95, 0.01)).toEqual({ low: 16, high: 20 });
    expect(acceptanceRange(20, 0.95, 0.002)).toEqual({ low: 15, high: 20 });
    expect(acceptanceRange(20, 0.5, 0.03)).toEqual({ low: 6, high: 14 });
  });
});
