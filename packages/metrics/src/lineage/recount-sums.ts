/** A cell's summary, added up here from its units and not by the warehouse: what a recount compares with. */
import type { Estimator } from '../definition.ts';
import { TIME_KINDS } from '../summary-columns.ts';
import { contrastSums } from './recount-contrast.ts';
import {
  countedSums,
  holds,
  isCounted,
  isNull,
  isYoung,
  number,
  one,
  type RecountRow,
  type Sums,
  together,
  whole,
} from './recount-row.ts';

/** How many counted rows have which key; keys in their order. */
function histogram(
  name: string,
  keyOf: (row: RecountRow) => readonly string[],
  shape: (entry: Entry[]) => unknown,
): Sums {
  const entries = new Map<string, Entry>();
  return {
    add: (row) => {
      if (!isCounted(row)) return;
      const key = keyOf(row);
      const entry = entries.get(JSON.stringify(key)) ?? { key, units: 0 };
      entry.units += 1;
      entries.set(JSON.stringify(key), entry);
    },
    row: () => ({ [name]: shape([...entries.values()]) }),
  };
}

type Entry = { key: readonly string[]; units: number };
const asMap = (entries: Entry[]) => [entries.map(({ key }) => key), entries.map(({ units }) => units)];
const byWhole = (entries: Entry[]) => entries.sort((a, b) => (BigInt(a.key[0] ?? 0) < BigInt(b.key[0] ?? 0) ? -1 : 1));

function listed(name: string, amountOf: (row: RecountRow) => number): Sums {
  const values: number[] = [];
  return {
    add: (row) => {
      if (isCounted(row)) values.push(amountOf(row));
    },
    row: () => ({ [name]: values.sort((a, b) => a - b) }),
  };
}

const timesOf = (kind: (row: RecountRow) => number) =>
  listed('times', (row) => number(row, 'elapsed_ms') * TIME_KINDS + kind(row));

/** As the warehouse interpolates: between the two values around level × (n − 1). */
function quantileOf(sorted: readonly number[], level: number): number {
  const place = level * (sorted.length - 1) + 1;
  const below = Math.trunc(place);
  const low = sorted[below - 1] ?? Number.NaN;
  const high = sorted[below];
  return high === undefined ? low : low + (place - below) * (high - low);
}

function lateness(lateAfterSeconds: number): Sums {
  const seconds: number[] = [];
  const late = countedSums({ k: (row) => one(number(row, 'seconds') > lateAfterSeconds) });
  return together(late, {
    add: (row) => void seconds.push(number(row, 'seconds')),
    row: () => {
      const sorted = seconds.sort((a, b) => a - b);
      return { quantiles: sorted.length === 0 ? [] : [0.5, 0.95, 0.99].map((level) => quantileOf(sorted, level)) };
    },
  });
}

function paired(): Sums {
  const only = { before: 0, after: 0 };
  const sums = countedSums({
    before_total: (row) => whole(row, 'exact_before'),
    after_total: (row) => whole(row, 'exact_after'),
    before_squares: (row) => whole(row, 'exact_before') ** 2n,
    after_squares: (row) => whole(row, 'exact_after') ** 2n,
    products: (row) => whole(row, 'exact_before') * whole(row, 'exact_after'),
  });
  return together(sums, {
    add: (row) => {
      if (isYoung(row)) return;
      if (!isNull(row, 'before') && isNull(row, 'after')) only.before += 1;
      if (isNull(row, 'before') && !isNull(row, 'after')) only.after += 1;
    },
    row: () => ({ only_before: only.before, only_after: only.after }),
  });
}

