/** One entity's story as drafts of events, with how and when we were told: late, twice, or wrong at first. */
import type { RapportEvent } from '@rapport/events';
import type { SimulationModel } from './model.ts';
import { createRandom, type Random } from './random.ts';
import { DAY_MS, type Timeline } from './timeline.ts';
import type { Walk } from './walk.ts';

type Envelope = 'event_id' | 'occurred_at' | 'recorded_at' | 'source' | 'supersedes';
type OmitEach<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** An event without its envelope: type, ids and fields. */
export type Facts = OmitEach<RapportEvent, Envelope>;

/** An event but for its source and id; `key` becomes the id. `delivery` says what kind of repetition it is, if any. */
export type Draft = {
  key: string;
  facts: Facts;
  occurredAt: number;
  recordedAt: number;
  delivery: 'first' | 'identical' | 'resent';
  supersedesKey?: string;
};

/** Everything that the lives of one programme share. */
export type Scene = { seed: string; programmeId: string; timeline: Timeline; model: SimulationModel };

type Step = {
  /** Programme day. */
  at: number;
  /** Unique in the programme: the event's identity. */
  key: string;
  facts: Facts;
  walk?: Walk;
  /** What a share of producers says first, to be superseded by the step itself. */
  mistake?: { share: number; at: number; facts: Facts };
};

export type Life = {
  random: Random;
  /** Tells a step; steps at or after the horizon have not happened yet and are left out. */
  tell(step: Step): void;
  /** The drafts so far, in the order in which they are recorded. */
  drafts(): Draft[];
};

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const MOST_DAYS_LATE = 30;

/** A life with randomness of its own by `name`; delivery draws apart, so that its settings do not change what happens. */
export function createLife({ seed, programmeId, timeline, model }: Scene, name: string): Life {
  const told: Draft[] = [];
  const delivery = createRandom(`${seed}/${programmeId}/${name}/delivery`);
  const { sentTwice, hoursLate, daysLate } = model.delivery;

  function lateness(): number {
    const draw = delivery.uniform();
    if (draw < daysLate) return DAY_MS * Math.min(MOST_DAYS_LATE, 1 + delivery.exponential(1 / 4));
    if (draw < daysLate + hoursLate) return HOUR_MS * delivery.between(1, 24);
    return MINUTE_MS * delivery.exponential(1 / 4);
  }

  // The last sync is at the horizon: by then everything that happened has been told, so that the truth is in the data.
  const until = (instant: number) => Math.min(timeline.endMs, Math.floor(instant));

  function record(draft: Omit<Draft, 'delivery'>): void {
    told.push({ ...draft, delivery: 'first' });
    if (!delivery.chance(sentTwice)) return;
    const again = delivery.chance(0.5)
      ? draft.recordedAt
      : until(draft.recordedAt + delivery.between(MINUTE_MS, DAY_MS));
    told.push({ ...draft, recordedAt: again, delivery: again === draft.recordedAt ? 'identical' : 'resent' });
  }

  function tell({ at, key, facts, walk, mistake }: Step): void {
    if (at >= timeline.days) return;
    walk?.(facts.type);
    const occurredAt = timeline.instant(at);
    if (mistake === undefined || mistake.at >= timeline.days || !delivery.chance(mistake.share)) {
      record({ key, facts, occurredAt, recordedAt: until(occurredAt + lateness()) });
      return;
    }
    const mistakenKey = `${key}/mistaken`;
    const mistakenAt = timeline.instant(mistake.at);
    const firstTold = until(mistakenAt + lateness());
    record({ key: mistakenKey, facts: mistake.facts, occurredAt: mistakenAt, recordedAt: firstTold });
    const recordedAt = until(firstTold + delivery.between(HOUR_MS, 6 * DAY_MS));
    record({ key, facts, occurredAt, recordedAt, supersedesKey: mistakenKey });
  }

  return {
    random: createRandom(`${seed}/${programmeId}/${name}`),
    tell,
    drafts: () => told.sort((a, b) => a.recordedAt - b.recordedAt),
  };
}
