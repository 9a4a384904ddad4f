/**
 * Numbers, periods and groups in the words of the dashboard: a mail says what the page says. The page knows nothing of this service, so
 * the few rules stand twice; test/src/mail-words.test.ts holds them together.
 */
import type { ComparedRow } from '@rapport/metrics';

const MINUS = '−';
const withMinus = (text: string) => text.replace('-', MINUS);

const decimals = (digits: number) =>
  new Intl.NumberFormat('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits });
const whole = decimals(0);
const oneDigit = decimals(1);
const twoDigits = decimals(2);

function fitting(value: number): string {
  const size = Math.abs(value);
  if (size >= 100) return whole.format(value);
  return size >= 10 ? oneDigit.format(value) : twoDigits.format(value);
}

const SUFFIXES: Readonly<Record<string, string>> = { days: 'd', hours: 'h', minutes: 'min' };

/** A number of a metric: 57.9 %, 1,007, 9.1 d, 3.91. */
function formatValue(value: number, unit: string): string {
  if (unit === 'share') return withMinus(`${oneDigit.format(value * 100)} %`);
  if (unit === 'count') return withMinus(Number.isInteger(value) ? whole.format(value) : fitting(value));
  if (unit === 'points') return withMinus(oneDigit.format(value));
  const suffix = SUFFIXES[unit];
  return withMinus(suffix === undefined ? fitting(value) : `${fitting(value)} ${suffix}`);
}

function formatDifference(value: number, unit: string): string {
  const sign = value > 0 ? '+' : '';
  if (unit === 'share') return withMinus(`${sign}${oneDigit.format(value * 100)} pp`);
  return `${sign}${formatValue(value, unit)}`;
}

type Ends = { readonly low: number | null; readonly high: number | null } | null;

function formatInterval(ends: Ends, unit: string, format = formatValue): string {
  if (ends === null) return '';
  const { low, high } = ends;
  if (low === null && high === null) return '';
  if (low === null) return `up to ${format(high ?? 0, unit)}`;
  return high === null ? `${format(low, unit)} or more` : `${format(low, unit)} to ${format(high, unit)}`;
}

const BOUNDS: Readonly<Record<string, string>> = { at_most: '≤ ', at_least: '≥ ' };
const isRounded = (reason: string | undefined) => /^near_\d+_/.test(reason ?? '');

const STATES: Readonly<Record<ComparedRow['state'], string>> = {
  value: 'unknown',
  zero: 'unknown',
  in_progress: 'in progress',
  not_yet_observable: 'too early to say',
  suppressed: 'hidden: about too few people',
  no_data: 'no data',
};

/** 57.9 %, ≤ 4.8 % where only a bound may be told, ≈ 50 % where rounded; without a value why there is none. */
export function valueText({ value, state, reason }: Pick<ComparedRow, 'value' | 'state' | 'reason'>, unit: string) {
  if (value === null) return STATES[state];
  const before = BOUNDS[reason ?? ''] ?? (isRounded(reason) ? '≈ ' : '');
  return `${before}${formatValue(value, unit)}`;
}

/** 54.5 % to 61.2 %, or nothing. */
export const intervalText = ({ ci }: Pick<ComparedRow, 'ci'>, unit: string): string => formatInterval(ci, unit);

export const countText = (n: number | null): string => (n === null ? '' : whole.format(n));

/** +4.2 pp (−8.8 pp to +20.3 pp), or nothing. */
export function changeText({ comparison }: Pick<ComparedRow, 'comparison'>, unit: string): string {
  if (comparison === undefined || comparison.difference.value === null) return '';
  const { value, ci } = comparison.difference;
  const interval = formatInterval(ci, unit, formatDifference);
  return interval === '' ? formatDifference(value, unit) : `${formatDifference(value, unit)} (${interval})`;
}

const FLAGS: Readonly<Record<string, string>> = {
  immature: 'some in it are too young to count yet',
  low_power: 'few observations: only a large difference would show',
  low_reliability: 'few observations: the interval is wide',
  few_clusters: 'fewer than ten pairs or people stand behind it',
};

/** What to be careful about with a value. */
export function noteText({ value, state, reason, flags = [] }: ComparedRow): string {
  if (value === null) return '';
  const isBound = reason !== undefined && reason in BOUNDS;
  return [
    ...(state === 'in_progress' ? ['in progress: the number will move'] : []),
    ...(isBound ? ['only a bound: the exact share would tell of few people'] : []),
    ...(isRounded(reason) ? ['rounded: the exact number would tell of few people'] : []),
    ...flags.map((flag) => FLAGS[flag] ?? flag.replaceAll('_', ' ')),
  ].join('; ');
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const month = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' });
const utc = (date: string) => Date.parse(`${date}T00:00:00Z`);

/** 23 Nov 2026 */
export const dayText = (date: string): string => day.format(utc(date));

/** 23 Nov 2026, 09:51 UTC */
export function instantText(instant: string): string {
  const at = new Date(instant).toISOString();
  return `${dayText(at.slice(0, 10))}, ${at.slice(11, 16)} UTC`;
}

/** A bucket for people: Nov 2026, Q4 2026, week 48, 2026. */
export function bucketText(bucket: string | null): string {
  if (bucket === null) return '';
  if (/^\d{4}-\d{2}-\d{2}$/.test(bucket)) return dayText(bucket);
  if (/^\d{4}-\d{2}$/.test(bucket)) return month.format(utc(`${bucket}-01`));
  const [, year, kind, number] = /^(\d{4})-([QW])(\d+)$/.exec(bucket) ?? [];
  if (kind === undefined) return bucket;
  return kind === 'Q' ? `Q${number} ${year}` : `week ${Number(number)}, ${year}`;
}

const NAMED = /^(programme|instrument|skill|type|stream|(mentee_|mentor_)?cohort)$/;

function groupValueText(dimension: string, value: string): string {
  if (NAMED.test(dimension)) return value;
  if (value.startsWith('non_')) return value.replaceAll('_', '-');
  return /^[a-z]+(_[a-z]+)+$/.test(value) ? value.replaceAll('_', ' ') : value;
}

/** Sales · mentee */
export const groupText = (group: Readonly<Record<string, string>>): string =>
  Object.entries(group)
    .filter(([, value]) => value !== '')
    .map(([dimension, value]) => groupValueText(dimension, value))
    .join(' · ');

/** The unit of a number in words: in %, in days, number, meetings per pair-month. */
export function unitText(unit: string): string {
  if (unit === 'share') return 'in %';
  if (unit in SUFFIXES) return `in ${unit}`;
  return { count: 'number' }[unit] ?? unit;
}
