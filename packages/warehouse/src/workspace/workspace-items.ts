/**
 * What people keep in the dashboard, folded from its events whenever it is asked for: it is little, and it is in no relation
 * that others export or report from. Who is shown which is the read API's business.
 */
import type { Warehouse } from '../client.ts';
import { type Bounds, liveBounds } from '../relations/bounds.ts';
import { effectiveEvents } from '../relations/effective-events.ts';

/** `owner` is the actor of the first event, whoever told more later; `at` is when it was first told, epoch milliseconds. */
type Item = { id: string; owner: string; programme: string; at: number };

export type SavedView = Item & { title: string; page: string; state: string; visibility: 'own' | 'shared' };
export type Annotation = Item & { kind: string; text: string; firstDay: string; lastDay: string };
export type Subscription = Item & {
  title: string;
  /** JSON in the words of POST /v1/query. */
  question: string;
  every: 'week' | 'month';
  /** 1 (Monday) to 7; null: as soon as the week is over. */
  weekday: number | null;
  /** 1 to 28; null: as soon as the month is over. */
  monthDay: number | null;
  channel: 'email' | 'webhook';
  page: string;
  state: string;
  /** What was last told of a delivery, and null before. */
  last: { at: number; period: string; outcome: 'sent' | 'waiting' | 'failed'; reason: string } | null;
  /** Periods that need nothing more: sent, or given up. */
  donePeriods: string[];
};

const MOST_ITEMS = 20_000;

const text = (column: string, set: string) =>
  `toString(ifNull(argMaxIf((${column},), order_key, type = '${set}').1, '')) AS ${column}_`;

type Kind = { set: string; removed: string; columns: readonly string[]; more?: readonly string[] };

const kinds = {
  view: { set: 'view_saved', removed: 'view_removed', columns: ['title', 'page', 'state', 'visibility'] },
  annotation: {
    set: 'annotation_added',
    removed: 'annotation_removed',
    columns: ['kind', 'text', 'first_day', 'last_day'],
  },
  subscription: {
    set: 'subscription_set',
    removed: 'subscription_removed',
    columns: ['title', 'question', 'every', 'channel', 'page', 'state'],
    more: [
      `argMaxIf((weekday,), order_key, type = 'subscription_set').1 AS weekday_`,
      `argMaxIf((month_day,), order_key, type = 'subscription_set').1 AS month_day_`,
      `toString(toUnixTimestamp64Milli(maxIf(occurred_at, type = 'subscription_delivered'))) AS last_at`,
      `argMaxIf((toString(ifNull(period, '')), toString(ifNull(outcome, '')), toString(ifNull(reason, ''))), order_key, type = 'subscription_delivered') AS last_`,
      `arraySort(groupUniqArrayIf(toString(ifNull(period, '')), type = 'subscription_delivered' AND outcome IN ('sent', 'failed'))) AS done`,
    ],
  },
} as const satisfies Record<string, Kind>;

/**
 * SQL of the items of a kind. The owner is who told of it first: nobody takes over what is another's by telling of it again. What was
 * once removed stays so. The last word on everything else counts.
 */
function itemsSql({ set, removed, columns, more = [] }: Kind, bounds: Bounds): string {
  return `SELECT item_id AS id,
  toString(ifNull(argMinIf((actor_id,), order_key, type = '${set}').1, '')) AS owner_,
  toString(toUnixTimestamp64Milli(minIf(occurred_at, type = '${set}'))) AS at_,
  ${[text('programme_id', set), ...columns.map((column) => text(column, set)), ...more].join(',\n  ')}
FROM ${effectiveEvents('workspace', bounds)}
GROUP BY item_id
HAVING countIf(type = '${set}') > 0 AND countIf(type = '${removed}') = 0
ORDER BY at_ DESC, id LIMIT ${MOST_ITEMS}`;
}

type Row = Record<string, string>;

const itemOf = (row: Row): Item => ({
  ...{ id: row['id'] ?? '', owner: row['owner_'] ?? '', programme: row['programme_id_'] ?? '' },
  at: Number(row['at_']),
});

async function rowsOf(warehouse: Pick<Warehouse, 'query'>, kind: Kind): Promise<Row[]> {
  return warehouse.query<Row>(itemsSql(kind, liveBounds));
}

/** Every saved view that was not removed, the newest first. Throws WarehouseError. */
export async function listViews(warehouse: Pick<Warehouse, 'query'>): Promise<SavedView[]> {
  return (await rowsOf(warehouse, kinds.view)).map((row) => ({
    ...itemOf(row),
    ...{ title: row['title_'] ?? '', page: row['page_'] ?? '', state: row['state_'] ?? '' },
    visibility: row['visibility_'] === 'shared' ? 'shared' : 'own',
  }));
}

/** Every annotation that was not removed, the newest first. Throws WarehouseError. */
export async function listAnnotations(warehouse: Pick<Warehouse, 'query'>): Promise<Annotation[]> {
  return (await rowsOf(warehouse, kinds.annotation)).map((row) => ({
    ...itemOf(row),
    ...{ kind: row['kind_'] ?? '', text: row['text_'] ?? '' },
    ...{ firstDay: row['first_day_'] ?? '', lastDay: row['last_day_'] ?? '' },
  }));
}

type DeliveryRow = {
  weekday_: number | null;
  month_day_: number | null;
  last_at: string;
  last_: [string, string, string];
  done: string[];
};

function lastOf({ last_at: at, last_: [period, outcome, reason] }: DeliveryRow): Subscription['last'] {
  if (period === '') return null;
  return { at: Number(at), period, outcome: outcome as 'sent' | 'waiting' | 'failed', reason };
}

/** Every subscription that was not removed, the newest first, with what became of its deliveries. Throws WarehouseError. */
export async function listSubscriptions(warehouse: Pick<Warehouse, 'query'>): Promise<Subscription[]> {
  return (await rowsOf(warehouse, kinds.subscription)).map((row) => {
    const delivery = row as unknown as DeliveryRow;
    return {
      ...itemOf(row),
      ...{ title: row['title_'] ?? '', question: row['question_'] ?? '', page: row['page_'] ?? '' },
      ...{ state: row['state_'] ?? '', every: row['every_'] === 'month' ? 'month' : 'week' },
      ...{ weekday: delivery.weekday_, monthDay: delivery.month_day_ },
      ...{ channel: row['channel_'] === 'webhook' ? 'webhook' : 'email' },
      ...{ last: lastOf(delivery), donePeriods: delivery.done },
    } satisfies Subscription;
  });
}
