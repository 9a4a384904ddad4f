/** A chart in one sentence: where it begins and ends, how far it went, and what is not told. */
import { rowSentence, valueText } from '../cells/row-text.ts';
import { hasValue } from '../cells/states.ts';
import type { Row } from '../data/types.ts';
import { annotationText, type PlacedAnnotation } from './annotation-marks.ts';
import { bucketText } from './buckets.ts';
import { linesOf } from './trend-option.ts';

function lineSentence(rows: readonly Row[], unit: string): string {
  const valued = rows.filter(hasValue);
  const [first] = valued;
  const last = valued.at(-1);
  if (first === undefined || last === undefined) return 'no bucket with a number';
  if (first === last) return `${bucketText(first.bucket)}: ${rowSentence(first, unit)}`;
  const ordered = [...valued].sort((a, b) => a.value - b.value);
  const [low, high] = [ordered[0] ?? first, ordered.at(-1) ?? last];
  const said = (row: Row) => `${valueText(row, unit)} in ${bucketText(row.bucket)}`;
  return `from ${said(first)} to ${said(last)}, lowest ${said(low)}, highest ${said(high)}`;
}

/** "Active pairs: from 95.1 % in Dec 2025 to …; 2 of 12 places have no number. Noted: Offices are closed (24 Dec 2025 to 2 Jan 2026)." */
export function trendSummary(
  title: string,
  rows: readonly Row[],
  unit: string,
  placed: readonly PlacedAnnotation[] = [],
): string {
  const lines = linesOf(rows);
  const said = lines.map(({ name, rows: own }) => `${lines.length > 1 ? `${name}: ` : ''}${lineSentence(own, unit)}`);
  const without = rows.filter(({ value }) => value === null).length;
  const gaps = without === 0 ? '' : `; ${without} of ${rows.length} places have no number`;
  const numbered = (one: PlacedAnnotation) => `${placed.length > 1 ? `${one.number} ` : ''}${annotationText(one)}`;
  const noted = placed.length === 0 ? '' : ` Noted: ${placed.map(numbered).join('; ')}.`;
  return `${title}: ${said.join('; ')}${gaps}.${noted}`;
}
