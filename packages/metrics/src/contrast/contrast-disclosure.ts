/** What a contrast may tell of its two groups under protection: neither few outcomes, nor few people of one kind. */
import { isTelling, type PeopleCell, protectTable } from '@rapport/privacy';
import type { CellEstimate } from '../estimate.ts';
import type { ContrastReading } from './contrast-estimate.ts';
import type { ContrastStratum } from './contrast-summary.ts';

const hidden: CellEstimate = { value: null, n: null, ci: null, reason: 'small_group' };

type Guard = { k: number; sensitive: boolean };

/** Names of the values of a covariate that so few people have, in either group, that they could be told from its balance. */
function smallValues(strata: readonly ContrastStratum[], index: number, k: number): Set<string> {
  const people = new Map<string, [number, number]>();
  for (const { values, participants, others } of strata) {
    const value = values[index] ?? '';
    const [one, two] = people.get(value) ?? [0, 0];
    people.set(value, [one + participants.n, two + others.n]);
  }
  // A value that a group has nobody of is as telling there as one of few: nobody is counted on both sides.
  const cells = [...people].map(([value, counts]): PeopleCell => ({ key: [value], people: counts }));
  return new Set([...protectTable(cells, { k }).hidden].map(({ key }) => key[0] ?? ''));
}

function shownBalance(
  { balance }: ContrastReading,
  strata: readonly ContrastStratum[],
  names: readonly string[],
  k: number,
) {
  const small = new Set(
    names.flatMap((name, index) =>
      [...smallValues(strata, index, k)].map((value) => `${name}: ${value === '' ? 'unknown' : value}`),
    ),
  );
  return balance.filter(({ covariate }) => !small.has(covariate));
}

/** Units kept and left out: all or none, as each tells the other. */
function shownMatched({ matched }: ContrastReading, k: number): ContrastReading['matched'] {
  const isFew = (count: number | null) => count !== null && count > 0 && count < k;
  const { participants, others, participants_left_out, others_left_out, others_effective } = matched;
  const few = [isFew(participants_left_out), isFew(others_left_out)];
  return {
    participants: few[0] ? null : participants,
    others: few[1] ? null : others,
    participants_left_out: few[0] ? null : participants_left_out,
    others_left_out: few[1] ? null : others_left_out,
    others_effective: few[1] ? null : others_effective,
  };
}

/**
 * A contrast under protection. It is hidden where an outcome, or its absence, is that of fewer than k people of a group (the difference would tell
 * it, as the other group’s share is known), or where fewer than k were matched. The balance leaves out values that few people have.
 */
export function discreetContrast(
  estimate: CellEstimate,
  strata: readonly ContrastStratum[],
  covariates: readonly string[],
  { k, sensitive }: Guard,
): CellEstimate {
  const { contrast } = estimate;
  if (contrast === undefined) return estimate;
  const { arms, matched, method } = contrast;
  const tells = [arms.participants, arms.others].some(({ n, k: x }) => isTelling({ x, n }, { k, sensitive }));
  const few = method === 'matched' && [matched.participants, matched.others].some((count) => (count ?? 0) < k);
  if (tells || few) return hidden;
  return {
    ...estimate,
    contrast: {
      ...contrast,
      balance: shownBalance(contrast, strata, covariates, k),
      matched: shownMatched(contrast, k),
    },
  };
}
