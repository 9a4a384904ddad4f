/** The sums of a contrast, added up from its units. */
import { countedSums, holds, isCounted, isNull, number, type RecountRow, type Sums, together } from './recount-row.ts';

type ArmName = 'participants' | 'others';
const armOf = (row: RecountRow): ArmName => (holds(row, 'arm') ? 'participants' : 'others');

function changes(name: string, later: string, sooner: string): Sums {
  const inArm = (arm: ArmName, amount: (moved: bigint) => bigint) => (row: RecountRow) =>
    armOf(row) !== arm || isNull(row, later) || isNull(row, sooner)
      ? 0n
      : amount(BigInt(number(row, later)) - BigInt(number(row, sooner)));
  return together(
    ...(['participants', 'others'] as const).map((arm) =>
      countedSums({
        [`${name}_n_${arm}`]: inArm(arm, () => 1n),
        [`${name}_sum_${arm}`]: inArm(arm, (moved) => moved),
        [`${name}_squares_${arm}`]: inArm(arm, (moved) => moved * moved),
      }),
    ),
  );
}

const stratumOf = (row: RecountRow) => (row['v_stratum'] as readonly string[]).join('\u001f');

/** Counts by stratum and arm, and sums of changes. */
export function contrastSums(): Sums {
  const strata = new Map<string, number[]>();
  return together(changes('change', 'success', 'before'), changes('placebo', 'before', 'earlier'), {
    add: (row) => {
      if (!isCounted(row)) return;
      const counts = strata.get(stratumOf(row)) ?? [0, 0, 0, 0];
      const at = armOf(row) === 'participants' ? 0 : 2;
      counts[at] = (counts[at] ?? 0) + 1;
      if (holds(row, 'success')) counts[at + 1] = (counts[at + 1] ?? 0) + 1;
      strata.set(stratumOf(row), counts);
    },
    row: () => {
      const sorted = [...strata].sort(([a], [b]) => (a < b ? -1 : 1));
      const amounts = [0, 1, 2, 3].map((index) => sorted.map(([, counts]) => counts[index] ?? 0));
      return { strata: [sorted.map(([key]) => key), ...amounts] };
    },
  });
}
