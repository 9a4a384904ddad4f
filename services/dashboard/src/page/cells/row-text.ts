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
  sentence: string;
};

/** Whether a difference is good news, by the metric's direction and only where the interval leaves out zero. */
function toneOf(low: number | null, high: number | null, direction: string): Change['tone'] {
  if (low === null || high === null || (low <= 0 && high >= 0) || direction === 'neither') return 'even';
  return low > 0 === (direction === 'higher is better') ? 'better' : 'worse';
}

/** The difference to the period that the row is set beside. Nothing where none was asked for. */
export function changeOf({ comparison }: Row, unit: string, direction: string): Change | undefined {
  if (comparison === undefined) return undefined;
  const { value, ci } = comparison.difference;
  if (value === null) {
    const sentence = reasonText(comparison.difference.reason) ?? 'nothing to compare with';
    return { text: null, interval: null, tone: 'unknown', sentence };
  }
  const tone = ci === null ? 'even' : toneOf(ci.low, ci.high, direction);
  const interval = formatInterval(ci, unit, formatDifference);
  const reading = { better: 'for the better', worse: 'for the worse', even: 'it may be either way', unknown: '' }[tone];
  const text = formatDifference(value, unit);
  return {
    text,
    interval,
    tone,
    sentence: [text, interval === null ? '' : `(${interval})`, reading].filter(Boolean).join(' '),
  };
}

/** A group in words: Sales, or Sales · mentee. */
export const groupText = (group: Readonly<Record<string, string>>): string =>
  Object.values(group)
    .filter((value) => value !== '')
    .join(' · ');

/** mentee_department → mentee department */
export const dimensionText = (dimension: string): string => dimension.replaceAll('_', ' ');
