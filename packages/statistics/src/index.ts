export {
  type ClusteredEstimate,
  type ClusteredProportionSummary,
  type ClusteredRateSummary,
  type ClusterSums,
  clusteredProportion,
  clusteredRate,
} from './clustered.ts';
export { type ClusteredMeanSummary, clusteredMean } from './clustered-mean.ts';
export {
  detectableDifference,
  estimateDifference,
  estimateRatio,
  impliedP,
  impliedStandardError,
  type Side,
} from './contrast.ts';
export { countEstimate } from './count.ts';
export { type AlphaSummary, cronbachAlpha } from './cronbach-alpha.ts';
export {
  DEFAULT_LEVEL,
  type Estimate,
  type Interval,
  type KnownEstimate,
  type MedianEstimate,
  type Method,
  type OpenInterval,
  type UndefinedEstimate,
  type UndefinedReason,
} from './estimate.ts';
export { giniIndex } from './gini.ts';
export type { HistogramRow } from './histogram.ts';
export type { Test, TestMethod } from './hypothesis-test.ts';
export {
  cumulativeIncidence,
  type IncidenceCurve,
  type IncidencePoint,
  type IncidenceRow,
  type IncidenceStep,
  incidenceAt,
} from './incidence.ts';
export { medianIncidence } from './incidence-median.ts';
export { type Landmark, landmark } from './landmark.ts';
export { type LogRank, logRank } from './log-rank.ts';
export { type MeanSummary, mean } from './mean.ts';
export { type NpsSummary, nps } from './nps.ts';
export { type EffectSize, type PairedChange, type PairedSummary, pairedChange } from './paired-change.ts';
export { type ProportionSummary, proportion, proportionDifference } from './proportion.ts';
export { quantileFromHistogram } from './quantile.ts';
export { type RateSummary, rate } from './rate.ts';
export { type Reliability, reliability } from './reliability.ts';
export { representationRatio } from './representation.ts';
export { type SameGroupRatio, type SameGroupSummary, sameGroupRatio } from './same-group.ts';
export {
  type EntryRow,
  type SurvivalCurve,
  type SurvivalPoint,
  type SurvivalRow,
  type SurvivalStep,
  survival,
  survivalAt,
} from './survival.ts';
export { medianSurvival, restrictedMean } from './survival-summary.ts';
export { chiSquaredTail, normalTwoSided, tTwoSided, upperTail } from './tails.ts';
