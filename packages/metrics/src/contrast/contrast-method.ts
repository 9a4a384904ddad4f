/** How participants are compared with the others, and what each way may be read as. */

export const contrastMethods = ['raw', 'matched', 'difference_in_differences'] as const;
export type ContrastMethod = (typeof contrastMethods)[number];

/** The badge that stands beside every such number. */
export function badgeOf(method: ContrastMethod): string {
  switch (method) {
    case 'raw':
      return 'Raw: two groups as they are. Who takes part differs from who does not; see the balance.';
    case 'matched':
      return 'Matched: compared within equal covariates only. What was not recorded may still differ.';
    case 'difference_in_differences':
      return 'Difference in differences: the change since before, minus the others’ change. It rests on both having moved alike before; see the placebo.';
    default:
      throw new Error(`no such method: ${method satisfies never}`);
  }
}
