/** Goals of a mentee within a pairing: set in its first weeks, then reached, given up, or forgotten when the pair ends. */
import type { Facts, Life, Scene } from './life.ts';
import { GOAL_DUE_LATER_DAYS, GOAL_SET_DAYS, type GoalTerm } from './model.ts';
import type { PairingPlan } from './pairing-plan.ts';
import type { Couple } from './pairings.ts';
import { poissonDays } from './people.ts';
import { startWalk, type Walk } from './walk.ts';

const CATEGORIES = ['career', 'leadership', 'communication', 'network'] as const;
const OBSTACLES = ['no_time', 'priorities_changed', 'no_support', 'too_large'] as const;
const REPORTS_PER_DAY = 1 / 45;
const OBSTACLE_SHARE = 0.25;
// Before any goal of this many days has anything else to tell but progress.
const MISTAKE_DAYS = { from: 1, to: 4 };

type Goal = { ids: { programme_id: string; pairing_id: string; goal_id: string }; setAt: number; walk: Walk };

/** What decides a goal's fate: the days (of the programme) of what comes first; null for what does not come. */
type GoalFate = { completedAt: number | null; abandonedAt: number | null; until: number };

/** The pair's goals, told into a life of their own: what becomes of goals changes nothing else of the story. */
export function tellGoals(scene: Scene, life: Life, couple: Couple, { activatedAt, end }: PairingPlan): void {
  const count = life.random.weighted(scene.model.goals.perPairing);
  for (let number = 1; number <= count; number += 1) {
    const setAt = activatedAt + life.random.between(GOAL_SET_DAYS.from, GOAL_SET_DAYS.to);
    if (setAt >= end.at) continue;
    tellGoal(scene, life, couple, { number, setAt, pairEndsAt: end.at });
  }
}

type Setting = { number: number; setAt: number; pairEndsAt: number };

function tellGoal(scene: Scene, life: Life, couple: Couple, { number, setAt, pairEndsAt }: Setting): void {
  const goal_id = `${couple.pairingId}-goal-${number}`;
  const ids = { programme_id: scene.programmeId, pairing_id: couple.pairingId, goal_id };
  const goal: Goal = { ids, setAt, walk: startWalk('goal') };
  const { goals } = scene.model;
  const term: GoalTerm = life.random.chance(goals.shortShare) ? 'short' : 'long';
  const dueDays = goals.dueDays[term];
  const facts: Facts = {
    ...{ ...ids, type: 'goal.set', participant_id: couple.menteeId, term },
    category: life.random.pick(CATEGORIES),
    due_at: scene.timeline.instant(setAt + dueDays),
  };
  life.tell({ at: setAt, key: `${goal_id}/set`, walk: goal.walk, facts });
  const fate = drawFate(scene, life, setAt, pairEndsAt);
  for (const step of stepsOf(scene, life, goal, fate, dueDays)) life.tell({ ...step, walk: goal.walk });
}

/** Completion, abandonment and the end of the pair compete; after the pair's end nothing is told of its goals. */
function drawFate(scene: Scene, { random }: Life, setAt: number, pairEndsAt: number): GoalFate {
  const { completedHazard, abandonedHazard } = scene.model.goals;
  const completed = setAt + random.exponential(completedHazard);
  const abandoned = setAt + random.exponential(abandonedHazard);
  const until = Math.min(completed, abandoned, pairEndsAt);
  return {
    completedAt: completed === until ? completed : null,
    abandonedAt: abandoned === until ? abandoned : null,
    until,
  };
}

type GoalStep = { at: number; key: string; facts: Facts };

/** Everything after the setting, in the order of time. */
function stepsOf(scene: Scene, life: Life, goal: Goal, fate: GoalFate, dueDays: number): GoalStep[] {
  const { ids, setAt } = goal;
  const { random } = life;
  const obstacle = random.pick(OBSTACLES);
  const steps = [
    ...mistakenSteps(scene, life, goal, fate),
    ...progressSteps(life, goal, fate, dueDays),
    ...revisionSteps(scene, life, goal, fate, dueDays),
  ];
  if (fate.completedAt !== null) {
    const key = `${ids.goal_id}/completed`;
    steps.push({ at: fate.completedAt, key, facts: { ...ids, type: 'goal.completed' } });
  }
  if (fate.abandonedAt !== null) {
    const facts: Facts = { ...ids, type: 'goal.abandoned', reason: 'given_up', obstacle };
    steps.push({ at: fate.abandonedAt, key: `${ids.goal_id}/abandoned`, facts });
  }
  return steps.filter(({ at }) => at > setAt).sort((a, b) => a.at - b.at);
}

/** Some are given up by mistake and taken up again days later, which in the end changes nothing. */
function mistakenSteps(scene: Scene, { random }: Life, { ids, setAt }: Goal, fate: GoalFate): GoalStep[] {
  const at = setAt + random.between(MISTAKE_DAYS.from, MISTAKE_DAYS.to);
  const mended = at + random.between(1, 3);
  if (!random.chance(scene.model.goals.reopenedShare)) return [];
  // A goal that looks given up at the horizon would be one too many.
  if (mended >= Math.min(fate.until, scene.timeline.days)) return [];
  const key = `${ids.goal_id}/mistaken`;
  return [
    { at, key, facts: { ...ids, type: 'goal.abandoned', reason: 'entered_in_error' } },
    {
      at: mended,
      key: `${ids.goal_id}/reopened`,
      facts: { ...ids, type: 'goal.reopened', reason: 'entered_in_error' },
    },
  ];
}

function progressSteps({ random }: Life, { ids, setAt }: Goal, fate: GoalFate, dueDays: number): GoalStep[] {
  const from = setAt + MISTAKE_DAYS.to + 3;
  return poissonDays(random, REPORTS_PER_DAY, from, fate.until).map((at, index) => ({
    at,
    key: `${ids.goal_id}/progressed/${index}`,
    facts: {
      ...{ ...ids, type: 'goal.progressed' },
      progress: Math.round(Math.min(0.9, (at - setAt) / (1.5 * dueDays)) * 100) / 100,
      ...(random.chance(OBSTACLE_SHARE) ? { obstacle: random.pick(OBSTACLES) } : {}),
    },
  }));
}

/** Half-way to the due date some of those still open get more time. */
function revisionSteps(scene: Scene, { random }: Life, goal: Goal, fate: GoalFate, dueDays: number): GoalStep[] {
  const { ids, setAt } = goal;
  const at = setAt + dueDays / 2;
  if (!random.chance(scene.model.goals.revisedShare) || at >= fate.until) return [];
  const due_at = scene.timeline.instant(setAt + dueDays + GOAL_DUE_LATER_DAYS);
  return [{ at, key: `${ids.goal_id}/revised`, facts: { ...ids, type: 'goal.revised', due_at, reason: 'more_time' } }];
}
