/** Takes what the live tables received after the rebuild's ends over to the other side. Doing it again changes nothing. */
import { quoteName, type Warehouse } from '../client.ts';
import {
  beyondByTopicSql,
  beyondSql,
  endsOfStream,
  laterLettersSql,
  laterMarksSql,
  quoted,
  type RebuildBounds,
} from './end-offsets.ts';
import { insertableColumns, type RebuiltTable, rebuiltTables } from './rebuilt-tables.ts';

export type CopyRoute = { from: string; to: string };

// Rows that are there already are left out, so that a second copy costs little. Each table is asked for itself: while
// tables change places one by one, a receipt over there does not say that its row is there too.
function conditionOf(table: RebuiltTable, bounds: RebuildBounds, projection: string, to: string): string {
  switch (table.kind) {
    case 'events': {
      const beyond = beyondSql(endsOfStream(bounds, table.stream), '_partition', '_offset');
      return `${beyond} AND (_partition, _offset) NOT IN (SELECT _partition, _offset FROM ${to}.${table.name} WHERE ${beyond})`;
    }
    case 'receipts': {
      const perStream = rebuiltTables.flatMap((one) =>
        one.kind === 'events'
          ? [`(stream = '${one.stream}' AND ${beyondSql(endsOfStream(bounds, one.stream), 'partition', 'offset')})`]
          : [],
      );
      const beyond = `(${perStream.join(' OR ')})`;
      return `${beyond} AND (stream, partition, offset) NOT IN (SELECT stream, partition, offset FROM ${to}.event_receipts WHERE ${beyond})`;
    }
    case 'letters':
      return laterLettersSql(bounds);
    case 'marks':
      return laterMarksSql(bounds);
    case 'ledger':
      return `(\`projection\` != ${quoted(projection)} OR ${beyondByTopicSql(bounds.ends, 'partition', 'first_offset')})`;
    default:
      throw new Error(`no such table ${JSON.stringify(table satisfies never)}`);
  }
}

/** Copies one table's rows from beyond the ends. */
export async function copyTable(
  warehouse: Warehouse,
  table: RebuiltTable,
  route: CopyRoute,
  { bounds, projection }: { bounds: RebuildBounds; projection: string },
): Promise<void> {
  const [from, to] = [quoteName(route.from), quoteName(route.to)];
  const columns = (await insertableColumns(warehouse, route.to, table.name)).map(quoteName).join(', ');
  await warehouse.exec(
    `INSERT INTO ${to}.${table.name} (${columns}) SELECT ${columns} FROM ${from}.${table.name}
     WHERE ${conditionOf(table, bounds, projection, to)} SETTINGS insert_deduplicate = 0`,
  );
}

/** Copies every table's rows from beyond the ends. */
export async function copyLaterRows(
  warehouse: Warehouse,
  route: CopyRoute,
  about: { bounds: RebuildBounds; projection: string },
): Promise<void> {
  for (const table of rebuiltTables) await copyTable(warehouse, table, route, about);
}
