import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createWarehouse, type Warehouse } from '../client.ts';
import { anonymousRows, chooseLevel } from './anonymous-rows.ts';
import { exportSelect } from './export-formats.ts';

let warehouse: Warehouse;
beforeAll(() => {
  warehouse = createWarehouse({ url: inject('clickhouseUrl'), database: 'default' });
});
afterAll(() => warehouse.close());

type Pair = {
  n: number;
  month: string;
  programme: string;
  department: string;
  level: string;
  state: string;
  mentors: number;
};

/** Rows of pairings as the relation has them; every pairing has a mentee of its own, and mentors repeat after `mentors`. */
function pairings(pairs: readonly Pair[]): string {
  return pairs
    .map(
      ({ n, month, programme, department, level, state, mentors }, at) => `SELECT '${programme}' AS programme_id,
  concat('mentor', '${at}-', toString(number % ${mentors})) AS mentor_id, concat('mentee', '${at}-', toString(number)) AS mentee_id,
  toNullable(toDateTime64('${month}-10 00:00:00', 3, 'UTC')) AS activated_at, false AS voided, '${department}' AS mentor_department,
  '${department}' AS mentee_department, '${level}' AS mentee_level,
  if('${state}' = 'mixed', if(number % 2 = 0, 'active', 'completed'), '${state}') AS state FROM numbers(${n})`,
    )
    .join('\nUNION ALL\n');
}

const even = { programme: 'north', department: 'sales', level: 'junior', state: 'mixed', mentors: 1_000 };

async function rowsOf(pairs: readonly Pair[], programmes: 'all' | string[] = 'all') {
  const source = () => pairings(pairs);
  const given = await anonymousRows(warehouse, { fact: 'pairings', k: 10, programmes, source, params: {} });
  try {
    const sql = exportSelect(given.columns, given.source, { format: 'ndjson', variant: 'raw' });
    const rows = await warehouse.query<Record<string, string>>(sql, given.params);
    expect(rows).toHaveLength(given.expectedRows);
    return { rows, ...given.generalisation };
  } finally {
    await given.release();
  }
}

const cellsOf = (rows: readonly Record<string, string>[]) =>
  Object.fromEntries(
    [...Map.groupBy(rows, ({ state: _, ...cell }) => Object.values(cell).join(' '))].map(([cell, own]) => [
      cell,
      own.length,
    ]),
  );

describe('rows for whom single people are not to be seen', () => {
  it('go out as they are where every combination is about ten people on each side, without ids', async () => {
    const { rows, columns, level } = await rowsOf([
      { ...even, n: 10, month: '2024-01' },
      { ...even, n: 12, month: '2024-02' },
    ]);
    expect(cellsOf(rows)).toEqual({ 'north 2024-01 sales sales junior': 10, 'north 2024-02 sales sales junior': 12 });
    expect([level, columns['activated'], columns['mentee_level']]).toEqual([0, 'month', 'as it is']);
    expect(Object.keys(rows[0] ?? {})).toEqual([
      ...['programme_id', 'activated', 'mentor_department', 'mentee_department', 'mentee_level', 'state'],
    ]);
  });

  it('become coarser step by step: levels are left out, then months are quarters', async () => {
    const { rows, columns } = await rowsOf([
      { ...even, n: 6, month: '2024-01' },
      { ...even, n: 6, month: '2024-02', level: 'senior' },
    ]);
    expect(cellsOf(rows)).toEqual({ 'north 2024-Q1 sales sales *': 12 });
    expect([columns['activated'], columns['mentee_level']]).toEqual(['quarter', 'left out']);
  });

  it('count people and not rows: nine mentors of forty mentees are too few', async () => {
    await expect(rowsOf([{ ...even, n: 40, month: '2024-01', mentors: 9 }])).rejects.toMatchObject({
      code: 'EXPORT_NOT_ANONYMOUS',
    });
  });

  it('do not go out where all of a group say the same', async () => {
    await expect(rowsOf([{ ...even, n: 40, month: '2024-01', state: 'active' }])).rejects.toMatchObject({
      code: 'EXPORT_NOT_ANONYMOUS',
    });
  });

  it('leave a small group out where the others are nearly all, and a whole group with it lest the difference tell of few', async () => {
    const { rows, level, rows_left_out_percent } = await rowsOf([
      { ...even, n: 200, month: '2024-01' },
      { ...even, n: 11, month: '2024-01', department: 'law' },
      { ...even, n: 3, month: '2024-01', department: 'board' },
    ]);
    // 3 of 214 rows would be lost at the finest level: few enough. Taken alone they would be 214 less 211, three people.
    expect(cellsOf(rows)).toEqual({ 'north 2024-01 sales sales junior': 200 });
    expect([level, rows_left_out_percent]).toEqual([0, Math.ceil((14 / 214) * 100)]);
  });

  it('are of the programmes that one may see only', async () => {
    const { rows } = await rowsOf(
      [
        { ...even, n: 10, month: '2024-01' },
        { ...even, n: 10, month: '2024-01', programme: 'south' },
      ],
      ['south'],
    );
    expect(cellsOf(rows)).toEqual({ 'south 2024-01 sales sales junior': 10 });
  });

  it('leave no snapshot behind, refused or not', async () => {
    await rowsOf([{ ...even, n: 10, month: '2024-01' }]);
    await expect(rowsOf([{ ...even, n: 3, month: '2024-01' }])).rejects.toThrow('no rows of pairings');
    expect(await warehouse.query(`SELECT name FROM system.tables WHERE name LIKE 'export_snapshot_%'`)).toEqual([]);
  });
});

describe('the level of generalisation', () => {
  const level = (number: number, kept: number) => ({
    level: number,
    rows: 100,
    kept,
    droppedCells: 1,
    droppedPeople: 1,
  });
  it('is the finest that loses at most one row in twenty', () => {
    expect(chooseLevel([level(0, 94), level(1, 95), level(2, 100)])?.level).toBe(1);
  });
  it('is else the one that keeps most, and none where nothing is kept', () => {
    expect(chooseLevel([level(0, 10), level(1, 60), level(2, 60)])?.level).toBe(1);
    expect(chooseLevel([level(0, 0), level(1, 0)])).toBeUndefined();
  });
});
