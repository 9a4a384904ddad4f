/** ClickHouse: client, migrations, folds, chunk sink, ledger. The only place that writes SQL DDL. */
export { type RelationName, relationNames, relationSql, relations } from './relations/catalogue.ts';
export type { Relation, RelationColumn } from './relations/relation.ts';