function items(): Sums {
  const lengths: number[] = [];
  const totals: bigint[] = [];
  const squares: bigint[] = [];
  const sums = countedSums({
    total: (row) => whole(row, 'exact_total'),
    squares: (row) => whole(row, 'exact_total') ** 2n,
  });
  return together(sums, {
    add: (row) => {
      if (!isCounted(row)) return;
      const scores = (row['v_exact_scores'] as readonly unknown[]).map((score) => BigInt(String(score)));
      lengths.push(scores.length);
      for (const [index, score] of scores.entries()) {
        totals[index] = (totals[index] ?? 0n) + score;
        squares[index] = (squares[index] ?? 0n) + score * score;
      }
    },
    row: () => ({
      ...{ fewest_items: Math.min(...lengths), most_items: Math.max(...lengths) },
      ...{ item_totals: totals.map(String), item_squares: squares.map(String) },
    }),
  });
}

const valueBy = (side: string) => (row: RecountRow) => {
  return [row.ids['programme_id'] ?? '', String(row[`v_${side}_value`] ?? '')];
};

const samePairs = () =>
  together(
    countedSums({
      k: (row) => one(!isNull(row, 'mentor_value') && row['v_mentor_value'] === row['v_mentee_value']),
    }),
    histogram('mentor_values', valueBy('mentor'), asMap),
    histogram('mentee_values', valueBy('mentee'), asMap),
  );

const scores = (favourableFrom: number | undefined) =>
  countedSums({
    total: (row) => whole(row, 'exact_score'),
    squares: (row) => whole(row, 'exact_score') ** 2n,
    ...(favourableFrom === undefined
      ? {}
      : { favourable: (row: RecountRow) => one(number(row, 'score') >= favourableFrom) }),
  });

function units(): Sums {
  const seen = new Set<string>();
  return {
    add: (row) => {
      if (isCounted(row)) seen.add(String(row.ids['unit_id']));
    },
    row: () => ({ units: seen.size }),
  };
}

const none: Sums = { add: () => undefined, row: () => ({}) };

/** The sums of an estimator that adds up units at once; those by mentor are elsewhere. */
export function plainSums(estimator: Estimator): Sums {
  switch (estimator.name) {
    case 'count':
    case 'composition':
      return none;
    case 'distinct':
      return units();
    case 'sum':
      return countedSums({ total: (row) => whole(row, 'exact_sum') });
    case 'proportion':
    case 'representation':
      return countedSums({ k: (row) => one(holds(row, 'success')) });
    case 'same_group':
      return samePairs();
    case 'rate':
      return countedSums({ k: (row) => whole(row, 'exact_events'), exposure: (row) => whole(row, 'exact_exposure') });
    case 'survival':
      return together(
        timesOf((row) => (holds(row, 'ended') ? 1 : 0)),
        ...(estimator.delayedEntry === true ? [listed('entries', (row) => number(row, 'entry_ms'))] : []),
      );
    case 'incidence':
      return timesOf((row) => number(row, 'outcome'));
    case 'mean':
      return scores(estimator.favourableFrom);
    case 'nps':
      return countedSums({
        promoters: (row) => one(number(row, 'score') >= 9),
        detractors: (row) => one(number(row, 'score') <= 6),
      });
    case 'paired_change':
      return paired();
    case 'alpha':
      return items();
    case 'quantile':
      return histogram(
        'histogram',
        (row) => [String(row['v_amount_steps'])],
        (entries) => byWhole(entries).map(({ key, units: count }) => [Number(key[0]), count]),
      );
    case 'gini':
      return histogram(
        'histogram',
        (row) => [String(row['v_exact_amount'])],
        (entries) => [byWhole(entries).map(({ key }) => key[0]), entries.map(({ units: count }) => count)],
      );
    case 'lateness':
      return lateness(estimator.lateAfterSeconds);
    case 'contrast':
      return contrastSums();
    case 'clustered_proportion':
    case 'clustered_rate':
    case 'clustered_mean':
      throw new Error(`${estimator.name} is summed by mentor`);
    default:
      throw new Error(`unknown estimator ${(estimator satisfies never as { name: string }).name}`);
  }
}
