import { caseDifference, type GoldenEntry, goldenEntries } from './golden-calls.ts';

/** The least power of ten that the difference does not pass: the last digits of a platform's logarithms may differ. */
function bound(difference: number): string {
  return difference === 0 ? '0' : `${(10 ** Math.ceil(Math.log10(difference))).toExponential(0)}`;
}

/** Largest difference over all cases of an estimator. */
export function largestOf({ estimator, cases }: GoldenEntry): number {
  return Math.max(...cases.map((one) => caseDifference(estimator, one)));
}

/** The table of the README as Markdown, from largest differences that were computed just now. */
export function goldenTable(largest: (entry: GoldenEntry) => number = largestOf): string {
  const rows = goldenEntries.map((entry) => {
    const figures = entry.cases.reduce((sum, one) => sum + Object.keys(one.expect).length, 0);
    return [entry.estimator, entry.reference, `${entry.cases.length}, ${figures}`, bound(largest(entry))];
  });
  const head = ['estimator', 'reference', 'cases, figures', 'largest difference'];
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map((row) => row[i]?.length ?? 0)));
  const line = (cells: string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  const rule = line(widths.map((width) => '-'.repeat(width)));
  return [line(head), rule, ...rows.map(line)].join('\n');
}
