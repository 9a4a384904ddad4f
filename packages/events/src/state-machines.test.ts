import { describe, expect, it } from 'vitest';
import { eventTypes } from './catalogue.ts';
import { nextState, stateMachines } from './state-machines.ts';

describe.each(stateMachines)('the $entity machine', (machine) => {
  const reachable = new Set([machine.initial]);
  for (let before = 0; before !== reachable.size; ) {
    before = reachable.size;
    for (const t of machine.transitions) if (t.from.some((state) => reachable.has(state))) reachable.add(t.to);
  }

  it('names only event types of the catalogue', () => {
    for (const { type } of machine.transitions) expect(eventTypes).toContain(type);
  });

  it('can reach every state that it names', () => {
    for (const { from, to } of machine.transitions)
      for (const state of [...from, to]) expect(reachable).toContain(state);
  });

  it('knows one way at most for a type out of a state', () => {
    const ways = machine.transitions.flatMap(({ type, from }) => from.map((state) => `${state} ${type}`));
    expect(new Set(ways).size).toBe(ways.length);
  });

  it('says where a legal step leads and nothing for an illegal one', () => {
    const [first] = machine.transitions;
    expect(first && nextState(machine, first.from[0] as string, first.type)).toBe(first?.to);
    expect(first && nextState(machine, 'no such state', first.type)).toBeUndefined();
  });
});
