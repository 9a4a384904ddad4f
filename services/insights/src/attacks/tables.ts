/** Attack 18: random tables, asked for as they are, with both margins and the total. */
import { type Adversary, dataOf, pathOf, type ToldRow } from './adversary.ts';
import type { Attack, Lesson } from './attack.ts';
import { createKnowledge, type Knowledge, type Region } from './knowledge.ts';
import { columnNames, createTables, type RandomTable, rowNames } from './random-tables.ts';

const K = 5;
const [ROWS, COLUMNS] = ['mentee_department', 'mentee_location'];
const QUESTIONS = ['', ROWS, COLUMNS, `${ROWS},${COLUMNS}`];

function tell(knowledge: Knowledge, table: RandomTable, answers: readonly (readonly ToldRow[])[]): void {
  const regionOf = ({ group }: ToldRow): Region => ({
    row: group[ROWS ?? ''] === undefined ? rowNames(table) : [group[ROWS ?? ''] ?? ''],
    column: group[COLUMNS ?? ''] === undefined ? columnNames(table) : [group[COLUMNS ?? ''] ?? ''],
  });
  for (const rows of answers) for (const row of rows) if (row.n !== null) knowledge.tell(regionOf(row), row.n);
  const cells = answers.at(-1) ?? [];
  const isListed = (row: string, column: string) =>
    cells.some(({ group }) => group[ROWS ?? ''] === row && group[COLUMNS ?? ''] === column);
  if (cells.length === 0) return;
  const absent = rowNames(table).flatMap((row) =>
    columnNames(table).flatMap((column) => (isListed(row, column) ? [] : [{ row: [row], column: [column] }])),
  );
  for (const region of absent) knowledge.tell(region, 0);
  const margins = ({ row = [], column = [] }: Region) => [
    { row: rowNames(table), column },
    { row, column: columnNames(table) },
  ];
  for (const one of absent.length === 0 ? [] : cells.filter(({ n }) => n === null))
    knowledge.tellSome(regionOf(one), margins(regionOf(one)), absent);
}

/** The small cells, rows and columns of a table whose number is known within less than k. */
function lessonsOf(knowledge: Knowledge, { programme, counts, ...rest }: RandomTable): Lesson[] {
  const table = { programme, counts, ...rest };
  const [rows, columns] = [rowNames(table), columnNames(table)];
  const regions = [
    ...rows.flatMap((row) => columns.map((column) => ({ row: [row], column: [column] }))),
    ...rows.map((row) => ({ row: [row], column: columns })),
    ...columns.map((column) => ({ row: rows, column: [column] })),
  ];
  return regions.flatMap((region): Lesson[] => {
    const people = region.row
      .flatMap((row) => region.column.map((column) => counts[rows.indexOf(row)]?.[columns.indexOf(column)] ?? 0))
      .reduce((sum, count) => sum + count, 0);
    const range = people === 0 ? undefined : knowledge.rangeOf(region);
    if (range === undefined || range.high - range.low >= K || people < range.low || people > range.high) return [];
    const about = `${programme} ${region.row.join('+')} ${region.column.join('+')}`;
    return [{ about, people, what: `${range.low} to ${range.high}` }];
  });
}

/** What was answered to each question, asked twice: data that differ are a sign of noise, which could be averaged away. */
async function askTwice(who: Adversary, programme: string): Promise<{ answers: ToldRow[][]; differs: boolean }> {
  const answers: ToldRow[][] = [];
  let differs = false;
  for (const group_by of QUESTIONS) {
    const path = pathOf('pairings', 'series', group_by === '' ? { programme } : { programme, group_by });
    const [one, two] = [await who.get(path), await who.get(path)];
    const rows = (dataOf(one) ?? []) as ToldRow[];
    differs ||= JSON.stringify(rows) !== JSON.stringify(dataOf(two) ?? []);
    answers.push(rows);
  }
  return { answers, differs };
}

const randomTables: Attack = {
  id: 18,
  title: 'Random tables of 2×2 to 8×8',
  control: 'bare',
  play: async ({ tables }) => {
    const who = (await tables()).admit('analyst');
    const lessons: Lesson[] = [];
    const all = createTables();
    for (const table of all) {
      const { answers, differs } = await askTwice(who, table.programme);
      const knowledge = createKnowledge({ row: rowNames(table), column: columnNames(table) });
      tell(knowledge, table, answers);
      lessons.push(...lessonsOf(knowledge, table));
      if (differs) lessons.push({ about: table.programme, people: 1, what: 'two answers to one question differ' });
    }
    const how = `${all.length} programmes that are each a random table, with margins, each question twice: width of every cell by linear program`;
    return { tried: who.requests(), how, k: K, lessons };
  },
};

export const tableAttacks: readonly Attack[] = [randomTables];
