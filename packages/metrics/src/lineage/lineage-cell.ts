/** Which cell of an answer is followed: its group values and its bucket, as an answer's row names them. */
import type { MetricQuery } from '../request.ts';
import { createIssues, quoted } from '../request-issues.ts';
import type { MetricRow } from '../result.ts';

export type LineageCell = { group: Readonly<Record<string, string>>; bucket: string | null };

const BUCKET = 'bucket';

/**
 * `department=Sales,bucket=2026-03` as a cell; a comma within a value is written `\,`. Empty text: the only cell of an
 * answer that has no breakdown. @throws MetricRequestError for what is no such list
 */
export function parseCell(text: string): LineageCell {
  const issues = createIssues();
  const group = new Map<string, string>();
  let bucket: string | null = null;
  const parts = text === '' ? [] : text.split(/(?<!\\),/).map((part) => part.replaceAll('\\,', ','));
  for (const part of parts) {
    const at = part.indexOf('=');
    const name = part.slice(0, Math.max(at, 0)).trim();
    const value = part.slice(at + 1);
    if (at < 1) issues.add('INVALID_CELL', 'cell', `a cell is name=value,name=value: ${quoted(part)} is not`);
    else if (group.has(name) || (name === BUCKET && bucket !== null)) {
      issues.add('INVALID_CELL', 'cell', `the cell names ${quoted(name)} twice`);
    } else if (name === BUCKET) bucket = value;
    else group.set(name, value);
  }
  issues.throwIfAny();
  return { group: Object.fromEntries(group), bucket };
}

/** The cell with every breakdown of the query named. @throws MetricRequestError where it does not name just those */
export function checkCell(query: MetricQuery, { group, bucket }: LineageCell): LineageCell {
  const issues = createIssues();
  const given = new Map(Object.entries(group));
  for (const id of query.groupBy) {
    if (!given.has(id)) issues.add('INVALID_CELL', 'cell', `the answer is by ${id}: the cell must say which`);
  }
  for (const id of given.keys()) {
    if (!query.groupBy.includes(id)) {
      issues.add(
        'INVALID_CELL',
        'cell',
        `the answer is not by ${quoted(id)}: group by it, or leave it out of the cell`,
      );
    }
  }
  if (query.grain === null && bucket !== null) issues.add('INVALID_CELL', 'cell', 'a bucket needs a grain');
  if (query.grain !== null && bucket === null) {
    issues.add('INVALID_CELL', 'cell', `the answer is by ${query.grain}: the cell must say which bucket`);
  }
  issues.throwIfAny();
  return { group: Object.fromEntries(query.groupBy.map((id) => [id, given.get(id) ?? ''])), bucket };
}

/** The row of an answer that a cell is; undefined where the answer has none. */
export function rowOfCell(rows: readonly MetricRow[], { group, bucket }: LineageCell): MetricRow | undefined {
  return rows.find(
    (row) => row.bucket === bucket && Object.entries(row.group).every(([id, value]) => group[id] === value),
  );
}
