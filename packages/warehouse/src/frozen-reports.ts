/** Where frozen reports are kept. What is in them is the metric engine's business. */
import type { QueryParameters, Warehouse } from './client.ts';

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

/** Which reports: `programmes` those all of whose questions are about one of these, `leastGroup` those that hide groups below it. */
export type ReportFilter = {
  id?: string | undefined;
  name?: string | undefined;
  programmes?: readonly string[] | undefined;
  leastGroup?: number | undefined;
};

const ANSWERS = "JSONExtractArrayRaw(content, 'answers')";
const ABOUT = "JSONExtractString(answer, 'question', 'programme')";
const conditionOf = {
  id: 'id = {id:String}',
  name: 'name = {name:String}',
  leastGroup: 'smallest_group >= {leastGroup:UInt32}',
  programmes: `notEmpty(${ANSWERS}) AND arrayAll(answer -> has({programmes:Array(String)}, ${ABOUT}), ${ANSWERS})`,
} as const satisfies Record<keyof ReportFilter, string>;

/** WHERE and its parameters. What does not fit is never read, so that it takes no time either. */
function filterSql(filter: ReportFilter): { where: string; params: QueryParameters } {
  const given = Object.entries(filter).filter(([, value]) => value !== undefined);
  const conditions = given.map(([name]) => conditionOf[name as keyof ReportFilter]);
  return { where: ['1', ...conditions].join(' AND '), params: Object.fromEntries(given) };
}

/** Every report that fits, without its content, the newest first. */
export async function listReports(warehouse: Warehouse, filter: ReportFilter = {}): Promise<StoredReportHead[]> {
  const { where, params } = filterSql(filter);
  const rows = await warehouse.query<StoredReportHead>(
    `SELECT ${HEAD} FROM frozen_reports FINAL WHERE ${where} ORDER BY frozen_at DESC, id LIMIT 1000`,
    params,
  );
  return rows.map(withNumbers);
}

/** One report by its id, or undefined where there is none that fits. */
export async function findReport(
  warehouse: Warehouse,
  id: string,
  filter: Omit<ReportFilter, 'id'> = {},
): Promise<StoredReport | undefined> {
  const { where, params } = filterSql({ ...filter, id });
  const [row] = await warehouse.query<StoredReport>(
    `SELECT ${HEAD}, content FROM frozen_reports FINAL WHERE ${where}`,
    params,
  );
  return row === undefined ? undefined : withNumbers(row);
}
