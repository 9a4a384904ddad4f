/** The truth that a programme is drawn from: hazards and probabilities. Days are 24 hours; a hazard is per day. */

/** Answers of one side: `response` = chance to answer an invitation; weights per point of the scale. */
export type SideModel = {
  response: number;
  /** 11 weights, for 0 to 10. */
  recommend: readonly number[];
  /** 5 weights each, for 1 to 5. */
  satisfaction: readonly number[];
  confidenceBefore: readonly number[];
  confidenceAfter: readonly number[];
};

export type GoalTerm = 'short' | 'long';

/** Goals of a pair. A hazard is per day from the setting on; all end with the pair. */
export type GoalModel = {
  /** Weights of 0, 1, 2, … goals. */
  perPairing: readonly number[];
  shortShare: number;
  /** Days from setting to due date; the pair's shortest commitment must outlast them. */
  dueDays: Record<GoalTerm, number>;
  completedHazard: number;
  abandonedHazard: number;
  /** Chance that a goal still open half-way to its due date gets 30 days more. */
  revisedShare: number;
  /** Chance of being given up by mistake and taken up again. */
  reopenedShare: number;
};

/** Scores on a scale of 0 to 100: uniform before, and a uniform gain on top. */
export type SkillModel = {
  before: { low: number; high: number };
  gain: Record<(typeof skillRaters)[number], { low: number; high: number }>;
  assessedAgain: number;
};

/**
 * Who takes part is not who does not: some departments (see `favouredDepartments`) join more readily, and their people
 * leave the employer more or less readily whether they take part or not. 1 and 1 is no selection: nobody differs.
 */
export type SelectionModel = {
  /** Odds of a participant to be from a favoured department ÷ the odds of everybody else. */
  odds: number;
  /** Hazard of leaving in favoured departments ÷ that in the others. */
  hazardRatio: number;
};

/** Pairs that stop meeting before they end early, and an outside watch that raises alerts. Shares of 0: neither happens. */
type DriftModel = {
  /** Share of the pairs that end early which drift first, and how many days before the end their meetings stop. */
  share: number;
  days: { from: number; to: number };
  /** Chance that the watch notices a drifting pair, `WATCHED_AFTER_DAYS` after its last meeting could have been. */
  noticed: number;
  /** Chance that it takes a pair that does not drift for one that does, once in its life. */
  falseAlarm: number;
};

export type SimulationModel = {
  /** How long pairs commit themselves. Each length ends early with the same chance, so the mix of lengths is no trap. */
  commitments: readonly { days: number; share: number }[];
  prematureClosure: number;
  /** Chance to be still employed after 365 days: people in a pairing (from its activation on), and everyone else. */
  retention365: { mentored: number; notMentored: number };
  /** Promotions per day, while employed. */
  promotionHazard: { mentored: number; notMentored: number };
  /** Planned meetings per unpaused day of an open pairing, of any outcome (a Poisson process). */
  meetingsPerDay: number;
  /** What becomes of a planned meeting; shares sum to 1. Early cancels leave the denominator of the quality metrics. */
  meetingOutcomes: Record<MeetingOutcome, number>;
  rescheduled: number;
  /** Chance that a side rates a held meeting, and weights of 1 to 5. */
  rated: number;
  ratings: readonly number[];
  pausedShare: number;
  voidedShare: number;
  declinedFirst: number;
  neverMatched: number;
  milestone: number;
  goals: GoalModel;
  skills: SkillModel;
  selection: SelectionModel;
  drift: DriftModel;
  mentor: SideModel;
  mentee: SideModel;
  /** Shares of events sent twice and told late, and of meetings and early ends that are told wrong at first. */
  delivery: Record<'sentTwice' | 'meetingsCorrected' | 'endsCorrected' | 'hoursLate' | 'daysLate', number>;
};

export type MeetingOutcome =
  | 'held'
  | 'no_show_mentor'
  | 'no_show_mentee'
  | 'no_show_both'
  | 'cancelled_late'
  | 'lapsed'
  | 'cancelled_early';

/** In this order outcomes are drawn. */
export const meetingOutcomes: readonly MeetingOutcome[] = [
  'held',
  'no_show_mentor',
  'no_show_mentee',
  'no_show_both',
  'cancelled_late',
  'lapsed',
  'cancelled_early',
];

/** A milestone comes between these days after activation, or never. */
export const MILESTONE_DAYS = { from: 5, to: 35 };

/** A goal is set between these days after activation. */
export const GOAL_SET_DAYS = { from: 10, to: 20 };
/** What a revision adds to the due date. */
export const GOAL_DUE_LATER_DAYS = 30;
/** How long after the beginning of a drift the watch raises its alert. */
export const WATCHED_AFTER_DAYS = 20;
/** Who assesses a mentee's skill. */
export const skillRaters = ['self', 'manager'] as const;

export const departments = ['engineering', 'operations', 'sales', 'finance', 'people'] as const;
/** Whom a selection favours. */
export const favouredDepartments: readonly string[] = ['engineering', 'operations'];

