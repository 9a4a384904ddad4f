import type { TriangleCell, TriangleResult } from '@rapport/metrics';
import { short } from './metric-text.ts';
import { table } from './table.ts';

function cellText({ state, value }: TriangleCell): string {
  switch (state) {
    case 'value':
    case 'zero':
      return short(value);
    case 'in_progress':
      return `${short(value)}*`;
    case 'not_yet_observable':
      return '·';
    case 'suppressed':
      return 'hidden';
    case 'no_data':
      return '–';
    default:
      throw new Error(`no such state: ${state satisfies never}`);
  }
}

/** Cohorts as rows, time since the start as columns. */
export function triangleText({ rows, meta }: TriangleResult): string {
  const { cohort, period, periods } = meta.triangle;
  const groups = meta.query.group_by;
  const steps = Array.from({ length: periods }, (_, index) => `${period} ${index + 1}`);
  const lines = rows.map((row) => [
    ...groups.map((name) => row.group[name] ?? ''),
    row.cohort,
    short(row.size),
    ...row.cells.map(cellText),
  ]);
  return [
    `${meta.title} in ${meta.unit} (${meta.metric}, version ${meta.version}), by ${cohort} of the start`,
    `as of ${meta.as_of}, known at ${meta.known_at}; * in progress, · not yet observable`,
    '',
    table([...groups, 'cohort', 'size', ...steps], lines),
  ].join('\n');
}
