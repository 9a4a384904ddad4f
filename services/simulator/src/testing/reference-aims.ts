/** Goals and assessments of skills: facts and metrics by the metric reference's definitions, from events alone. */
import type { RapportEvent } from '@rapport/events';
import { mean, proportion } from '@rapport/statistics';
import type { ReferenceFacts } from './reference-facts.ts';
import type { ReferenceMetric } from './reference-metrics.ts';

const DAY_MS = 86_400_000;

export type GoalFact = {
  pairingId: string;
  setAt: number;
  firstDueAt: number;
  dueAt: number;
  state: 'open' | 'completed' | 'abandoned';
  stateSince: number;
};
/** Scores of one person's skill by one kind of rater. */
export type SkillFact = { rater: string; before: number | null; after: number | null };

export function foldGoal({ goals }: ReferenceFacts, event: RapportEvent): void {
  if (event.type === 'goal.set') {
    const due = event.due_at ?? Number.POSITIVE_INFINITY;
    const since = event.occurred_at;
    const start: GoalFact = {
      pairingId: event.pairing_id,
      setAt: since,
      firstDueAt: due,
      dueAt: due,
      state: 'open',
      stateSince: since,
    };
    goals.set(event.goal_id, start);
  }
  const goal = 'goal_id' in event ? goals.get(event.goal_id) : undefined;
  if (goal === undefined) return;
  const stateSince = event.occurred_at;
  if (event.type === 'goal.revised') goal.dueAt = event.due_at ?? goal.dueAt;
  if (event.type === 'goal.completed') Object.assign(goal, { state: 'completed', stateSince });
  if (event.type === 'goal.abandoned') Object.assign(goal, { state: 'abandoned', stateSince });
  if (event.type === 'goal.reopened') Object.assign(goal, { state: 'open', stateSince });
}

export function foldSkill({ skills }: ReferenceFacts, event: RapportEvent): void {
  if (event.type !== 'goal.skill_assessed') return;
  const key = `${event.participant_id}/${event.skill}/${event.rater}`;
  const fact = skills.get(key) ?? { rater: event.rater, before: null, after: null };
  skills.set(key, { ...fact, [event.phase]: event.score });
}

function share<T>(units: T[], hasIt: (unit: T) => boolean) {
  return proportion({ n: units.length, k: units.filter(hasIt).length }).ci;
}

const reachedBy = ({ state, stateSince }: GoalFact, at: number) => state === 'completed' && stateSince <= at;

function completion(which: 'latestDue' | 'firstDue', due: (goal: GoalFact) => number): ReferenceMetric {
  return {
    name: `goal completion, ${which}`,
    truth: (expected) => expected.goals.completion[which],
    interval: (facts, asOf) =>
      share(
        [...facts.goals.values()].filter((goal) => due(goal) <= asOf),
        (goal) => reachedBy(goal, due(goal)),
      ),
  };
}

const reachedWithin90: ReferenceMetric = {
  name: 'goal reached within 90 days',
  truth: (expected) => expected.goals.reachedWithin['90'],
  interval: (facts, asOf) =>
    share(
      [...facts.goals.values()].filter(({ setAt }) => setAt + 90 * DAY_MS <= asOf),
      (goal) => reachedBy(goal, goal.setAt + 90 * DAY_MS),
    ),
};

const abandoned: ReferenceMetric = {
  name: 'goals given up within 180 days',
  truth: (expected) => expected.goals.abandonedWithin180,
  interval: (facts, asOf) =>
    share(
      [...facts.goals.values()].filter(({ setAt }) => setAt + 180 * DAY_MS <= asOf),
      ({ state, stateSince, setAt }) => state === 'abandoned' && stateSince < setAt + 180 * DAY_MS,
    ),
};

const skillGains = (['self', 'manager'] as const).map(
  (rater): ReferenceMetric => ({
    name: `skill gain, ${rater}`,
    truth: (expected) => expected.skillGain[rater].mean,
    interval(facts) {
      const gains = [...facts.skills.values()].flatMap((skill) =>
        skill.rater === rater && skill.before !== null && skill.after !== null ? [skill.after - skill.before] : [],
      );
      const average = gains.reduce((sum, gain) => sum + gain, 0) / gains.length;
      const squares = gains.reduce((sum, gain) => sum + (gain - average) ** 2, 0);
      return mean({ n: gains.length, mean: average, variance: squares / (gains.length - 1) }).ci;
    },
  }),
);

export const aimMetrics: readonly ReferenceMetric[] = [
  completion('latestDue', ({ dueAt }) => dueAt),
  completion('firstDue', ({ firstDueAt }) => firstDueAt),
  reachedWithin90,
  abandoned,
  ...skillGains,
];
