/** Every fault and every control, in the order of the table. */
import { brokerFaults } from './broker-faults.ts';
import { controls } from './controls.ts';
import { engineFaults } from './engine-faults.ts';
import type { Fault } from './fault.ts';
import { processFaults } from './process-faults.ts';

export const allFaults: readonly Fault[] = [...processFaults, ...brokerFaults, ...engineFaults, ...controls];
