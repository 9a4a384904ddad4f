/** Every fault and every control, in the order of the table. */
import { controls } from './controls.ts';
import type { Fault } from './fault.ts';
import { processFaults } from './process-faults.ts';

export const allFaults: readonly Fault[] = [...processFaults, ...controls];
