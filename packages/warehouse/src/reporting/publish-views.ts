/** Makes the reporting views in their own database. */
import { createHash } from 'node:crypto';
import { quoteName, type Warehouse } from '../client.ts';
import { relationNamed } from '../relations/catalogue.ts';
import { literal } from '../relations/relation.ts';
import { type ReportingView, reportingViews } from './reporting-views.ts';

/** Where the views of a database are: apart from its tables, so that rights on one say nothing of the other. */
export const reportingDatabase = (database: string): string => `${database}_reporting`;

const stamp = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12);

// Whoever may read a view need not be allowed to read what is behind it.
const RIGHTS = 'DEFINER = CURRENT_USER SQL SECURITY DEFINER';

/** What a view says of itself; `version` stands first, where people and programs find it. */
function commentOf({ relation, version, key, changes }: ReportingView): string {
  const since = changes.findLast((change) => change.version === version)?.date ?? '';
  return `v${version} (${since}): ${relationNamed(relation).comment}. Key: ${key.join(', ')}. Pseudonymous rows, small groups are not hidden: changes in reporting_changes`;
}

function viewSql(view: ReportingView, database: string, comment: string): string {
  const { columns } = relationNamed(view.relation);
  const lines = columns.map(({ name, type, comment: text }) => `  \`${name}\` ${type} COMMENT ${literal(text)}`);
  const target = `${quoteName(reportingDatabase(database))}.${quoteName(view.name)}`;
  const names = columns.map(({ name }) => quoteName(name)).join(', ');
  return `CREATE OR REPLACE VIEW ${target} (\n${lines.join(',\n')}\n) ${RIGHTS} AS
SELECT ${names} FROM ${quoteName(database)}.${quoteName(view.relation)}
COMMENT ${literal(comment)}`;
}

/** The list of changes is a view too, so that whoever reads the tables can read what became of them. */
function changesSql(views: readonly ReportingView[], database: string, comment: string): string {
  const rows = views.flatMap(({ name, changes }) =>
    changes.map(
      (change) =>
        `(${[name, change.date, change.what].map(literal).join(', ')}, ${change.version}, ${change.breaking})`,
    ),
  );
  const target = `${quoteName(reportingDatabase(database))}.reporting_changes`;
  return `CREATE OR REPLACE VIEW ${target} (
  view_name String COMMENT 'The view', version UInt32 COMMENT 'Its version from then on',
  changed_on Date COMMENT 'When it changed', breaking Bool COMMENT 'True when what worked before may not work any more',
  what String COMMENT 'What changed'
) ${RIGHTS} AS SELECT c1 AS view_name, CAST(c4, 'UInt32') AS version, toDate(c2) AS changed_on, CAST(c5, 'Bool') AS breaking, c3 AS what
FROM values('c1 String, c2 String, c3 String, c4 UInt32, c5 UInt8', ${rows.join(', ')})
COMMENT ${literal(comment)}`;
}

/**
 * Makes what is missing, replaces what has another text, drops views that are no more. The database must be migrated.
 * Safe to repeat. Throws WarehouseError. @returns the names that were made or replaced
 */
export async function publishReporting(
  warehouse: Warehouse,
  views: readonly ReportingView[] = reportingViews,
): Promise<string[]> {
  const { database } = warehouse;
  const own = reportingDatabase(database);
  await warehouse.exec(`CREATE DATABASE IF NOT EXISTS ${quoteName(own)}`);
  const wanted = [
    ...views.map((view) => ({
      name: view.name,
      comment: commentOf(view),
      sql: (comment: string) => viewSql(view, database, comment),
    })),
    {
      name: 'reporting_changes',
      comment: 'Every change of a view, oldest first',
      sql: (comment: string) => changesSql(views, database, comment),
    },
  ];
  const present = await warehouse.query<{ name: string; comment: string }>(
    `SELECT name, comment FROM system.tables WHERE database = {own:String}`,
    { own },
  );
  const comments = new Map(present.map(({ name, comment }) => [name, comment]));
  const made: string[] = [];
  for (const { name, comment, sql } of wanted) {
    const stamped = `${comment} (definition ${stamp(sql(comment))})`;
    if (comments.get(name) === stamped) continue;
    await warehouse.exec(sql(stamped));
    made.push(name);
  }
  const names = new Set(wanted.map(({ name }) => name));
  for (const { name } of present.filter((one) => !names.has(one.name))) {
    await warehouse.exec(`DROP VIEW IF EXISTS ${quoteName(own)}.${quoteName(name)}`);
  }
  return made;
}
