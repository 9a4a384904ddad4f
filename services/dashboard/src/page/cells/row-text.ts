/** One cell in words: its value as it may be said, its interval, and the sentence that a screen reader gets. */
import type { Row } from '../data/types.ts';
import { formatCount, formatDifference, formatInterval, formatValue } from './format-value.ts';
import { flagText, isRounded, reasonText, stateText } from './states.ts';

const BOUNDS: Readonly<Record<string, string>> = { at_most: '≤ ', at_least: '≥ ' };

type Valued = Pick<Row, 'value' | 'state' | 'reason'>;

/** The value as it is shown: 57.9 %, ≤ 4.8 % (only a bound may be told), ≈ 50 % (rounded), or the mark of its state. */
export function valueText({ value, state, reason }: Valued, unit: string): string {
  if (value === null) return stateText(state).mark;
  const before = BOUNDS[reason ?? ''] ?? (isRounded(reason) ? '≈ ' : '');
  return `${before}${formatValue(value, unit)}`;
}

/** 54.5 % to 61.2 %, or nothing. */
export const intervalText = ({ ci }: Pick<Row, 'ci'>, unit: string): string | null => formatInterval(ci, unit);

/** The cell as a sentence: "57.9 %, 95 % interval 54.5 % to 61.2 %, n 1,007; in progress". */
export function rowSentence(row: Row, unit: string): string {
  if (row.value === null) return reasonText(row.reason) ?? stateText(row.state).meaning;
  const interval = intervalText(row, unit);
  const level = Math.round((row.ci?.level ?? 0.95) * 100);
  const parts = [
    valueText(row, unit),
    interval === null ? undefined : `${level} % interval ${interval}`,
    row.n === null ? undefined : `n ${formatCount(row.n)}`,
  ].filter((part) => part !== undefined);
  const notes = [
    row.state === 'in_progress' ? stateText('in_progress').meaning : undefined,
    interval === null ? reasonText(row.reason) : undefined,
    ...(row.flags ?? []).map(flagText),
  ].filter((note) => note !== undefined);
  return [parts.join(', '), ...notes].join('; ');
}

export type Change = {
  /** +4.2 pp; null where one side has no number. */
  text: string | null;
  /** −8.8 to +20.3 */
  interval: string | null;
  tone: 'better' | 'worse' | 'even' | 'unknown';
  /** What may be made of it: for the better, no clear change; nothing where that cannot be said. */
  reading: string;
  sentence: string;
};

const READINGS = { better: 'for the better', worse: 'for the worse', even: 'no clear change', unknown: '' } as const;

type Ends = { low: number | null; high: number | null } | null;

/** Whether a difference may as well be none. Without an interval nobody can tell. */
const isUnclear = (ends: Ends) =>
  ends !== null && ends.low !== null && ends.high !== null && ends.low <= 0 && ends.high >= 0;

/** Whether a difference is good news, by the metric's direction and only where the interval leaves out zero. */
function toneOf(ends: Ends, direction: string): Change['tone'] {
  const low = ends?.low ?? null;
  if (ends === null || low === null || ends.high === null || isUnclear(ends) || direction === 'neither') return 'even';
  return low > 0 === (direction === 'higher is better') ? 'better' : 'worse';
}

/** The difference to the period that the row is set beside. Nothing where none was asked for. */
export function changeOf({ comparison }: Row, unit: string, direction: string): Change | undefined {
  if (comparison === undefined) return undefined;
  const { value, ci } = comparison.difference;
  if (value === null) {
    const sentence = reasonText(comparison.difference.reason) ?? 'nothing to compare with';
    return { text: null, interval: null, tone: 'unknown', reading: '', sentence };
  }
  const tone = toneOf(ci, direction);
  const interval = formatInterval(ci, unit, formatDifference);
  const reading = tone === 'even' && !isUnclear(ci) ? '' : READINGS[tone];
  const text = formatDifference(value, unit);
  const sentence = [text, interval === null ? '' : `(${interval})`, reading].filter(Boolean).join(' ');
  return { text, interval, tone, reading, sentence };
}

/** Words that begin a line or stand on a button: their first letter is large. */
export const sentenceCase = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** Dimensions whose values are names that somebody gave. */
const NAMED = /^(programme|instrument|skill|type|stream|(mentee_|mentor_)?cohort)$/;

/** non_binary → non-binary, more_time → more time. Ids and names stay as they are. */
export function groupValueText(dimension: string, value: string): string {
  if (NAMED.test(dimension)) return value;
  if (value.startsWith('non_')) return value.replaceAll('_', '-');
  return /^[a-z]+(_[a-z]+)+$/.test(value) ? value.replaceAll('_', ' ') : value;
}

/** A group in words: Sales, or Sales · mentee. */
export const groupText = (group: Readonly<Record<string, string>>): string =>
  Object.entries(group)
    .filter(([, value]) => value !== '')
    .map(([dimension, value]) => groupValueText(dimension, value))
    .join(' · ');

const DIMENSIONS: Readonly<Record<string, string>> = {
  cancelled_side: 'who cancelled',
  end_kind: 'kind of end',
  end_reason: 'reason for the end',
  end_side: 'who ended it',
  instrument_version: 'version of the questionnaire',
  instrument: 'questionnaire',
  match_method: 'way of matching',
  measure_range: 'measure and range',
  pairing_month: 'month the pairing began',
  pairing_quarter: 'quarter the pairing began',
  pairing_year: 'year the pairing began',
  start_month: 'month of the start',
  start_quarter: 'quarter of the start',
  start_year: 'year of the start',
  wave: 'survey wave',
};

/** mentee_department → mentee’s department */
export function dimensionText(dimension: string): string {
  const [, side, attribute] = /^(mentee|mentor)_(.+)$/.exec(dimension) ?? [];
  if (side !== undefined) return `${side}’s ${attribute?.replaceAll('_', ' ')}`;
  return DIMENSIONS[dimension] ?? dimension.replaceAll('_', ' ');
}
