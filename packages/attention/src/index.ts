/** Which pairings need somebody: rules as data, what they find, what follows, and how good they were. Pure. */
export { type CannotTell, type Completeness, completeness, lastTold } from './completeness.ts';
export { ATTENTION_SOURCE, alertIdOf, decide, type KnownAlert } from './decide.ts';
export { type Deed, type Doer, type Done, decideDeed, type Outcome, outcomes } from './deeds.ts';
export { evaluate, type Finding, type Moments, type RunQuery } from './evaluate.ts';
export { type AlertQuality, alertQuality, HORIZON_DAYS, type PrematureEnd } from './quality.ts';
export { type ReplayOptions, replayAttention } from './replay.ts';
export { type AttentionDependencies, createRound, type RoundReport, type Stored } from './round.ts';
export { type AttentionRule, versionOf } from './rule.ts';
export { findRule, rules } from './rules.ts';
export { type LogPositions, storedLog } from './stored-log.ts';
export { alertAnswer, alertOf, ruleAnswer, ruleList } from './surface/alert-answers.ts';
export { CHECK_IN, isPrivate, type Meant, meantBy } from './surface/alert-handle.ts';
export {
  type AlertFilter,
  type AlertRow,
  type AlertState,
  alertRows,
  alertStates,
  pageKeyOf,
} from './surface/alert-rows.ts';
