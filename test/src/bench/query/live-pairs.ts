/** A programme whose meetings are sent while the bench watches: its pairs know on which partition their events land. */
import { eventIdFrom, type RapportEvent } from '@rapport/events';
import type { EventProducer } from '@rapport/log';
import { liveProgramme } from './data-pairs.ts';

const PAIRS = 64;
const LONG_AGO = Date.UTC(2025, 1, 1);
const DAY_MS = 86_400_000;

/** Pairs whose events share a partition; `lane` is the department of their mentees, by which a metric tells them apart. */
export type Lane = { lane: string; pairings: string[] };

type Body = { type: RapportEvent['type'] } & Record<string, unknown>;

function told(seed: number, key: string, occurredAt: number, body: Body): RapportEvent {
  return {
    event_id: eventIdFrom(`live-${seed}`, key),
    occurred_at: occurredAt,
    recorded_at: Date.now(),
    source: 'bench',
    ...body,
  } as RapportEvent;
}

/** A held meeting of a pairing. */
export function meetingHeld(seed: number, n: number, programme_id: string, pairing_id: string): RapportEvent {
  const at = LONG_AGO + DAY_MS + n * 1_000;
  return told(seed, `meeting-${n}`, at, {
    ...{ type: 'meeting.held', programme_id, pairing_id, meeting_id: `live-meeting-${n}` },
    ...{ starts_at: at, duration_minutes: 45, mode: 'remote', evidence: 'calendar' },
  });
}

/** Sends pairs and people. Where a pairing lies is known only once it is sent, so its mentee is told of after it. */
export async function introduce(producer: EventProducer, seed: number): Promise<readonly Lane[]> {
  const programme_id = liveProgramme.id;
  const pairs = Array.from({ length: PAIRS }, (_, n) => ({
    ...{ pairing_id: `live-pair-${n}`, mentor_id: `live-mentor-${n}`, mentee_id: `live-mentee-${n}` },
  }));
  const places = await producer.send(
    pairs.map((pair) =>
      told(seed, pair.pairing_id, LONG_AGO, { type: 'pairing.activated', programme_id, ...pair, cadence_days: 14 }),
    ),
  );
  const laneOf = (index: number) => `lane ${places[index]?.partition ?? -1}`;
  await producer.send(
    pairs.map(({ mentee_id }, index) =>
      told(seed, mentee_id, LONG_AGO - DAY_MS, {
        ...{ type: 'participant.registered', participant_id: mentee_id, attributes: { department: laneOf(index) } },
      }),
    ),
  );
  const lanes = Map.groupBy(pairs, ({ pairing_id }) =>
    laneOf(pairs.findIndex((pair) => pair.pairing_id === pairing_id)),
  );
  return [...lanes].map(([lane, own]) => ({ lane, pairings: own.map(({ pairing_id }) => pairing_id) }));
}
