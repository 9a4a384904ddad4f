/** The attacks of the reference's list, by their number. */
import type { Attack } from './attack.ts';
import { callerAttacks } from './callers.ts';
import { differenceAttacks } from './differences.ts';
import { pairAttacks } from './metric-pairs.ts';
import { numberAttacks } from './numbers.ts';
import { timeAttacks } from './over-time.ts';
import { surfaceAttacks } from './surface-attacks.ts';
import { tableAttacks } from './tables.ts';

export const attacks: readonly Attack[] = [
  ...differenceAttacks,
  ...numberAttacks,
  ...pairAttacks,
  ...callerAttacks,
  ...timeAttacks,
  ...surfaceAttacks,
  ...tableAttacks,
].sort((a, b) => a.id - b.id);
