import { createHash } from 'node:crypto';
import {
  checkEvent,
  eventTypes,
  isOwnType,
  nextState,
  type RapportEvent,
  type StateMachine,
  stateMachines,
} from '@rapport/events';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SimulationOptionError } from './model.ts';
import { type SimulationOptions, simulateProgramme } from './simulate-programme.ts';
import { effectiveEvents } from './testing/reference-facts.ts';

const small = (seed: number | string, more: Partial<SimulationOptions> = {}) =>
  simulateProgramme({ seed, programme: 'small', pairs: 25, ...more });

/** Nobody drifts and nothing is watched unless a model says so. */
const drifting = { drift: { share: 0.8, days: { from: 30, to: 75 }, noticed: 0.9, falseAlarm: 0.3 } };

function fingerprint(events: Iterable<RapportEvent>): string {
  const hash = createHash('sha256');
  for (const event of events) hash.update(JSON.stringify(event));
  return hash.digest('hex');
}

function entityOf(event: RapportEvent, { entity }: StateMachine): string {
  switch (entity) {
    case 'pairing':
      return 'pairing_id' in event ? `${event.pairing_id}` : '';
    case 'meeting':
      return 'meeting_id' in event ? event.meeting_id : '';
    case 'goal':
      return 'goal_id' in event ? event.goal_id : '';
    case 'alert':
      return 'alert_id' in event ? event.alert_id : '';
    case 'survey':
      return 'invitation_id' in event ? `${event.invitation_id}` : '';
    case 'enrolment':
    case 'employment':
      return 'participant_id' in event ? `${event.participant_id}` : '';
    default:
      throw new Error(`no entity ${entity satisfies never}`);
  }
}

/** What is wrong with the walks of these events through one machine, in the order of occurrence. */
function faultsOf(machine: StateMachine, events: RapportEvent[]): string[] {
  const types = new Set(machine.transitions.map(({ type }) => type));
  const states = new Map<string, { state: string; at: number }>();
  return events
    .filter((event) => types.has(event.type))
    .flatMap((event) => {
      const id = entityOf(event, machine);
      const before = states.get(id) ?? { state: machine.initial, at: Number.NEGATIVE_INFINITY };
      const state = nextState(machine, before.state, event.type);
      if (state === undefined) return [`${id}: ${event.type} in ${before.state}`];
      states.set(id, { state, at: event.occurred_at });
      // Two steps at one instant would leave their order to chance.
      return event.occurred_at > before.at ? [] : [`${id}: ${event.type} at the instant of the step before`];
    });
}

const anySeed = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme-ascii' });

