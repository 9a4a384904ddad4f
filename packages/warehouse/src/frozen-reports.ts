/** Where frozen reports are kept. What is in them is the metric engine's business. */
import type { Warehouse } from './client.ts';

/** Times are epoch milliseconds; `smallestGroup` is 0 where no cell is hidden; `content` is canonical JSON. */
export type StoredReport = {
  id: string;
  name: string;
  frozenAt: number;
  asOf: number;
  knownAt: number;
  smallestGroup: number;
  answers: number;
  sha256: string;
  content: string;
};

export type StoredReportHead = Omit<StoredReport, 'content'>;

const instant = (ms: number): string => new Date(ms).toISOString().slice(0, -1).replace('T', ' ');

const HEAD = `id, toString(name) AS name, toUnixTimestamp64Milli(frozen_at) AS frozenAt, toUnixTimestamp64Milli(as_of) AS asOf,
  toUnixTimestamp64Milli(known_at) AS knownAt, smallest_group AS smallestGroup, answers, sha256`;

type Numbers = 'frozenAt' | 'asOf' | 'knownAt' | 'smallestGroup' | 'answers';

/** Whole numbers of 64 bits come as texts. */
function withNumbers<T extends Record<Numbers, unknown>>(row: T): T & Record<Numbers, number> {
  const { frozenAt, asOf, knownAt, smallestGroup, answers } = row;
  const numbers = { frozenAt, asOf, knownAt, smallestGroup, answers };
  return { ...row, ...Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, Number(value)])) } as T &
    Record<Numbers, number>;
}

/** Keeps a report. The same report again changes nothing: the one that was kept first stays. Throws WarehouseError. */
export async function keepReport(warehouse: Warehouse, report: StoredReport): Promise<void> {
  if ((await findReport(warehouse, report.id)) !== undefined) return;
  const { id, name, sha256, content, answers, smallestGroup } = report;
  const times = {
    frozen_at: instant(report.frozenAt),
    as_of: instant(report.asOf),
    known_at: instant(report.knownAt),
  };
  const row = { id, name, ...times, smallest_group: smallestGroup, answers, sha256, content };
  await warehouse.insertStream({
    sql: `INSERT INTO frozen_reports (${Object.keys(row).join(', ')}) FORMAT JSONEachRow`,
    body: [Buffer.from(`${JSON.stringify(row)}\n`)],
    settings: { async_insert: 0 },
  });
}

/** Every report without its content, the newest first; of one name where that is given. */
export async function listReports(warehouse: Warehouse, name?: string): Promise<StoredReportHead[]> {
  const own = name === undefined ? '' : 'WHERE name = {name:String}';
  const rows = await warehouse.query<StoredReportHead>(
    `SELECT ${HEAD} FROM frozen_reports FINAL ${own} ORDER BY frozen_at DESC, id LIMIT 1000`,
    name === undefined ? {} : { name },
  );
  return rows.map(withNumbers);
}

/** One report by its id, or undefined. */
export async function findReport(warehouse: Warehouse, id: string): Promise<StoredReport | undefined> {
  const [row] = await warehouse.query<StoredReport>(
    `SELECT ${HEAD}, content FROM frozen_reports FINAL WHERE id = {id:String}`,
    { id },
  );
  return row === undefined ? undefined : withNumbers(row);
}
