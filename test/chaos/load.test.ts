import { decodeEvent } from '@rapport/events';
import { describe, expect, it } from 'vitest';
import { makeLoad, ordinaryLoad } from './load.ts';

describe('the load of a seed', () => {
  const load = makeLoad(7, 'p.', ordinaryLoad);
  const events = load.flatMap((batch) => batch.events);

  it('is the same every time, and another one for another seed', () => {
    expect(makeLoad(7, 'p.', ordinaryLoad)).toEqual(load);
    expect(makeLoad(8, 'p.', ordinaryLoad)[0]?.events[0]?.event_id).not.toBe(load[0]?.events[0]?.event_id);
  });

  it('has events that come twice and more, in one batch and in several, and corrections of corrections', () => {
    const ids = events.map((event) => event.event_id);
    expect(new Set(ids).size).toBeLessThan(ids.length);
    const inOneBatch = load.some((batch) => new Set(batch.events.map((e) => e.event_id)).size < batch.events.length);
    expect(inOneBatch).toBe(true);
    const superseding = new Map(events.map((event) => [event.event_id, event.supersedes]));
    const corrected = [...superseding.values()].filter((id) => id !== undefined);
    expect(corrected.some((id) => superseding.get(id) !== undefined)).toBe(true);
  });

  it('has poison that nobody can read or accept, on the topics of the events', () => {
    const poison = load.flatMap((batch) => batch.poison);
    expect(poison.length).toBeGreaterThan(20);
    const codes = new Set(poison.map(({ value }) => (decodeEvent(value) as { code?: string }).code));
    expect([...codes].toSorted()).toEqual(['EMPTY', 'NOT_FRAMED', 'RULE_BROKEN', 'UNDECODABLE', 'UNKNOWN_SCHEMA']);
  });
});
