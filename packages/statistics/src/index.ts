export {
  type ClusteredEstimate,
  type ClusteredProportionSummary,
  type ClusteredRateSummary,
  type ClusterSums,
  clusteredProportion,
  clusteredRate,
} from './clustered.ts';
export {
  detectableDifference,
  estimateDifference,
  estimateRatio,
  impliedP,
  impliedStandardError,
  type Side,
} from './contrast.ts';
export { countEstimate } from './count.ts';
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
export {
  cumulativeIncidence,
  type IncidenceCurve,
  type IncidencePoint,
  type IncidenceRow,
  type IncidenceStep,
  incidenceAt,
} from './incidence.ts';
export { medianIncidence } from './incidence-median.ts';
export { type LogRank, logRank } from './log-rank.ts';
export { type MeanSummary, mean } from './mean.ts';
export { type NpsSummary, nps } from './nps.ts';
export { type ProportionSummary, proportion, proportionDifference } from './proportion.ts';
export { type RateSummary, rate } from './rate.ts';
export {
  type SurvivalCurve,
  type SurvivalPoint,
  type SurvivalRow,
  type SurvivalStep,
  survival,
  survivalAt,
} from './survival.ts';
export { medianSurvival, restrictedMean } from './survival-summary.ts';
