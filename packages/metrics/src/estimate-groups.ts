/** Estimates of who is in a group, and with whom. */
import { representationRatio, sameGroupRatio } from '@rapport/statistics';
import type { Whole } from './composition.ts';
import type { CellEstimate } from './estimate.ts';
import { plain } from './estimate-shares.ts';
import { numberIn, numbersIn, type RawRow } from './summary-row.ts';

/** The group's share of the successes over its share of all units. */
export function representationOf(row: RawRow, n: number, whole: Whole): CellEstimate {
  const k = numberIn(row, 'k');
  const { value, ci, reason } = representationRatio({ n, k }, whole);
  return {
    ...{ value, n, ci, count: k },
    ...(reason === undefined ? {} : { reason }),
    details: { all_units: whole.n, all_successes: whole.k },
  };
}

/** `sumMap` over (programme, value): how many people of each value there are, by programme. */
function valuesIn(row: RawRow, column: string): { programme: string; value: string; people: number }[] {
  const map = row[column];
  const [keys, counts] = Array.isArray(map) ? map : Object.values(map ?? {});
  const people = numbersIn(counts);
  if (!Array.isArray(keys)) throw new Error(`the summary has no map ${column}`);
  return keys.map((key: unknown, index) => {
    const [programme, value] = Array.isArray(key) ? key : Object.values(key ?? {});
    return { programme: String(programme), value: String(value), people: people[index] ?? 0 };
  });
}

/** Observed over expected share of pairings within one group, if people were paired at random within a programme. */
export function sameGroupOf(row: RawRow): CellEstimate {
  const [mentors, mentees] = [valuesIn(row, 'mentor_values'), valuesIn(row, 'mentee_values')];
  const programmes = [...new Set(mentors.map(({ programme }) => programme))].sort();
  const strata = programmes.map((programme) => {
    const own = [mentors, mentees].map((side) => side.filter((one) => one.programme === programme));
    const values = [...new Set(own.flat().map(({ value }) => value))].sort();
    const counts = own.map((side) => values.map((value) => side.find((one) => one.value === value)?.people ?? 0));
    return { mentors: counts[0] ?? [], mentees: counts[1] ?? [] };
  });
  const same = numberIn(row, 'k');
  const ratio = sameGroupRatio({ same, strata });
  const { expected, random, test } = ratio;
  return {
    ...plain(ratio),
    count: same,
    details: { expected, random_low: random?.low ?? null, random_high: random?.high ?? null, p: test.p },
  };
}
