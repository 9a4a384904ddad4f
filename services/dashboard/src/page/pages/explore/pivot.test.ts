import { describe, expect, test } from 'vitest';
import type { Row } from '../../data/types.ts';
import { cellText } from '../../drill/cell-text.ts';
import { pivotOf } from './pivot.ts';

const row = (group: Record<string, string>, bucket: string | null, value: number): Row => ({
  ...{ group, bucket, state: 'value', value, n: 10, ci: null },
});
const shown = (rows: Row[]) => {
  const { columns, lines } = pivotOf(rows);
  return {
    columns,
    lines: lines.map(({ name, cells }) => [name, ...columns.map((column) => cells.get(column)?.value ?? null)]),
  };
};

describe('the pivot', () => {
  test('has groups down and periods across', () => {
    expect(
      shown([row({ d: 'it' }, '2026-02', 2), row({ d: 'it' }, '2026-01', 1), row({ d: 'hr' }, '2026-01', 3)]),
    ).toEqual({
      columns: ['2026-01', '2026-02'],
      lines: [
        ['it', 1, 2],
        ['hr', 3, null],
      ],
    });
  });

  test('has the second dimension across where there are no periods', () => {
    expect(shown([row({ d: 'it', g: 'f' }, null, 1), row({ d: 'it', g: 'm' }, null, 2)])).toEqual({
      columns: ['f', 'm'],
      lines: [['it', 1, 2]],
    });
  });
});

test('a cell is named as the API’s lineage names it', () => {
  expect(cellText({ group: { department: 'Sales' }, bucket: '2026-03' })).toBe('department=Sales,bucket=2026-03');
  expect(cellText({ group: {}, bucket: null })).toBe('');
});
