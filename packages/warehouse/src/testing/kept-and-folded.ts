import type { Warehouse } from '../client.ts';
import type { FactKeeper } from '../facts/keeper.ts';
import { type RelationName, relationNames, relationSql } from '../relations/catalogue.ts';

export type RowsByRelation = Record<string, unknown[]>;

const text = (ms: number) => new Date(ms).toISOString().replace('T', ' ').replace('Z', '');
const far = text(Date.UTC(2298, 0, 1));

/** Every relation as the keeper keeps it and as the folds make it, at `now` (milliseconds). */
export async function keptAndFolded(warehouse: Warehouse, keeper: Pick<FactKeeper, 'source'>, now: number) {
  const source = keeper.source();
  if (source === undefined) throw new Error('nothing is kept');
  async function rowsOf(select: (name: RelationName) => string): Promise<RowsByRelation> {
    const moment = { as_of: text(now), known_at: far };
    const entries = await Promise.all(
      relationNames.map(
        async (name) => [name, await warehouse.query(`SELECT * FROM (${select(name)}) ORDER BY ALL`, moment)] as const,
      ),
    );
    return Object.fromEntries(entries);
  }
  return { kept: await rowsOf(source), folded: await rowsOf(relationSql) };
}
