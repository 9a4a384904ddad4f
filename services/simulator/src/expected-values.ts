/** What the metrics must find, in closed form from the model: the truth by the metrics' own definitions. */
import { type ByMentoring, type ExpectedRetention, expectedPromotion, expectedRetention } from './expected-careers.ts';
import { type ExpectedGoals, type ExpectedSkillGain, expectedGoals, expectedSkillGain } from './expected-goals.ts';
import { endHazard, MILESTONE_DAYS, type SideModel, type SimulationModel } from './model.ts';

const DAYS_PER_MONTH = 30.4375;
const CADENCE_DAYS = 14;

export type BySide = { mentor: number; mentee: number };

/** Shares are 0 to 1, NPS is in points. Ids in brackets are those of the metric reference. */
export type ExpectedValues = {
  /** Share still open by days since activation, any end counted (R1). */
  pairSurvival: Record<'30' | '90' | '180' | '365' | '730', number>;
  /** Ended before the committed end, of pairs whose committed end has passed (R2). */
  prematureClosure: number;
  /** Employed 365 days after the first activation, or after an index date for those never paired (R6). */
  employeeRetention365: ExpectedRetention;
  /** Promoted within 365 days, separation competing (O3). */
  promotionIncidence365: ByMentoring;
  /** First meeting held within so many days of activation, the end of the pair competing (E3, E4). */
  firstMeetingWithin: Record<'14' | '30', number>;
  /** Held meetings per 30.4375 active, unpaused pair-days (E5). */
  meetingsPerPairMonth: number;
  /** Unpaused, fully elapsed windows of 14 days with a held meeting (E6). */
  cadenceAdherence: number;
  /** Held, and absent by side ("both" counts on either), of held + no-show + late cancel + lapsed (Q1, Q2). */
  meetingCompletion: number;
  noShow: BySide;
  meetingRatingMean: number;
  /** Answered, of invitations that have closed (S1); `all` weighs the sides as they are invited, one to one. */
  surveyResponseRate: BySide & { all: number };
  nps: BySide;
  /** `all` weighs the sides by how many of them answer. */
  satisfactionMean: BySide & { all: number };
  confidenceMean: { before: BySide; after: BySide };
  /** Mentees who reach it in the end, and those who have by the horizon, when the youngest pairs still have time. */
  milestone: { eventually: number; byHorizon: number };
  goals: ExpectedGoals;
  skillGain: ExpectedSkillGain;
};

/** `historyDays` from the programme's start to the horizon; pairs activate uniformly in it. */
export function expectedValues(model: SimulationModel, historyDays: number): ExpectedValues {
  const { mentor, mentee } = model;
  const weightMentor = mentor.response / (mentor.response + mentee.response);
  const pooled = (side: (m: SideModel) => number) => weightMentor * side(mentor) + (1 - weightMentor) * side(mentee);
  const satisfaction = (side: SideModel) => meanOf(side.satisfaction, 1);
  const bySide = (value: (side: SideModel) => number): BySide => ({ mentor: value(mentor), mentee: value(mentee) });
  const open = (day: number) => stillOpen(model, day);
  const first = (day: number) => firstMeetingWithin(model, day);
  return {
    pairSurvival: { '30': open(30), '90': open(90), '180': open(180), '365': open(365), '730': open(730) },
    prematureClosure: model.prematureClosure,
    employeeRetention365: expectedRetention(model),
    promotionIncidence365: expectedPromotion(model, 365),
    firstMeetingWithin: { '14': first(14), '30': first(30) },
    meetingsPerPairMonth: heldPerDay(model) * DAYS_PER_MONTH,
    cadenceAdherence: -Math.expm1(-heldPerDay(model) * CADENCE_DAYS),
    ...meetingQuality(model),
    meetingRatingMean: meanOf(model.ratings, 1),
    surveyResponseRate: { ...bySide((side) => side.response), all: (mentor.response + mentee.response) / 2 },
    nps: bySide((side) => npsOf(side.recommend)),
    satisfactionMean: { ...bySide(satisfaction), all: pooled(satisfaction) },
    confidenceMean: {
      before: bySide((side) => meanOf(side.confidenceBefore, 1)),
      after: bySide((side) => meanOf(side.confidenceAfter, 1)),
    },
    milestone: milestoneChance(model, historyDays),
    goals: expectedGoals(model, historyDays),
    skillGain: expectedSkillGain(model),
  };
}

/** S(t) = Σ share · [t < committed] · exp(−hazard t): a pair is open until its early or its planned end. */
function stillOpen(model: SimulationModel, day: number): number {
  return mixOverCommitments(model, (hazard, days) => (day < days ? Math.exp(-hazard * day) : 0));
}

/** Exponential first meeting against an exponential early end: r/(r+h) · (1 − exp(−(r+h) t)). */
function firstMeetingWithin(model: SimulationModel, day: number): number {
  return mixOverCommitments(model, (hazard) => firstOfTwo(heldPerDay(model), hazard, day));
}

function mixOverCommitments(model: SimulationModel, value: (hazard: number, days: number) => number): number {
  return model.commitments.reduce((sum, { days, share }) => sum + share * value(endHazard(model, days), days), 0);
}

/** Chance that an event of rate `wanted` comes first and by `day`, against one of rate `other`. */
function firstOfTwo(wanted: number, other: number, day: number): number {
  return (wanted / (wanted + other)) * -Math.expm1(-(wanted + other) * day);
}

function heldPerDay(model: SimulationModel): number {
  return model.meetingsPerDay * model.meetingOutcomes.held;
}

function meetingQuality({ meetingOutcomes }: SimulationModel): { meetingCompletion: number; noShow: BySide } {
  const counted = 1 - meetingOutcomes.cancelled_early;
  return {
    meetingCompletion: meetingOutcomes.held / counted,
    noShow: {
      mentor: (meetingOutcomes.no_show_mentor + meetingOutcomes.no_show_both) / counted,
      mentee: (meetingOutcomes.no_show_mentee + meetingOutcomes.no_show_both) / counted,
    },
  };
}

/** Activation is uniform over the history, so the share that still waits is the mean delay over its length. */
function milestoneChance(
  { milestone }: SimulationModel,
  historyDays: number,
): { eventually: number; byHorizon: number } {
  const meanDelay = (MILESTONE_DAYS.from + MILESTONE_DAYS.to) / 2;
  return { eventually: milestone, byHorizon: milestone * (1 - meanDelay / historyDays) };
}

function meanOf(weights: readonly number[], first: number): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.reduce((sum, weight, index) => sum + weight * (index + first), 0) / total;
}

function npsOf(weights: readonly number[]): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const share = (from: number, to: number) => weights.slice(from, to + 1).reduce((sum, w) => sum + w, 0) / total;
  return 100 * (share(9, 10) - share(0, 6));
}
