import { nextState, type StateMachine, type StreamName, stateMachines } from '@rapport/events';
import { lifecycleRank, rankOf } from './effective-events.ts';

/** Entities whose whole life is in the stream of their name. */
type MachineEntity = Extract<StateMachine['entity'], StreamName>;

function machineOf(entity: MachineEntity): StateMachine {
  const machine = stateMachines.find((candidate) => candidate.entity === entity);
  if (machine === undefined) throw new Error(`packages/events has no state machine for ${entity}`);
  return machine;
}

/** Every legal pair (earlier event's rank, later event's rank), as earlier * 256 + later; 0 is the beginning. */
function legalSteps(entity: MachineEntity): number[] {
  const machine = machineOf(entity);
  const short = (type: string) => type.slice(entity.length + 1);
  const states = [
    { rank: 0, state: machine.initial },
    ...machine.transitions.map(({ type, to }) => ({ rank: rankOf(entity, short(type)), state: to })),
  ];
  return states.flatMap(({ rank, state }) =>
    machine.transitions
      .filter(({ type }) => nextState(machine, state, type) !== undefined)
      .map(({ type }) => rank * 256 + rankOf(entity, short(type))),
  );
}

/**
 * SQL aggregate: an entity's events as one array of ranks in the order of time. Events of one instant stand in
 * life-cycle order, so that sources which know only days raise no false alarm.
 */
export function rankSequence(entity: MachineEntity): string {
  const rank = lifecycleRank(entity);
  return `arrayMap(x -> bitAnd(x, 255), arraySort(groupArray(bitShiftLeft(toInt64(toUnixTimestamp64Milli(occurred_at)), 8) + ${rank})))`;
}

/** SQL condition: some event of the sequence does not follow legally on the one before it. */
export function isIllegal(entity: MachineEntity, sequence: string): string {
  const steps = legalSteps(entity).join(', ');
  return `arrayExists((earlier, later) -> NOT has([${steps}], earlier * 256 + later), arraySlice(arrayPushFront(${sequence}, 0), 1, length(${sequence})), ${sequence})`;
}
