/** What became of the deliveries of a subscription, one by one, as it was told. */
import type { Warehouse } from '../client.ts';
import { liveBounds } from '../relations/bounds.ts';
import { effectiveEvents } from '../relations/effective-events.ts';

/** `at`: epoch milliseconds. `hasAnswer`: what was sent is kept. */
export type Delivered = {
  at: number;
  period: string;
  outcome: 'sent' | 'waiting' | 'failed';
  reason: string;
  hasAnswer: boolean;
};

const MOST = 500;

const eventsOf = (columns: string, condition: string, most: number) =>
  `SELECT ${columns} FROM ${effectiveEvents('workspace', liveBounds)}
WHERE type = 'subscription_delivered' AND item_id = {item:String}${condition}
ORDER BY order_key DESC LIMIT ${most}`;

const COLUMNS = `toString(toUnixTimestamp64Milli(occurred_at)) AS at_, toString(ifNull(period, '')) AS period_,
  toString(ifNull(outcome, '')) AS outcome_, toString(ifNull(reason, '')) AS reason_, answer IS NOT NULL AS kept_`;

type Row = { at_: string; period_: string; outcome_: string; reason_: string; kept_: 0 | 1 };

/** The last 500 words on a subscription's deliveries, the newest first. Throws WarehouseError. */
export async function listDeliveries(warehouse: Pick<Warehouse, 'query'>, item: string): Promise<Delivered[]> {
  const rows = await warehouse.query<Row>(eventsOf(COLUMNS, '', MOST), { item });
  return rows.map(({ at_: at, period_: period, outcome_: outcome, reason_: reason, kept_: kept }) => ({
    ...{ at: Number(at), period, outcome: outcome as Delivered['outcome'], reason, hasAnswer: Number(kept) === 1 },
  }));
}

/** The answer that was sent about a period, as JSON; undefined where none was, or none is kept. Throws WarehouseError. */
export async function findSentAnswer(
  warehouse: Pick<Warehouse, 'query'>,
  { item, period }: { item: string; period: string },
): Promise<string | undefined> {
  const [row] = await warehouse.query<{ answer_: string }>(
    eventsOf('assumeNotNull(answer) AS answer_', ' AND period = {period:String} AND answer IS NOT NULL', 1),
    { item, period },
  );
  return row?.answer_;
}
