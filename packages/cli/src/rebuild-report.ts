/** What the comparison of a rebuild found, in words. */
import { isSame, type RebuildState, type RowDifference, type TableComparison } from '@rapport/warehouse';
import { table } from './table.ts';
import type { Terminal } from './terminal.ts';

const count = (value: number) => value.toLocaleString('en');

function where({ lackedBy, partition, offset, eventId }: RowDifference, name: string): string {
  const event = eventId === '' ? '' : ` (event ${eventId})`;
  const what = lackedBy === '' ? 'differs' : `is lacking in the ${lackedBy} table`;
  return `  ${name} ${partition}/${offset}${event} ${what}`;
}

/** Prints a line a table, and the first differences by their place on the log. */
export function printComparison(terminal: Terminal, comparisons: readonly TableComparison[]): void {
  const rows = comparisons.map(({ table: name, stream, liveRows, rebuiltRows, buckets, differentBuckets }) => [
    differentBuckets === 0 ? '✓' : '✗',
    name,
    stream === '' ? '–' : stream,
    ...[liveRows, rebuiltRows, buckets, differentBuckets].map(count),
  ]);
  terminal.print(table(['', 'table', 'stream', 'live rows', 'rebuilt rows', 'buckets', 'different'], rows));
  for (const { table: name, stream, examples } of comparisons) {
    const of = stream === '' || name.endsWith(stream) ? name : `${name} of ${stream}`;
    for (const example of examples) terminal.print(where(example, of));
  }
  terminal.print(
    isSame(comparisons) ? 'the rebuilt tables are the same as the live ones' : 'the rebuilt tables differ',
  );
}

const jsonSafe = (_key: string, value: unknown) => (typeof value === 'bigint' ? Number(value) : value);

export function printComparisonJson(
  terminal: Terminal,
  { epoch, database }: Pick<RebuildState, 'epoch' | 'database'>,
  comparisons: readonly TableComparison[],
): void {
  terminal.print(JSON.stringify({ same: isSame(comparisons), epoch, database, tables: comparisons }, jsonSafe, 2));
}
