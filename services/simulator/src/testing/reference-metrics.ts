/** The headline metrics over reference facts, by the metric reference's definitions, each with its plain interval. */
import { mean, nps, proportion, proportionDifference, rate, survival, survivalAt } from '@rapport/statistics';
import type { ExpectedValues } from '../expected-values.ts';
import { aimMetrics } from './reference-aims.ts';
import type { CareerFact, MeetingFact, PairingFact, ReferenceFacts } from './reference-facts.ts';

const DAY_MS = 86_400_000;
const YEAR_MS = 365 * DAY_MS;
const DAYS_PER_MONTH = 30.4375;

export type Limits = { low: number; high: number };
export type ReferenceMetric = {
  name: string;
  /** The truth, picked from the closed forms. */
  truth(expected: ExpectedValues): number;
  /** The 95 % interval as of `asOf` (epoch ms), null when there is none. */
  interval(facts: ReferenceFacts, asOf: number): Limits | null;
};

function pairSurvival(day: 90 | 180 | 365): ReferenceMetric {
  return {
    name: `pair survival ${day}`,
    truth: (expected) => expected.pairSurvival[`${day}`],
    interval(facts, asOf) {
      const rows = countedPairings(facts).map(({ activatedAt, end }) => {
        const time = ((end?.at ?? asOf) - activatedAt) / DAY_MS;
        return { time, ended: end === null ? 0 : 1, censored: end === null ? 1 : 0 };
      });
      const point = survivalAt(survival(rows), day);
      return point.ci_low === null || point.ci_high === null ? null : { low: point.ci_low, high: point.ci_high };
    },
  };
}

function countedPairings(facts: ReferenceFacts): PairingFact[] {
  return [...facts.pairings.values()].filter((pairing) => !pairing.voided);
}

const prematureClosure: ReferenceMetric = {
  name: 'premature closure',
  truth: (expected) => expected.prematureClosure,
  interval: (facts, asOf) =>
    share(
      countedPairings(facts).filter((pairing) => pairing.committedEndAt <= asOf),
      ({ end, committedEndAt }) => end?.kind === 'ended_early' && end.at < committedEndAt,
    ),
};

function share<T>(units: T[], hasIt: (unit: T) => boolean): Limits | null {
  return proportion(summaryOf(units, hasIt)).ci;
}

function summaryOf<T>(units: T[], hasIt: (unit: T) => boolean): { n: number; k: number } {
  return { n: units.length, k: units.filter(hasIt).length };
}

export type Observed = { career: CareerFact; from: number };

/** People in a pairing, each from the first activation on; only those whose 365 days have fully passed. */
export function mentoredForAYear(facts: ReferenceFacts, asOf: number): Observed[] {
  const firstPaired = new Map<string, number>();
  for (const { mentorId, menteeId, activatedAt } of countedPairings(facts)) {
    for (const id of [mentorId, menteeId]) {
      firstPaired.set(id, Math.min(activatedAt, firstPaired.get(id) ?? activatedAt));
    }
  }
  return [...firstPaired].flatMap(([id, from]) => {
    const career = facts.careers.get(id);
    return career === undefined || from + YEAR_MS > asOf ? [] : [{ career, from }];
  });
}

/** Those who never enrolled, from an index date half a year after hire, if still employed then. */
export function comparisonForAYear(facts: ReferenceFacts, asOf: number): Observed[] {
  return [...facts.careers.values()].flatMap((career) => {
    const from = career.hiredAt + YEAR_MS / 2;
    const isThere = !career.enrolled && (career.leftAt === null || career.leftAt > from);
    return isThere && from + YEAR_MS <= asOf ? [{ career, from }] : [];
  });
}

export const employedAfterAYear = ({ career, from }: Observed) =>
  career.leftAt === null || career.leftAt > from + YEAR_MS;
const promotedInAYear = ({ career, from }: Observed) =>
  career.promotedAt.some((at) => at > from && at <= from + YEAR_MS);

const retention: ReferenceMetric[] = [
  {
    name: 'employee retention, mentored',
    truth: (expected) => expected.employeeRetention365.mentored,
    interval: (facts, asOf) => share(mentoredForAYear(facts, asOf), employedAfterAYear),
  },
  {
    name: 'employee retention, not mentored',
    truth: (expected) => expected.employeeRetention365.notMentored,
    interval: (facts, asOf) => share(comparisonForAYear(facts, asOf), employedAfterAYear),
  },
  {
    name: 'employee retention, difference',
    truth: (expected) => expected.employeeRetention365.difference,
    interval(facts, asOf) {
      const mentored = summaryOf(mentoredForAYear(facts, asOf), employedAfterAYear);
      return proportionDifference(mentored, summaryOf(comparisonForAYear(facts, asOf), employedAfterAYear)).ci;
    },
  },
  {
    name: 'promotion incidence 365',
    truth: (expected) => expected.promotionIncidence365.mentored,
    interval: (facts, asOf) => share(mentoredForAYear(facts, asOf), promotedInAYear),
  },
];

