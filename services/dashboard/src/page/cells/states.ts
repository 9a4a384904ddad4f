/** What each state of a cell is called and means. No two look alike, and none looks like zero. */
import type { CellState, Row } from '../data/types.ts';

type StateText = { readonly mark: string; readonly name: string; readonly meaning: string };

const TEXTS: Readonly<Record<CellState, StateText>> = {
  value: { mark: '', name: 'a value', meaning: 'estimated from what has happened' },
  zero: { mark: '0', name: 'zero', meaning: 'counted, and there were none' },
  in_progress: {
    mark: '…',
    name: 'in progress',
    meaning: 'the period or its follow-up is still running: the number will move',
  },
  not_yet_observable: { mark: '◦', name: 'too early', meaning: 'nobody in it has been followed for long enough yet' },
  suppressed: { mark: '▒', name: 'hidden', meaning: 'few people stand behind it, or it would tell a number of few' },
  no_data: { mark: '–', name: 'no data', meaning: 'nothing was told that it could be made from' },
};

export const stateText = (state: CellState): StateText => TEXTS[state];

const REASONS: Readonly<Record<string, string>> = {
  at_most: 'only a bound is shown: the exact share would tell of few people',
  at_least: 'only a bound is shown: the exact share would tell of few people',
  exact_count: 'a count, not an estimate: it has no interval',
  zero_variance: 'everybody gave the same: no interval can be made',
  too_few_units: 'too few for an interval',
  no_events: 'nothing of the kind has happened',
  no_exposure: 'no time at risk',
  follow_up_too_short: 'nobody has been followed for that long yet',
  everyone_ended: 'everybody’s has ended',
  no_overlap: 'the two groups have nobody alike',
  poor_balance: 'the two groups stay too different to compare',
  mixed_scales: 'answers on different scales are not pooled',
  small_group: 'hidden: too few people stand behind it, or it would give away a number of few',
  not_begun: 'this period has not begun',
  too_young: 'everybody in it is too young to count yet',
  no_units: 'nothing in it to make a number from',
  not_reached: 'not reached by half of them within the time observed',
};

/** Why a cell has no value, or only no interval, for people. */
export function reasonText(reason: string | undefined): string | undefined {
  if (reason === undefined) return undefined;
  if (isRounded(reason)) return 'rounded: the exact number would tell of few people';
  return REASONS[reason] ?? reason.replaceAll('_', ' ');
}

/** near_10_percent, near_30_days, …: the value is rounded so that it tells of nobody. */
export const isRounded = (reason: string | undefined): boolean => /^near_\d+_/.test(reason ?? '');

const FLAGS: Readonly<Record<string, string>> = {
  immature: 'some in it are too young to count yet',
  low_power: 'few observations: only a large difference would show',
  low_reliability: 'few observations: the interval is wide',
  few_clusters: 'fewer than ten pairs or people stand behind it',
};

export const flagText = (flag: string): string => FLAGS[flag] ?? flag.replaceAll('_', ' ');

/** Whether a cell has a number to draw. */
export const hasValue = (row: Row): row is Row & { value: number } => row.value !== null;
