/** Which rows of an answer are others than before, without telling what a hidden one has become. */
import type { MetricResult, MetricRow } from '../result.ts';

/** A cell that changed: `before` or `after` is null where the answer had no such row. */
export type RowChange = {
  group: Record<string, string>;
  bucket: string | null;
  before: MetricRow | null;
  after: MetricRow | null;
  /** after − before, in the metric's unit; null unless both have a value. */
  difference: number | null;
};

export type RowChanges = { rows: RowChange[]; unchanged: number; hidden: number };

const keyOf = ({ group, bucket }: MetricRow) => JSON.stringify([group, bucket]);
const isHidden = (row: MetricRow | undefined) => row?.state === 'suppressed';

function changeOf(before: MetricRow | undefined, after: MetricRow | undefined): RowChange {
  const { group, bucket } = (after ?? before) as MetricRow;
  const values = [before?.value, after?.value];
  const [old, now] = values.map((value) => value ?? null);
  const difference = old === null || old === undefined || now === null || now === undefined ? null : now - old;
  return { group, bucket, before: before ?? null, after: after ?? null, difference };
}

/** The rows that differ. A row that is hidden in either answer is counted, and shows no change. */
export function rowChanges(before: MetricResult, after: MetricResult): RowChanges {
  const old = new Map(before.rows.map((row) => [keyOf(row), row]));
  const now = new Map(after.rows.map((row) => [keyOf(row), row]));
  const pairs = [...new Set([...now.keys(), ...old.keys()])].map((key) => [old.get(key), now.get(key)] as const);
  const shown = pairs.filter(([one, other]) => !isHidden(one) && !isHidden(other));
  const changed = shown.filter(([one, other]) => JSON.stringify(one) !== JSON.stringify(other));
  return {
    rows: changed.map(([one, other]) => changeOf(one, other)),
    unchanged: shown.length - changed.length,
    hidden: pairs.length - shown.length,
  };
}
