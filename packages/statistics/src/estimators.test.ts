import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as statistics from './index.ts';
import { goldenEntries } from './testing/golden-calls.ts';
import { goldenTable, largestOf } from './testing/golden-table.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const [, kept = ''] = readme.split(/<!-- golden table[^>]*-->/);

/** What has no reference: plumbing, and the rules that are held by hand-computed cases in their own tests. */
const WITHOUT_REFERENCE = new Set([
  'DEFAULT_LEVEL',
  'countEstimate',
  'countPassed',
  'fourFifths',
  'reliability',
  'shareAsMean',
]);
/** Readers of a curve that the curve's own cases go through, and tails that every p goes through. */
const READ_ELSEWHERE = /^(survivalAt|incidenceAt|.*Tail|.*TwoSided|estimate.*|implied.*|detectable.*|medianIncidence)$/;

/** Rows of a Markdown table. */
function cells(table: string): string[][] {
  return table
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
}

const largest = new Map(goldenEntries.map((entry) => [entry, largestOf(entry)]));

describe('every estimator against its reference', () => {
  it.each(goldenEntries)('$estimator equals $reference to 1e-9', (entry) => {
    expect(largest.get(entry)).toBeLessThan(1e-9);
  });

  it('is listed in the README with the largest difference there is', () => {
    const [ours, theirs] = [cells(goldenTable((entry) => largest.get(entry) ?? Number.NaN)), cells(kept)];
    expect(theirs.map((row) => row.slice(0, 4))).toEqual(ours.map((row) => row.slice(0, 4)));
    // The last digits differ by platform, by less than tenfold.
    const exceeded = ours
      .slice(2)
      .filter((row, i) => Number(row[4]) > 10 * Math.max(1e-16, Number(theirs[i + 2]?.[4])));
    expect(exceeded).toEqual([]);
  });

  it('leaves no exported function without reference but those named here', () => {
    const covered = new Set(goldenEntries.map(({ estimator }) => estimator));
    const missing = Object.keys(statistics).filter((name) => {
      return !covered.has(name) && !WITHOUT_REFERENCE.has(name) && !READ_ELSEWHERE.test(name);
    });
    expect(missing).toEqual([]);
  });
});
