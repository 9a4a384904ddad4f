/** The attacks of the reference's list, by their number. */
import type { Attack } from './attack.ts';
import { callerAttacks } from './callers.ts';
import { differenceAttacks } from './differences.ts';
import { numberAttacks } from './numbers.ts';

export const attacks: readonly Attack[] = [...differenceAttacks, ...numberAttacks, ...callerAttacks].sort(
  (a, b) => a.id - b.id,
);