const defaultModel: SimulationModel = {
  // Not 180 or 365 days: a drop of the curve on the very day of a report is a matter of rounding, not of truth.
  commitments: [
    { days: 183, share: 0.25 },
    { days: 366, share: 0.5 },
    { days: 731, share: 0.25 },
  ],
  prematureClosure: 0.3,
  retention365: { mentored: 0.9, notMentored: 0.82 },
  promotionHazard: { mentored: 6e-4, notMentored: 3.5e-4 },
  meetingsPerDay: 1 / 10,
  meetingOutcomes: {
    held: 0.74,
    no_show_mentor: 0.04,
    no_show_mentee: 0.06,
    no_show_both: 0.01,
    cancelled_late: 0.04,
    lapsed: 0.02,
    cancelled_early: 0.09,
  },
  rescheduled: 0.12,
  rated: 0.45,
  ratings: [1, 3, 12, 44, 40],
  pausedShare: 0.1,
  voidedShare: 0.015,
  declinedFirst: 0.12,
  neverMatched: 0.06,
  milestone: 0.55,
  goals: {
    perPairing: [20, 40, 30, 10],
    shortShare: 0.6,
    dueDays: { short: 60, long: 120 },
    completedHazard: 0.011,
    abandonedHazard: 0.003,
    revisedShare: 0.25,
    reopenedShare: 0.03,
  },
  skills: {
    before: { low: 30, high: 60 },
    gain: { self: { low: -6, high: 22 }, manager: { low: -8, high: 18 } },
    assessedAgain: 0.75,
  },
  selection: { odds: 1, hazardRatio: 1 },
  drift: { share: 0, days: { from: 30, to: 75 }, noticed: 0, falseAlarm: 0 },
  mentor: {
    response: 0.58,
    recommend: [1, 1, 1, 2, 2, 4, 8, 14, 22, 25, 20],
    satisfaction: [2, 6, 20, 44, 28],
    confidenceBefore: [3, 10, 30, 40, 17],
    confidenceAfter: [2, 8, 26, 42, 22],
  },
  mentee: {
    response: 0.66,
    recommend: [1, 1, 2, 2, 3, 5, 9, 15, 20, 22, 20],
    satisfaction: [3, 7, 18, 42, 30],
    confidenceBefore: [8, 22, 38, 24, 8],
    confidenceAfter: [3, 10, 30, 38, 19],
  },
  delivery: { sentTwice: 0.004, meetingsCorrected: 0.006, endsCorrected: 0.05, hoursLate: 0.03, daysLate: 0.012 },
};

/** Part of a model; what is left out is the default's. */
export type ModelOverrides = Partial<SimulationModel>;

export class SimulationOptionError extends Error {
  readonly code = 'SIMULATION_OPTION';
  readonly retriable = false;
}

/** Fills in the defaults and refuses a model whose truth would not be what it says. Throws SimulationOptionError. */
export function resolveModel(overrides: ModelOverrides = {}): SimulationModel {
  const model = { ...defaultModel, ...overrides };
  const outcomes = meetingOutcomes.reduce((sum, outcome) => sum + model.meetingOutcomes[outcome], 0);
  if (Math.abs(outcomes - 1) > 1e-9) throw new SimulationOptionError('the shares of meetingOutcomes must sum to 1');
  const shares = model.commitments.reduce((sum, { share }) => sum + share, 0);
  if (Math.abs(shares - 1) > 1e-9) throw new SimulationOptionError('the shares of commitments must sum to 1');
  refuseUnequalGoals(model);
  const { mentored } = exitHazards(model);
  const highest = mentored * Math.max(1, model.selection.hazardRatio);
  if (model.commitments.some(({ days }) => endHazard(model, days) < highest)) {
    throw new SimulationOptionError(
      'prematureClosure is less than what mentees leaving their employer already cause: raise it, raise retention365.mentored or shorten commitments',
    );
  }
  return model;
}

function refuseUnequalGoals({ goals, commitments, skills }: SimulationModel): void {
  const latest = GOAL_SET_DAYS.to + Math.max(goals.dueDays.short, goals.dueDays.long) + GOAL_DUE_LATER_DAYS;
  if (commitments.some(({ days }) => days < latest)) {
    throw new SimulationOptionError(`dueDays reach to ${latest} days after activation: no commitment may be shorter`);
  }
  const reach = skillRaters.map((rater) => skills.gain[rater]);
  if (reach.some(({ low, high }) => skills.before.low + low < 0 || skills.before.high + high > 100)) {
    throw new SimulationOptionError('skills: before and gain must stay within 0 to 100, or the gain would be cut off');
  }
}

/** Hazard of an early end, all causes, of a pair committed for `days`: constant, so that S(t) = exp(-hazard t) before. */
export function endHazard({ prematureClosure }: SimulationModel, days: number): number {
  return -Math.log1p(-prematureClosure) / days;
}

/** Hazards of leaving the employer that give the chances of `retention365`: of people in no favoured department. */
export function exitHazards({ retention365 }: SimulationModel): { mentored: number; notMentored: number } {
  return {
    mentored: -Math.log(retention365.mentored) / 365,
    notMentored: -Math.log(retention365.notMentored) / 365,
  };
}
