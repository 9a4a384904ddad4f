/** Sums by mentor first, then over mentors, added up from units. */
import type { Estimator } from '../definition.ts';
import { holds, isCounted, number, one, type RecountRow, type Sums, whole } from './recount-row.ts';

type Ratio = { prefix: string; top: (row: RecountRow) => bigint; bottom: (row: RecountRow) => bigint };

function ratiosOf(estimator: Estimator): Ratio[] {
  if (estimator.name === 'clustered_rate') {
    return [{ prefix: '', top: (row) => whole(row, 'exact_events'), bottom: (row) => whole(row, 'exact_exposure') }];
  }
  const bottom = () => 1n;
  if (estimator.name === 'clustered_proportion') {
    return [{ prefix: '', top: (row) => one(holds(row, 'success')), bottom }];
  }
  const from = estimator.name === 'clustered_mean' ? estimator.favourableFrom : undefined;
  const score: Ratio = { prefix: '', top: (row) => whole(row, 'exact_score'), bottom };
  if (from === undefined) return [score];
  return [score, { prefix: 'favourable_', top: (row) => one(number(row, 'score') >= from), bottom }];
}

type Pair = { top: bigint; bottom: bigint };

function ratioSums({ prefix, top, bottom }: Ratio): Sums {
  const mentors = new Map<string, Pair>();
  return {
    add: (row) => {
      if (!isCounted(row)) return;
      const mentor = row.ids['mentor_id'] ?? '';
      const pair = mentors.get(mentor) ?? { top: 0n, bottom: 0n };
      mentors.set(mentor, { top: pair.top + top(row), bottom: pair.bottom + bottom(row) });
    },
    row: () => {
      const sum = (amount: (pair: Pair) => bigint) =>
        String([...mentors.values()].reduce((total, pair) => total + amount(pair), 0n));
      return {
        ...(prefix === '' ? { clusters: mentors.size } : {}),
        [`${prefix}k`]: sum((pair) => pair.top),
        [`${prefix}exposure`]: sum((pair) => pair.bottom),
        [`${prefix}squared_top`]: sum((pair) => pair.top * pair.top),
        [`${prefix}squared_bottom`]: sum((pair) => pair.bottom * pair.bottom),
        [`${prefix}top_bottom`]: sum((pair) => pair.top * pair.bottom),
      };
    },
  };
}

/** The sums of an estimator whose interval lets a mentor's units hang together. */
export function clusteredSums(estimator: Estimator): Sums {
  const parts = ratiosOf(estimator).map(ratioSums);
  let squares = 0n;
  return {
    add: (row) => {
      for (const part of parts) part.add(row);
      if (estimator.name === 'clustered_mean' && isCounted(row)) squares += whole(row, 'exact_score') ** 2n;
    },
    row: () => Object.assign({ squares: String(squares) }, ...parts.map((part) => part.row())),
  };
}
