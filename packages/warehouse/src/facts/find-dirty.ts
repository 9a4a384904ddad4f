/** Finds what the events since a position have touched, and writes the dirty groups down for the folds to read. */
import { type StreamName, streams } from '@rapport/events';
import type { Warehouse } from '../client.ts';
import {
  alertSql,
  changedPairingSql,
  correctionsSql,
  type Due,
  directSql,
  goalSql,
  type Positions,
  pairingSql,
  personSql,
  surveySql,
  touchedCondition,
  touchedOf,
} from './dirty-keys.ts';
import type { DirtyKind } from './kept-rules.ts';
import { DIRTY } from './kept-tables.ts';
import { createSettledParts, type Settled } from './settled-parts.ts';

const streamNames: readonly StreamName[] = streams.map(({ name }) => name);

/** What a stretch of the log touches. `nextDue`: the earliest event in it that has not happened yet. */
export type Touch = {
  from: Positions;
  due: Due | undefined;
  settled: Settled;
  /** Streams with events in the stretch. */
  some: ReadonlySet<StreamName>;
  corrected: ReadonlySet<StreamName>;
  programmes: boolean;
  questionnaires: boolean;
  nextDue: string | undefined;
};

type TouchRow = { stream: StreamName; n: string; corrections: string; published: string; coming: string; next: string };

function touchSql(
  stream: StreamName,
  { from, due, settled }: Pick<Touch, 'from' | 'due' | 'settled'>,
  now: string,
): string {
  const coming = `occurred_at > toDateTime64('${now}', 3, 'UTC')`;
  const published = stream === 'survey' ? "countIf(type = 'instrument_published')" : '0';
  return `SELECT '${stream}' AS stream, toString(count()) AS n, toString(countIf(supersedes IS NOT NULL)) AS corrections,
  toString(${published}) AS published, toString(countIf(${coming})) AS coming, toString(minIf(occurred_at, ${coming})) AS next
FROM events_${stream} WHERE ${touchedCondition(stream, from, due, settled[stream])}`;
}

export function createDirtyFinder(warehouse: Warehouse) {
  const parts = createSettledParts(warehouse);

  async function execAll(statements: readonly string[]): Promise<void> {
    for (const sql of statements) await warehouse.exec(sql);
  }

  /**
   * What the events beyond `from`, and those that came due, touch. `to` is how far the ledger says that the log is stored,
   * `now` a text of DateTime64(3, 'UTC').
   */
  async function touch(from: Positions, to: Positions, due: Due | undefined, now: string): Promise<Touch> {
    const moved = (stream: StreamName) => JSON.stringify(from[stream]) !== JSON.stringify(to[stream]);
    const asked = streamNames.filter((stream) => due !== undefined || moved(stream));
    const settled = due === undefined ? await parts.settled(asked, from) : {};
    const selects = asked.map((stream) => touchSql(stream, { from, due, settled }, now));
    const rows = await warehouse.query<TouchRow>(selects.join(' UNION ALL '));
    const some = (column: 'n' | 'corrections' | 'published', stream: StreamName) =>
      Number(rows.find((row) => row.stream === stream)?.[column] ?? 0) > 0;
    const coming = rows.filter((row) => row.coming !== '0').map(({ next }) => next);
    return {
      ...{ from, due, settled },
      some: new Set(streamNames.filter((stream) => some('n', stream))),
      corrected: new Set(streamNames.filter((stream) => some('corrections', stream))),
      programmes: some('n', 'programme'),
      questionnaires: some('published', 'survey'),
      nextDue: coming.sort()[0],
    };
  }

  async function countByKind(run: string): Promise<ReadonlyMap<string, number>> {
    const rows = await warehouse.query<{ kind: string; n: string }>(
      `SELECT kind, toString(count()) AS n FROM ${DIRTY} WHERE run = ${run} GROUP BY kind`,
    );
    return new Map(rows.map(({ kind, n }) => [kind, Number(n)]));
  }

  /** Fills the dirty table: what the events name first, then only what these make necessary. Gives keys by kind. */
  async function find(
    run: string,
    { from, due, settled, some, corrected }: Touch,
  ): Promise<ReadonlyMap<string, number>> {
    for (const stream of corrected) {
      await warehouse.exec(correctionsSql(stream, touchedCondition(stream, from, due, settled[stream])));
    }
    await execAll(directSql(run, touchedOf(from, due, corrected, settled), some));
    let found = await countByKind(run);
    const has = (...kinds: DirtyKind[]) => kinds.some((kind) => (found.get(kind) ?? 0) > 0);
    if (has('person')) await execAll(personSql(run));
    if (has('person', 'pairing_changed')) await execAll(changedPairingSql(run));
    if (has('person', 'pairing_changed')) found = await countByKind(run);
    if (has('pairing_changed', 'meeting')) await execAll(pairingSql(run, has('pairing_changed')));
    found = await countByKind(run);
    if (has('goal', 'assessed')) await execAll(goalSql(run));
    if (has('alert')) await execAll(alertSql(run));
    if (has('invitation', 'response')) await execAll(surveySql(run));
    return countByKind(run);
  }

  const forget = (run: string) => warehouse.exec(`ALTER TABLE ${DIRTY} DELETE WHERE run = ${run}`);
  return { touch, find, forget, forgetParts: parts.forget };
}
