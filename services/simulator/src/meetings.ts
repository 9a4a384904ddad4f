/** The meetings of a pairing: a Poisson process of planned starts in its active, unpaused time. */
import type { Facts, Life, Scene } from './life.ts';
import { type MeetingOutcome, meetingOutcomes } from './model.ts';
import type { PairingPlan } from './pairing-plan.ts';
import type { Couple } from './pairings.ts';
import { poissonDays } from './people.ts';
import { startWalk, type Walk } from './walk.ts';

const LONGEST_LEAD_DAYS = 10;
// More than a day ahead in working hours too, so that no reading of "late cancel" (under 24 h) takes it for one.
const EARLY_NOTICE_DAYS = 1.5;

type Meeting = { id: string; scheduledAt: number; startsAt: number; walk: Walk };

/** Tells all meetings. Those planned into a pause or beyond the end are cancelled early, as soon as that is known. */
export function tellMeetings(scene: Scene, life: Life, couple: Couple, plan: PairingPlan): void {
  const { activatedAt, end, pause, driftsAt } = plan;
  const until = Math.min(end.at, scene.timeline.days) + LONGEST_LEAD_DAYS;
  const starts = poissonDays(life.random, scene.model.meetingsPerDay, activatedAt, until);
  for (const [index, startsAt] of starts.entries()) {
    if (driftsAt !== null && startsAt >= driftsAt) return;
    const lead = Math.min(life.random.between(3, LONGEST_LEAD_DAYS), (startsAt - activatedAt) * 0.9);
    const walk = startWalk('meeting');
    const meeting = { id: `${couple.pairingId}-m${index + 1}`, scheduledAt: startsAt - lead, startsAt, walk };
    const blockedFrom = blockOf(startsAt, end.at, pause);
    if (blockedFrom === null) tellMeeting(scene, life, couple, meeting);
    else tellDropped(scene, life, couple, meeting, blockedFrom);
  }
}

/** When it became clear that nothing happens on this day; null when the pair meets. */
function blockOf(day: number, endAt: number, pause: PairingPlan['pause']): number | null {
  if (pause !== null && day >= pause.from && day < pause.to) return pause.from;
  return day >= endAt ? endAt : null;
}

function tellMeeting(scene: Scene, life: Life, couple: Couple, meeting: Meeting): void {
  const { random } = life;
  const { meetingOutcomes: shares, rescheduled } = scene.model;
  const outcome = meetingOutcomes[random.weighted(meetingOutcomes.map((name) => shares[name]))] ?? 'held';
  if (outcome === 'cancelled_early') {
    tellDropped(scene, life, couple, meeting, meeting.startsAt - random.between(EARLY_NOTICE_DAYS, 8));
    return;
  }
  const plannedAt = meeting.startsAt - random.between(1, 4);
  const moves = random.chance(rescheduled) && plannedAt > meeting.scheduledAt + 0.5;
  tellScheduled(scene, life, couple, meeting, moves ? plannedAt : meeting.startsAt);
  if (moves) {
    life.tell({
      at: random.between(meeting.scheduledAt + 0.1, plannedAt),
      key: `${meeting.id}/rescheduled`,
      walk: meeting.walk,
      facts: {
        ...idsOf(scene, couple, meeting),
        type: 'meeting.rescheduled',
        starts_at: scene.timeline.instant(meeting.startsAt),
      },
    });
  }
  tellOutcome(scene, life, couple, meeting, outcome);
}

/** A meeting that is called off in good time; without good time there was no plan. */
function tellDropped(scene: Scene, life: Life, couple: Couple, meeting: Meeting, knownAt: number): void {
  const at = Math.min(knownAt, meeting.startsAt - EARLY_NOTICE_DAYS);
  if (at <= meeting.scheduledAt + 0.01) return;
  tellScheduled(scene, life, couple, meeting, meeting.startsAt);
  tellCancelled(scene, life, couple, meeting, at);
}