// Generous, for machines that are busy with something else.
describe('a simulated programme', { timeout: 30_000 }, () => {
  it('is the same bytes for the same seed, each time it is read, and others for another seed', () => {
    const simulation = small(7);
    expect(fingerprint(simulation.events)).toBe(fingerprint(simulation.events));
    expect(fingerprint(small(7).events)).toBe(fingerprint(simulation.events));
    expect(fingerprint(small(8).events)).not.toBe(fingerprint(simulation.events));
  });

  it('is the same, event by event, as when this test was written', () => {
    // A new fingerprint means that every published seed now tells another story: change it only on purpose.
    expect(fingerprint(small(1).events)).toBe('8fd5622a8ec9b74e020ce88e3c8cc5f0c520672bfe10c76de4931df83326a06b');
    // Goals came later, and changed nothing that was there before them.
    const before = [...small(1).events].filter(({ type }) => !type.startsWith('goal.'));
    expect(fingerprint(before)).toBe('ff44656bf46d8b80bc7238dbb8b852477c975e525d91b046dc9116650826c0d6');
  });

  it('consists of valid events, recorded in order, none before it happened or after the horizon', () => {
    fc.assert(
      fc.property(anySeed, (seed) => {
        const { events, truth } = small(seed);
        let recordedBefore = 0;
        for (const event of events) {
          expect(checkEvent(event)).toEqual({ ok: true, event });
          expect(event.recorded_at).toBeGreaterThanOrEqual(Math.max(recordedBefore, event.occurred_at));
          recordedBefore = event.recorded_at;
        }
        expect(recordedBefore).toBeLessThanOrEqual(Date.parse(truth.asOf));
      }),
      { numRuns: 12 },
    );
  });

  it('walks every entity legally through its state machine, once corrections are applied', () => {
    fc.assert(
      fc.property(anySeed, (seed) => {
        const events = effectiveEvents(small(seed, { model: drifting }).events);
        expect(stateMachines.flatMap((machine) => faultsOf(machine, events))).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });

  it('has every event type there is, but what people keep in the dashboard: that is no part of a programme', () => {
    const types = new Set([...small(3, { pairs: 200, model: drifting }).events].map(({ type }) => type));
    expect([...types].sort()).toEqual(eventTypes.filter((type) => !isOwnType(type)).sort());
  });

  it('counts exactly what it hands out: types, repetitions, corrections and late events', () => {
    const { events, counts } = small(5, { pairs: 200 });
    const told = [...events];
    const distinct = new Map(told.map((event) => [event.event_id, event]));
    const { byType, duplicates, corrections, late, ...totals } = counts();
    expect(totals).toEqual({ events: told.length, distinct: distinct.size });
    expect(duplicates.identical + duplicates.resent).toBe(told.length - distinct.size);
    expect(new Set(told.map((event) => JSON.stringify(event))).size).toBe(told.length - duplicates.identical);
    const held = [...distinct.values()].filter(({ type }) => type === 'meeting.held');
    expect(byType['meeting.held']).toBe(held.length);
    expect(corrections['meeting.held']).toBe(held.filter(({ supersedes }) => supersedes !== undefined).length);
    expect(duplicates.identical).toBeGreaterThan(5);
    expect(duplicates.resent).toBeGreaterThan(5);
    expect(corrections['meeting.held']).toBeGreaterThan(5);
    expect(corrections['pairing.ended_early']).toBeGreaterThan(0);
    expect(late.overAnHour).toBeGreaterThan(late.overADay);
    expect(late.overADay).toBeGreaterThan(50);
  });

  it('corrects only events that it told before, of the same stream', () => {
    const told = new Map<string, string>();
    for (const event of small(6, { pairs: 200 }).events) {
      const [stream = ''] = event.type.split('.');
      if (event.supersedes !== undefined) expect(told.get(event.supersedes)).toBe(stream);
      told.set(event.event_id, stream);
    }
  });

  it('shares no participant, pairing or event between two programmes of one seed', () => {
    const ids = (programme: string) => {
      const events = [...simulateProgramme({ seed: 1, programme, pairs: 25 }).events];
      return events.flatMap((e) => [e.event_id, 'participant_id' in e ? e.participant_id : e.event_id]);
    };
    const first = new Set(ids('one'));
    expect(ids('two').filter((id) => first.has(id))).toEqual([]);
  });

  it('tells the same facts whatever the delivery: late, twice or corrected', () => {
    const model = { delivery: { sentTwice: 0, meetingsCorrected: 0, endsCorrected: 0, hoursLate: 0, daysLate: 0 } };
    const facts = (events: Iterable<RapportEvent>) =>
      effectiveEvents(events).map((event) => ({ ...event, recorded_at: 0, supersedes: '' }));
    const plain = small(9, { model });
    const byKey = (a: RapportEvent, b: RapportEvent) =>
      a.occurred_at - b.occurred_at || (a.event_id < b.event_id ? -1 : 1);
    expect(facts(small(9).events).sort(byKey)).toEqual(facts(plain.events).sort(byKey));
    expect(plain.counts().distinct).toBe(plain.counts().events);
  });

  it('makes about a hundred thousand events by default', () => {
    const { events, counts } = simulateProgramme({ seed: 1, programme: 'demo' });
    for (const _ of events);
    expect(counts().events).toBeGreaterThan(90_000);
    expect(counts().events).toBeLessThan(110_000);
  });

  it('refuses a programme id or seed that no event may carry', () => {
    expect(() => small(1, { programme: 'my programme' })).toThrow(/programme_id must be/);
    expect(() => small('a\nb')).toThrow(SimulationOptionError);
  });

  it('refuses a size that is no whole number', () => {
    expect(() => small(1, { pairs: 2.5 })).toThrow(SimulationOptionError);
    expect(() => small(1, { pairs: 0 })).toThrow(SimulationOptionError);
  });
});
