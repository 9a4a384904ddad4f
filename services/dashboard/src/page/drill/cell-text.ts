/** A cell as the API's lineage names it: `department=Sales,bucket=2026-03`. */
import type { Row } from '../data/types.ts';

export function cellText({ group, bucket }: Pick<Row, 'group' | 'bucket'>): string {
  const named = bucket === null ? Object.entries(group) : [...Object.entries(group), ['bucket', bucket] as const];
  return named.map(([name, value]) => `${name}=${value}`).join(',');
}
