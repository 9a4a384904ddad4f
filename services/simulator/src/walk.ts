/** Walks of the state machines: what the simulator tells must be a path through them. */
import { type EventType, nextState, type StateMachine, stateMachines } from '@rapport/events';

export type Walk = (type: EventType) => void;

/** A new entity at its machine's initial state; a step that the machine does not know is a fault of the simulator and throws. */
export function startWalk(entity: StateMachine['entity']): Walk {
  const machine = machines.get(entity);
  if (machine === undefined) throw new Error(`there is no state machine for ${entity}`);
  let state = machine.initial;
  return function step(type) {
    const next = nextState(machine, state, type);
    if (next === undefined) throw new Error(`${entity}: ${type} is not possible in the state ${state}`);
    state = next;
  };
}

const machines = new Map(stateMachines.map((machine) => [machine.entity, machine]));
