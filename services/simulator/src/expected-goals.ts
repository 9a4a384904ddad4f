/** What goal and skill metrics must find, in closed form from the model. */
import {
  endHazard,
  GOAL_DUE_LATER_DAYS,
  GOAL_SET_DAYS,
  type GoalTerm,
  type SimulationModel,
  type skillRaters,
} from './model.ts';

/** Shares are 0 to 1; ids in brackets are those of the metric reference. */
export type ExpectedGoals = {
  /** Completed by the due date of goals whose due date has passed: the latest, and the first one told (O1). */
  completion: { latestDue: number; firstDue: number };
  /** Given up within 180 days of being set (O1). */
  abandonedWithin180: number;
  /** Completed within so many days of being set, giving up and the pair's end competing (O2). */
  reachedWithin: Record<'30' | '90', number>;
};

/** Mean of score after − score before on the scale 0 to 100 (O5), and its standard deviation between people. */
export type ExpectedSkillGain = Record<(typeof skillRaters)[number], { mean: number; standardDeviation: number }>;

const STEPS = 200;

type Part = { weight: number; hazard: number; setAfter: number; days: number };

/**
 * Goals by commitment and day of setting, weighed by how many there are: a pair that has ended sets none. The day of
 * setting is uniform; the sum of 200 steps stands for its integral (the error is below 1e-9).
 */
function parts(model: SimulationModel): Part[] {
  const { from, to } = GOAL_SET_DAYS;
  return model.commitments.flatMap(({ days, share }) => {
    const hazard = endHazard(model, days);
    return Array.from({ length: STEPS }, (_, step) => {
      const setAfter = from + ((step + 0.5) / STEPS) * (to - from);
      return { weight: share * Math.exp(-hazard * setAfter), hazard, setAfter, days };
    });
  });
}

/** Chance that an event of rate `wanted` comes first and by `day`, against all others. */
function firstBy(wanted: number, others: number, day: number): number {
  return (wanted / (wanted + others)) * -Math.expm1(-(wanted + others) * day);
}

type Ratio = { top: number; bottom: number };

/** Σ top ÷ Σ bottom over all parts. */
function shareOver(model: SimulationModel, value: (part: Part) => Ratio): number {
  const sums = parts(model).reduce<Ratio>(
    (sum, part) => {
      const { top, bottom } = value(part);
      return { top: sum.top + part.weight * top, bottom: sum.bottom + part.weight * bottom };
    },
    { top: 0, bottom: 0 },
  );
  return sums.top / sums.bottom;
}

/** Share reached (`wanted` against `other` and the pair's end) in a window of `day` days that has passed for all. */
function withinDays(
  model: SimulationModel,
  historyDays: number,
  day: number,
  wanted: 'completed' | 'abandoned',
): number {
  const { completedHazard: completed, abandonedHazard: abandoned } = model.goals;
  const [first, second] = wanted === 'completed' ? [completed, abandoned] : [abandoned, completed];
  return shareOver(model, ({ hazard, setAfter, days }) => {
    // Pairs activate uniformly: so much of the history lies early enough for the window to have passed.
    const early = historyDays - setAfter - day;
    return { top: early * firstBy(first, second + hazard, Math.min(day, days - setAfter)), bottom: early };
  });
}

/** By the latest due date: those still open half-way are revised with chance r and mature as much later. */
function completionBy(model: SimulationModel, historyDays: number, later: number, revised: number): number {
  const { completedHazard, abandonedHazard, shortShare, dueDays } = model.goals;
  const terms: [GoalTerm, number][] = [
    ['short', shortShare],
    ['long', 1 - shortShare],
  ];
  return shareOver(model, ({ hazard, setAfter }) =>
    terms.reduce<Ratio>(
      (sum, [term, share]) => {
        const due = dueDays[term];
        const reached = (day: number) => firstBy(completedHazard, abandonedHazard + hazard, day);
        const stillOpen = Math.exp((-(completedHazard + abandonedHazard + hazard) * due) / 2);
        const onTime = historyDays - setAfter - due;
        const delayed = onTime - later;
        const plain = onTime * (reached(due) - revised * (reached(due) - reached(due / 2)));
        const moved = delayed * revised * (reached(due + later) - reached(due / 2));
        return {
          top: sum.top + share * (plain + moved),
          bottom: sum.bottom + share * (onTime * (1 - revised * stillOpen) + delayed * revised * stillOpen),
        };
      },
      { top: 0, bottom: 0 },
    ),
  );
}

/** `historyDays` from the programme's start to the horizon; pairs activate uniformly in it. */
export function expectedGoals(model: SimulationModel, historyDays: number): ExpectedGoals {
  const reached = (day: number) => withinDays(model, historyDays, day, 'completed');
  return {
    completion: {
      latestDue: completionBy(model, historyDays, GOAL_DUE_LATER_DAYS, model.goals.revisedShare),
      firstDue: completionBy(model, historyDays, 0, 0),
    },
    abandonedWithin180: withinDays(model, historyDays, 180, 'abandoned'),
    reachedWithin: { '30': reached(30), '90': reached(90) },
  };
}

/** Gains are uniform between their bounds. */
export function expectedSkillGain({ skills }: SimulationModel): ExpectedSkillGain {
  const of = ({ low, high }: { low: number; high: number }) => ({
    mean: (low + high) / 2,
    standardDeviation: (high - low) / Math.sqrt(12),
  });
  return { self: of(skills.gain.self), manager: of(skills.gain.manager) };
}
