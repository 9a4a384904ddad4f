export { benjaminiHochberg } from './benjamini-hochberg.ts';
export {
  type ClusteredEstimate,
  type ClusteredProportionSummary,
  type ClusteredRateSummary,
  type ClusterSums,
  clusteredProportion,
  clusteredRate,
} from './clustered.ts';
export { type ClusteredMeanSummary, clusteredMean } from './clustered-mean.ts';
export { coarsenedExactMatching, type MatchedSide, type Matching } from './coarsened-exact-matching.ts';
export { cochranArmitage, type WeightedShare } from './cochran-armitage.ts';
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
  type DifferenceCells,
  differenceInDifferences,
  type ParallelTrends,
  parallelTrends,
} from './difference-in-differences.ts';
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
export { type FourFifthsRow, fourFifths } from './four-fifths.ts';
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
export { type MantelHaenszel, mantelHaenszel, type Stratum } from './mantel-haenszel.ts';
export type { Balance, Covariate, MatchCell, MatchStratum } from './match-balance.ts';
export { type DiscordantPairs, mcnemar } from './mcnemar.ts';
export { type MeanSummary, mean } from './mean.ts';
export { type MeanDifference, meanDifference } from './mean-difference.ts';
export { type NpsSummary, nps } from './nps.ts';
export { npsDifference } from './nps-difference.ts';
export { type EffectSize, type PairedChange, type PairedSummary, pairedChange } from './paired-change.ts';
export { type PopulationStratum, postStratifiedMean } from './post-stratified-mean.ts';
export {
  type DetectableDifference,
  powerTwoProportions,
  smallestDetectableDifference,
  type TwoShares,
} from './power.ts';
export { type ProportionSummary, proportion, proportionDifference } from './proportion.ts';
export { oddsRatio, riskRatio } from './proportion-ratio.ts';
export { quantileFromHistogram } from './quantile.ts';
export { type RateSummary, rate } from './rate.ts';
export { rateDifference, rateRatio } from './rate-contrast.ts';
export { type Reliability, reliability } from './reliability.ts';
export { representationRatio } from './representation.ts';
export { type SameGroupRatio, type SameGroupSummary, sameGroupRatio } from './same-group.ts';
export {
  type Standardised,
  shareAsMean,
  standardisedMeanDifference,
  standardisedShareDifference,
} from './standardised-difference.ts';
export {
  countPassed,
  type EntryRow,
  type SurvivalCurve,
  type SurvivalPoint,
  type SurvivalRow,
  type SurvivalStep,
  survival,
  survivalAt,
} from './survival.ts';
export { restrictedMeanDifference, survivalDifference } from './survival-contrast.ts';
export { medianSurvival, restrictedMean } from './survival-summary.ts';
export { chiSquaredTail, normalTwoSided, tTwoSided, upperTail } from './tails.ts';
export { fisherExact, twoProportionTest } from './two-proportion-test.ts';
export { wilcoxonSignedRank } from './wilcoxon.ts';
