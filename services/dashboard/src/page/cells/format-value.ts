/** Numbers for people, by the unit of their metric. What is shown is rounded; the exact number is in exports and in the title of a cell. */

const MINUS = '−';
const NARROW = ' ';
const withMinus = (text: string) => text.replace('-', MINUS);

const decimals = (digits: number) =>
  new Intl.NumberFormat('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits });
const whole = decimals(0);
const oneDigit = decimals(1);
const twoDigits = decimals(2);

/** As many digits as three significant ones need. */
function fitting(value: number): string {
  const size = Math.abs(value);
  if (size >= 100) return whole.format(value);
  return size >= 10 ? oneDigit.format(value) : twoDigits.format(value);
}

/** Units that follow their number after a narrow space; the rest is said beside it. */
const SUFFIXES: Readonly<Record<string, string>> = { days: 'd', hours: 'h', minutes: 'min' };

/** A value of a metric: 57.9 %, 1,007, 9.1 d, 3.91. */
export function formatValue(value: number, unit: string): string {
  if (unit === 'share') return withMinus(`${oneDigit.format(value * 100)}${NARROW}%`);
  if (unit === 'count') return withMinus(Number.isInteger(value) ? whole.format(value) : fitting(value));
  if (unit === 'points') return withMinus(oneDigit.format(value));
  const suffix = SUFFIXES[unit];
  return withMinus(suffix === undefined ? fitting(value) : `${fitting(value)}${NARROW}${suffix}`);
}

/** A difference, with its sign: +4.2 points of a share, −13.4. */
export function formatDifference(value: number, unit: string): string {
  const sign = value > 0 ? '+' : '';
  if (unit === 'share') return withMinus(`${sign}${oneDigit.format(value * 100)}${NARROW}pp`);
  return `${sign}${formatValue(value, unit)}`;
}

type Ends = { readonly low: number | null; readonly high: number | null } | null;

/** An interval: 54.5 % to 61.2 %. Open ends are said. `null` where there is none. */
export function formatInterval(ends: Ends, unit: string, format = formatValue): string | null {
  if (ends === null) return null;
  const { low, high } = ends;
  if (low === null && high === null) return null;
  if (low === null) return `up to ${format(high ?? 0, unit)}`;
  return high === null ? `${format(low, unit)} or more` : `${format(low, unit)} to ${format(high, unit)}`;
}

const tick = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });

/** A number on an axis: as short as it can be said. 100 %, 97.5 %, 6 d, 2.4. */
export function formatTick(value: number, unit: string): string {
  if (unit === 'share') return withMinus(`${tick.format(value * 100)}${NARROW}%`);
  const suffix = SUFFIXES[unit];
  return withMinus(suffix === undefined ? tick.format(value) : `${tick.format(value)}${NARROW}${suffix}`);
}

/** What stands at an axis: nothing where every tick has its unit. */
export function axisName(unit: string): string {
  return unit === 'share' || unit in SUFFIXES ? '' : ({ count: 'number' }[unit] ?? unit);
}

/** The unit of a panel in words: in %, in days, meetings per pair-month. */
export function unitNote(unit: string): string {
  if (unit === 'share') return 'in %';
  if (unit in SUFFIXES) return `in ${unit}`;
  return { count: 'number' }[unit] ?? unit;
}

/** n of a cell: n 1,007; a dash where it is not told. */
export const formatCount = (n: number | null): string => (n === null ? '–' : whole.format(n));
