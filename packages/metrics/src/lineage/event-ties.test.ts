import { describe, expect, it } from 'vitest';
import { type Ids, idsOf, isTied, lookups, type PairingsOf } from './event-ties.ts';

const nobody: PairingsOf = () => new Set();
const tied = (stream: Parameters<typeof lookups>[0], unit: Ids, event: Ids, pairings = nobody) =>
  isTied(event, unit, lookups(stream, unit, pairings));

describe('an event and a unit belong together', () => {
  it('by the closest id that both name', () => {
    const answer = { programme_id: 'n', response_id: 'r1', participant_id: 'a' };
    expect(tied('survey', answer, { response_id: 'r1', participant_id: 'a' })).toBe(true);
    // Of the same person, and another response.
    expect(tied('survey', answer, { response_id: 'r2', participant_id: 'a' })).toBe(false);
    // An invitation names no response: then the person counts.
    expect(tied('survey', answer, { invitation_id: 'i', participant_id: 'a' })).toBe(true);
  });

  it('within one programme', () => {
    const pairing = { programme_id: 'n', pairing_id: 'p1', mentor_id: 'a', mentee_id: 'b' };
    expect(tied('pairing', pairing, { programme_id: 'n', pairing_id: 'p1' })).toBe(true);
    expect(tied('pairing', pairing, { programme_id: 's', pairing_id: 'p1' })).toBe(false);
    expect(tied('participant', pairing, { participant_id: 'b' })).toBe(true);
    expect(tied('participant', pairing, { participant_id: 'c' })).toBe(false);
  });

  it('by the pairings of its people where it names none', () => {
    const person = { participant_id: 'a' };
    const pairings = (one: string) => new Set(one === 'a' ? ['p1', 'p2'] : []);
    expect(tied('meeting', person, { pairing_id: 'p2', meeting_id: 'k' }, pairings)).toBe(true);
    expect(tied('meeting', person, { pairing_id: 'p3', meeting_id: 'k' }, pairings)).toBe(false);
  });

  it('where the unit is the event', () => {
    const id = '00000000-0000-4000-8000-000000000001';
    expect(tied('goal', { event_id: id, stream: 'goal' }, { event_id: id })).toBe(true);
    expect(tied('meeting', { event_id: id, stream: 'goal' }, { event_id: id })).toBe(false);
    // What is odd about a pairing is counted under its own id.
    expect(idsOf({ programme_id: 'n', event_id: 'p1', stream: 'pairing' })).toEqual({
      programme_id: 'n',
      pairing_id: 'p1',
    });
  });
});
