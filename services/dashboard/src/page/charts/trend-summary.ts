/** A chart in one sentence: where it begins and ends, how far it went, and what is not told. */
import { rowSentence, valueText } from '../cells/row-text.ts';
import { hasValue } from '../cells/states.ts';
import type { Row } from '../data/types.ts';
import { annotationText, type PlacedAnnotation } from './annotation-marks.ts';
import { bucketText } from './buckets.ts';
import { linesOf } from './trend-option.ts';

const said = (row: Row, unit: string) => `${valueText(row, unit)} in ${bucketText(row.bucket)}`;
const byValue = (a: { value: number }, b: { value: number }) => a.value - b.value;

function lineSentence(rows: readonly Row[], unit: string, hasExtremes: boolean): string {
  const valued = rows.filter(hasValue);
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
  const valued = lines.flatMap(({ name, rows }) => rows.filter(hasValue).map((row) => ({ ...row, name })));
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
