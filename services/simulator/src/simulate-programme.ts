/** A mentoring programme out of a seed, with the truth that it was drawn from. Pure: no clock, no other randomness. */
import { checkEvent, type EventType, eventIdFrom, type RapportEvent } from '@rapport/events';
import { enterCast, tellProgramme } from './cast.ts';
import { type ExpectedValues, expectedValues } from './expected-values.ts';
import type { Draft, Scene } from './life.ts';
import { type ModelOverrides, resolveModel, type SimulationModel, SimulationOptionError } from './model.ts';
import { inRecordedOrder } from './recorded-order.ts';
import { createTimeline, DAY_MS } from './timeline.ts';

export type SimulationOptions = {
  seed: number | string;
  /** The programme's id. */
  programme: string;
  /** About how many pairings; 1,100 make about 100,000 events. Employees outside the programme: 1.5 times as many. */
  pairs?: number;
  /** Dates such as 2026-11-01. Nothing happens or is told after midnight UTC of `end`, the horizon. */
  start?: string;
  end?: string;
  model?: ModelOverrides;
};

/** What was sent. `late`: told more than an hour, more than a day after it happened; repetitions not counted again. */
export type EventCounts = {
  events: number;
  distinct: number;
  byType: Partial<Record<EventType, number>>;
  duplicates: { identical: number; resent: number };
  corrections: Partial<Record<EventType, number>>;
  late: { overAnHour: number; overADay: number };
};

export type Truth = {
  seed: string;
  programme: string;
  source: string;
  pairs: number;
  start: string;
  /** The horizon as an instant: read the metrics as of this time, since nothing is known about later. */
  asOf: string;
  model: SimulationModel;
  expected: ExpectedValues;
};

export type Simulation = {
  /** In the order of recorded_at. Every iteration begins anew and gives the same events. */
  events: Iterable<RapportEvent>;
  truth: Truth;
  /** Counts of the events handed out by the latest iteration, so far. */
  counts(): EventCounts;
};

const DEFAULTS = { pairs: 1100, start: '2023-11-01', end: '2026-11-01' };
const NON_PARTICIPANTS_PER_PAIR = 1.5;

/** Throws SimulationOptionError for a name, date, size or model that cannot be simulated. Costs nothing until iterated. */
export function simulateProgramme(options: SimulationOptions): Simulation {
  const { pairs, start, end } = { ...DEFAULTS, ...options };
  if (!Number.isSafeInteger(pairs) || pairs < 1)
    throw new SimulationOptionError('pairs must be a whole number, at least 1');
  const seed = String(options.seed);
  const source = `simulator/${seed}`;
  const timeline = createTimeline(start, end);
  const model = resolveModel(options.model);
  const scene: Scene = { seed, programmeId: options.programme, timeline, model };
  const scale = { pairs, nonParticipants: Math.round(pairs * NON_PARTICIPANTS_PER_PAIR) };
  refuseBadNames(scene, source);
  let counts = noCounts();

  function* tellEvents(): Generator<RapportEvent> {
    counts = noCounts();
    for (const draft of inRecordedOrder(enterCast(scene, scale), timeline.instant)) {
      count(counts, draft);
      yield eventFrom(source, options.programme, draft);
    }
  }

  return {
    events: { [Symbol.iterator]: tellEvents },
    truth: {
      seed,
      programme: options.programme,
      source,
      pairs,
      start,
      asOf: new Date(timeline.endMs).toISOString(),
      model,
      expected: expectedValues(model, timeline.days),
    },
    counts: () => structuredClone(counts),
  };
}

/** The programme's own events hold every name that the caller chose: where these are valid, all events are. */
function refuseBadNames(scene: Scene, source: string): void {
  for (const draft of tellProgramme(scene)) {
    const checked = checkEvent(eventFrom(source, scene.programmeId, draft));
    if (checked.ok) continue;
    const faults = checked.issues.map(({ field, message }) => `${field} ${message}`);
    throw new SimulationOptionError(`seed ${scene.seed}, programme ${scene.programmeId}: ${faults.join('; ')}`);
  }
}

function eventFrom(source: string, programme: string, draft: Draft): RapportEvent {
  const idOf = (key: string) => eventIdFrom(source, `${programme}/${key}`);
  const { facts, occurredAt, recordedAt, supersedesKey } = draft;
  const event = { ...facts, event_id: idOf(draft.key), occurred_at: occurredAt, recorded_at: recordedAt, source };
  return supersedesKey === undefined ? event : { ...event, supersedes: idOf(supersedesKey) };
}

function noCounts(): EventCounts {
  return {
    events: 0,
    distinct: 0,
    byType: {},
    duplicates: { identical: 0, resent: 0 },
    corrections: {},
    late: { overAnHour: 0, overADay: 0 },
  };
}

function count(counts: EventCounts, { facts, occurredAt, recordedAt, delivery, supersedesKey }: Draft): void {
  counts.events += 1;
  if (delivery !== 'first') {
    counts.duplicates[delivery] += 1;
    return;
  }
  counts.distinct += 1;
  counts.byType[facts.type] = (counts.byType[facts.type] ?? 0) + 1;
  if (supersedesKey !== undefined) counts.corrections[facts.type] = (counts.corrections[facts.type] ?? 0) + 1;
  if (recordedAt - occurredAt > DAY_MS / 24) counts.late.overAnHour += 1;
  if (recordedAt - occurredAt > DAY_MS) counts.late.overADay += 1;
}
