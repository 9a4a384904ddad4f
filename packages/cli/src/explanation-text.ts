import type { Explanation } from '@rapport/metrics';
import { table } from './table.ts';

const coordinates = (group: Record<string, string>, bucket: string | null) =>
  [...Object.values(group), ...(bucket === null ? [] : [bucket])].join(' · ') || 'all';

/** What stands behind an answer: the formula in words and numbers, the tables, the SQL with its parameters. */
export function explanationText(explanation: Explanation): string {
  const { metric, version, question, formula, estimator, cells, cells_left_out, tables, rows_read } = explanation;
  const reads = tables.map((read) => [read.table, String(read.rows), String(read.parts)]);
  const params = Object.entries(explanation.params).map(([name, value]) => `  ${name} = ${JSON.stringify(value)}`);
  return [
    `${question} (${metric}, version ${version})`,
    `formula: ${formula}`,
    `estimator: ${estimator}`,
    ...cells.map(({ group, bucket, formula: numbers }) => `  ${coordinates(group, bucket)}: ${numbers}`),
    ...(cells_left_out === 0 ? [] : [`  and ${cells_left_out} more`]),
    '',
    `reads about ${rows_read.toLocaleString('en')} rows`,
    table(['table', 'rows', 'parts'], reads),
    '',
    'SQL',
    explanation.sql,
    '',
    'with',
    ...params,
  ].join('\n');
}