/** Meetings that should have taken place: those called off at least a day ahead leave the denominator. */
function dueMeetings(facts: ReferenceFacts, asOf: number): MeetingFact[] {
  return [...facts.meetings.values()].filter(({ startsAt, cancelledAt }) => {
    return startsAt < asOf && (cancelledAt === null || startsAt - cancelledAt < DAY_MS);
  });
}

const meetingQuality: ReferenceMetric[] = [
  {
    name: 'no-show, mentor',
    truth: (expected) => expected.noShow.mentor,
    interval: (facts, asOf) =>
      share(dueMeetings(facts, asOf), ({ absent }) => absent === 'mentor' || absent === 'both'),
  },
  {
    name: 'meeting completion',
    truth: (expected) => expected.meetingCompletion,
    interval: (facts, asOf) => share(dueMeetings(facts, asOf), ({ outcome }) => outcome === 'held'),
  },
  {
    name: 'meetings per pair-month',
    truth: (expected) => expected.meetingsPerPairMonth,
    interval(facts, asOf) {
      const pairings = countedPairings(facts);
      const events = pairings.reduce((sum, { heldAt }) => sum + heldAt.length, 0);
      const days = pairings.reduce((sum, pairing) => sum + activeDays(pairing, asOf), 0);
      return rate({ n: pairings.length, events, exposure: days / DAYS_PER_MONTH }).ci;
    },
  },
  {
    name: 'first meeting within 30 days',
    truth: (expected) => expected.firstMeetingWithin['30'],
    interval: (facts, asOf) =>
      share(
        countedPairings(facts).filter(({ activatedAt }) => activatedAt + 30 * DAY_MS <= asOf),
        ({ activatedAt, heldAt }) => heldAt.some((at) => at <= activatedAt + 30 * DAY_MS),
      ),
  },
];

function activeDays({ activatedAt, end, pauses }: PairingFact, asOf: number): number {
  const until = end?.at ?? asOf;
  const paused = pauses.reduce((sum, pause) => sum + ((pause.to ?? until) - pause.from), 0);
  return (until - activatedAt - paused) / DAY_MS;
}

const surveys: ReferenceMetric[] = [
  {
    name: 'survey response rate',
    truth: (expected) => expected.surveyResponseRate.all,
    interval: (facts, asOf) =>
      share(
        [...facts.invitations.values()].filter(({ closesAt }) => closesAt <= asOf),
        ({ answered }) => answered,
      ),
  },
  ...(['mentor', 'mentee'] as const).map((side) => ({
    name: `NPS, ${side}`,
    truth: (expected: ExpectedValues) => expected.nps[side],
    interval(facts: ReferenceFacts) {
      const values = facts.answers.filter((a) => a.item === 'recommend' && a.side === side).map((a) => a.value);
      const promoters = values.filter((value) => value >= 9).length;
      return nps({ n: values.length, promoters, detractors: values.filter((value) => value <= 6).length }).ci;
    },
  })),
  {
    name: 'satisfaction mean',
    truth: (expected) => expected.satisfactionMean.all,
    interval(facts) {
      const values = facts.answers.filter((a) => a.item === 'satisfaction').map((a) => a.value);
      const average = values.reduce((sum, value) => sum + value, 0) / values.length;
      const squares = values.reduce((sum, value) => sum + (value - average) ** 2, 0);
      return mean({ n: values.length, mean: average, variance: squares / (values.length - 1) }).ci;
    },
  },
];

const milestone: ReferenceMetric = {
  name: 'milestone by horizon',
  truth: (expected) => expected.milestone.byHorizon,
  interval: (facts) =>
    share(countedPairings(facts), ({ menteeId, activatedAt }) => (facts.milestones.get(menteeId) ?? 0) > activatedAt),
};

/** Every metric of the coverage test. */
export const referenceMetrics: readonly ReferenceMetric[] = [
  pairSurvival(90),
  pairSurvival(180),
  pairSurvival(365),
  prematureClosure,
  ...retention,
  ...meetingQuality,
  ...surveys,
  milestone,
  ...aimMetrics,
];
