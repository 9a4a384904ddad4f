/** Participants beside others: the parts of a contrast's answer that a page shows. */
import { z } from 'zod/mini';
import type { Row } from '../../data/types.ts';

const interval = z.nullable(
  z.object({ low: z.nullable(z.number()), high: z.nullable(z.number()), level: z.number(), method: z.string() }),
);
const arm = z.object({ value: z.nullable(z.number()), ci: z.optional(interval), n: z.nullable(z.number()) });

const contrast = z.object({
  method: z.string(),
  badge: z.string(),
  arms: z.object({ participants: arm, others: arm }),
  balance: z.optional(
    z.nullable(
      z.array(z.object({ covariate: z.string(), before: z.nullable(z.number()), after: z.nullable(z.number()) })),
    ),
  ),
  smallest_detectable: z.optional(z.nullable(z.number())),
});
export type Contrast = z.infer<typeof contrast>;
export type Arm = z.infer<typeof arm>;

/** The contrast of a row; undefined where the cell is hidden or has none. */
export function contrastOf({ contrast: found }: Row): Contrast | undefined {
  const read = contrast.safeParse(found);
  return read.success ? read.data : undefined;
}

export const METHODS = [
  { id: 'raw', title: 'As they are' },
  { id: 'matched', title: 'Alike people only' },
  { id: 'difference_in_differences', title: 'Change against change' },
] as const;