function idsOf(scene: Scene, { pairingId }: Couple, { id }: Meeting) {
  return { programme_id: scene.programmeId, pairing_id: pairingId, meeting_id: id };
}

function tellScheduled(scene: Scene, life: Life, couple: Couple, meeting: Meeting, startsAt: number): void {
  life.tell({
    at: meeting.scheduledAt,
    key: `${meeting.id}/scheduled`,
    walk: meeting.walk,
    facts: {
      ...idsOf(scene, couple, meeting),
      type: 'meeting.scheduled',
      starts_at: scene.timeline.instant(startsAt),
      duration_minutes: 60,
      mode: life.random.pick(['remote', 'remote', 'in_person']),
    },
  });
}

function tellCancelled(scene: Scene, life: Life, couple: Couple, meeting: Meeting, at: number): void {
  const side = life.random.pick(['mentor', 'mentee', 'both'] as const);
  const reason = life.random.pick(['busy', 'illness', 'leave']);
  const facts: Facts = { ...idsOf(scene, couple, meeting), type: 'meeting.cancelled', side, reason };
  life.tell({ at, key: `${meeting.id}/cancelled`, walk: meeting.walk, facts });
}

type Happening = Exclude<MeetingOutcome, 'cancelled_early'>;

function tellOutcome(scene: Scene, life: Life, couple: Couple, meeting: Meeting, outcome: Happening): void {
  switch (outcome) {
    case 'held':
      tellHeld(scene, life, couple, meeting);
      return;
    case 'no_show_mentor':
    case 'no_show_mentee':
    case 'no_show_both': {
      const facts = absence(scene, couple, meeting, sideOf[outcome]);
      life.tell({ at: meeting.startsAt, key: `${meeting.id}/no-show`, walk: meeting.walk, facts });
      return;
    }
    case 'cancelled_late': {
      // Within the last hours, but after the plan was made and last moved.
      const notice = Math.min(life.random.between(0.02, 0.4), (meeting.startsAt - meeting.scheduledAt) * 0.9);
      tellCancelled(scene, life, couple, meeting, meeting.startsAt - notice);
      return;
    }
    case 'lapsed':
      // Nobody ever says what became of it.
      return;
    default:
      throw new Error(`no story for the meeting outcome ${outcome satisfies never}`);
  }
}

const sideOf = { no_show_mentor: 'mentor', no_show_mentee: 'mentee', no_show_both: 'both' } as const;

function absence(scene: Scene, couple: Couple, meeting: Meeting, side: 'mentor' | 'mentee' | 'both'): Facts {
  return { ...idsOf(scene, couple, meeting), type: 'meeting.no_show', side };
}

function tellHeld(scene: Scene, life: Life, couple: Couple, meeting: Meeting): void {
  const { random } = life;
  const { meetingsCorrected } = scene.model.delivery;
  const ids = idsOf(scene, couple, meeting);
  life.tell({
    at: meeting.startsAt,
    key: `${meeting.id}/held`,
    walk: meeting.walk,
    facts: {
      ...ids,
      type: 'meeting.held',
      starts_at: scene.timeline.instant(meeting.startsAt),
      duration_minutes: random.pick([30, 45, 60, 60, 75]),
      mode: random.pick(['remote', 'remote', 'in_person']),
      evidence: random.pick(['both_confirmed', 'one_confirmed', 'calendar']),
      topics: [random.pick(['career', 'skills', 'feedback', 'network'])],
    },
    mistake: { share: meetingsCorrected, at: meeting.startsAt, facts: absence(scene, couple, meeting, 'mentor') },
  });
  for (const side of ['mentor', 'mentee'] as const) {
    if (!random.chance(scene.model.rated)) continue;
    const rating = random.weighted(scene.model.ratings) + 1;
    const at = meeting.startsAt + random.between(0.1, 2);
    const facts: Facts = { ...ids, type: 'meeting.rated', side, rating };
    life.tell({ at, key: `${meeting.id}/rated/${side}`, walk: meeting.walk, facts });
  }
}
