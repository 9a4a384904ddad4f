/** A chart in one sentence: where it begins and ends, how far it went, and what is not told. */
import { rowSentence, valueText } from '../cells/row-text.ts';
import { hasValue } from '../cells/states.ts';
import type { Row } from '../data/types.ts';
import { annotationText, type PlacedAnnotation } from './annotation-marks.ts';
import { bucketText } from './buckets.ts';
import { linesOf } from './trend-option.ts';

const said = (row: Row, unit: string) => `${valueText(row, unit)} in ${bucketText(row.bucket)}`;
const byValue = (a: { value: number }, b: { value: number }) => a.value - b.value;

/** A number that will move is no end, no lowest and no highest: half a month has half of its meetings. */
const isWhole = ({ state }: Row) => state !== 'in_progress';

/** "; Nov 2026 so far 3" */
const soFar = (rows: readonly Row[], unit: string): string =>
  rows
    .filter((row) => hasValue(row) && !isWhole(row))
    .slice(-1)
    .map((row) => `, ${bucketText(row.bucket)} so far ${valueText(row, unit)}`)
    .join('');

function lineSentence(rows: readonly Row[], unit: string, hasExtremes: boolean): string {
  const told = rows.filter(hasValue);
  const whole = told.filter(isWhole);
  return whole.length === 0
    ? endsSentence(told, unit, hasExtremes)
    : `${endsSentence(whole, unit, hasExtremes)}${soFar(rows, unit)}`;
}

function endsSentence(valued: readonly (Row & { value: number })[], unit: string, hasExtremes: boolean): string {
  const [first] = valued;
  const last = valued.at(-1);
  if (first === undefined || last === undefined) return 'no bucket with a number';
  if (first === last) return `${bucketText(first.bucket)}: ${rowSentence(first, unit)}`;
  const fromTo = `from ${said(first, unit)} to ${said(last, unit)}`;
  if (!hasExtremes) return fromTo;
  const ordered = valued.toSorted(byValue);
  return `${fromTo}, lowest ${said(ordered[0] ?? first, unit)}, highest ${said(ordered.at(-1) ?? last, unit)}`;
}

type Line = ReturnType<typeof linesOf>[number];

/** Of many lines only where they end: each from end to end would be a page of text, which the table is. */
function lastSentence(lines: readonly Line[], unit: string): string {
  const told = lines.flatMap(({ name, rows }) => rows.filter(hasValue).map((row) => ({ ...row, name })));
  const whole = told.filter(isWhole);
  const valued = whole.length === 0 ? told : whole;
  const bucket = valued
    .map((row) => row.bucket ?? '')
    .sort()
    .at(-1);
  const ordered = valued.filter((row) => (row.bucket ?? '') === bucket).sort(byValue);
  const [low] = ordered;
  const high = ordered.at(-1);
  if (low === undefined || high === undefined) return 'no group with a number';
  const named = (row: typeof low) => `${row.name} ${valueText(row, unit)}`;
  const ends = low === high ? named(low) : `lowest ${named(low)}, highest ${named(high)}`;
  return `in ${bucketText(low.bucket)} ${ends}, of ${lines.length} groups`;
}

/** What is to be seen of one line, of two, or of many. */
function linesSentence(lines: readonly Line[], unit: string): string {
  if (lines.length > 2) return lastSentence(lines, unit);
  const isOne = lines.length === 1;
  return lines.map(({ name, rows }) => `${isOne ? '' : `${name} `}${lineSentence(rows, unit, isOne)}`).join('; ');
}

/** "Active pairs: from 95.1 % in Dec 2025 to …; 2 of 12 places have no number. Noted: Offices are closed (24 Dec 2025 to 2 Jan 2026)." */
export function trendSummary(
  title: string,
  rows: readonly Row[],
  unit: string,
  placed: readonly PlacedAnnotation[] = [],
): string {
  const without = rows.filter(({ value }) => value === null).length;
  const gaps = without === 0 ? '' : `; ${without} of ${rows.length} places have no number`;
  const numbered = (one: PlacedAnnotation) => `${placed.length > 1 ? `${one.number} ` : ''}${annotationText(one)}`;
  const noted = placed.length === 0 ? '' : ` Noted: ${placed.map(numbered).join('; ')}.`;
  return `${title}: ${linesSentence(linesOf(rows), unit)}${gaps}.${noted}`;
}
