/**
 * A fold of events to facts, written from the metric definitions and from nothing else of Rapport: the second opinion
 * that the simulator's truth, and any other fold, can be compared with. Everything is as of the end of the events.
 */
import type { RapportEvent } from '@rapport/events';
import { foldGoal, foldSkill, type GoalFact, type SkillFact } from './reference-aims.ts';

type EventOf<T extends RapportEvent['type']> = Extract<RapportEvent, { type: T }>;

export type PairingFact = {
  mentorId: string;
  menteeId: string;
  activatedAt: number;
  committedEndAt: number;
  end: { at: number; kind: 'completed' | 'ended_early' } | null;
  voided: boolean;
  pauses: { from: number; to: number | null }[];
  heldAt: number[];
};
export type MeetingFact = {
  startsAt: number;
  outcome: 'scheduled' | 'held' | 'no_show' | 'cancelled';
  cancelledAt: number | null;
  absent: 'mentor' | 'mentee' | 'both' | null;
};
type InvitationFact = { side: 'mentor' | 'mentee'; closesAt: number; answered: boolean };
type AnswerFact = { side: 'mentor' | 'mentee'; wave: string; item: string; value: number };
export type CareerFact = {
  department: string;
  hiredAt: number;
  leftAt: number | null;
  promotedAt: number[];
  enrolled: boolean;
};

export type ReferenceFacts = {
  pairings: Map<string, PairingFact>;
  meetings: Map<string, MeetingFact>;
  invitations: Map<string, InvitationFact>;
  answers: AnswerFact[];
  careers: Map<string, CareerFact>;
  milestones: Map<string, number>;
  goals: Map<string, GoalFact>;
  skills: Map<string, SkillFact>;
};

/** Distinct events that nothing supersedes, by when they happened. */
export function effectiveEvents(events: Iterable<RapportEvent>): RapportEvent[] {
  const distinct = new Map<string, RapportEvent>();
  for (const event of events) if (!distinct.has(event.event_id)) distinct.set(event.event_id, event);
  const superseded = new Set([...distinct.values()].map((event) => event.supersedes));
  return [...distinct.values()]
    .filter((event) => !superseded.has(event.event_id))
    .sort((a, b) => a.occurred_at - b.occurred_at);
}

/** Facts of one programme and its employees, from events in any order, with repetitions and corrections. */
export function foldReferenceFacts(events: Iterable<RapportEvent>): ReferenceFacts {
  const facts: ReferenceFacts = {
    pairings: new Map(),
    meetings: new Map(),
    invitations: new Map(),
    answers: [],
    careers: new Map(),
    milestones: new Map(),
    goals: new Map(),
    skills: new Map(),
  };
  for (const event of effectiveEvents(events)) {
    foldCareer(facts, event);
    foldPairing(facts, event);
    foldMeeting(facts, event);
    foldSurvey(facts, event);
    foldGoal(facts, event);
    foldSkill(facts, event);
  }
  return facts;
}

function foldCareer({ careers, milestones }: ReferenceFacts, event: RapportEvent): void {
  // Registration comes with the hiring, and before it.
  if (event.type === 'participant.registered') {
    const department = event.attributes?.['department'] ?? '';
    const hiredAt = event.occurred_at;
    careers.set(event.participant_id, { department, hiredAt, leftAt: null, promotedAt: [], enrolled: false });
  }
  if (event.type === 'participant.milestone_reached') milestones.set(event.participant_id, event.occurred_at);
  const career = 'participant_id' in event ? careers.get(event.participant_id ?? '') : undefined;
  if (career === undefined) return;
  if (event.type === 'participant.employment_started') career.hiredAt = event.occurred_at;
  if (event.type === 'participant.promoted') career.promotedAt.push(event.occurred_at);
  if (event.type === 'participant.employment_ended') career.leftAt = event.occurred_at;
  if (event.type === 'participant.enrolled') career.enrolled = true;
}

function foldPairing({ pairings }: ReferenceFacts, event: RapportEvent): void {
  if (event.type === 'pairing.activated') pairings.set(event.pairing_id, activated(event));
  const pairing = 'pairing_id' in event ? pairings.get(event.pairing_id ?? '') : undefined;
  if (pairing === undefined) return;
  const at = event.occurred_at;
  if (event.type === 'pairing.paused') pairing.pauses.push({ from: at, to: null });
  if (event.type === 'pairing.resumed') pairing.pauses = pairing.pauses.map((p) => ({ ...p, to: p.to ?? at }));
  if (event.type === 'pairing.completed') pairing.end = { at, kind: 'completed' };
  if (event.type === 'pairing.ended_early') pairing.end = { at, kind: 'ended_early' };
  if (event.type === 'pairing.voided') pairing.voided = true;
  if (event.type === 'meeting.held') pairing.heldAt.push(at);
}

function activated(event: EventOf<'pairing.activated'>): PairingFact {
  return {
    mentorId: event.mentor_id,
    menteeId: event.mentee_id,
    activatedAt: event.occurred_at,
    committedEndAt: event.committed_end_at ?? Number.POSITIVE_INFINITY,
    end: null,
    voided: false,
    pauses: [],
    heldAt: [],
  };
}

function foldMeeting({ meetings }: ReferenceFacts, event: RapportEvent): void {
  if (event.type === 'meeting.scheduled') {
    meetings.set(event.meeting_id, {
      startsAt: event.starts_at,
      outcome: 'scheduled',
      cancelledAt: null,
      absent: null,
    });
  }
  const meeting = 'meeting_id' in event ? meetings.get(event.meeting_id) : undefined;
  if (meeting === undefined) return;
  if (event.type === 'meeting.rescheduled') meeting.startsAt = event.starts_at;
  if (event.type === 'meeting.held') meeting.outcome = 'held';
  if (event.type === 'meeting.no_show') Object.assign(meeting, { outcome: 'no_show', absent: event.side });
  if (event.type === 'meeting.cancelled')
    Object.assign(meeting, { outcome: 'cancelled', cancelledAt: event.occurred_at });
}

function foldSurvey({ invitations, answers }: ReferenceFacts, event: RapportEvent): void {
  if (event.type === 'survey.invitation_sent') {
    const closesAt = event.closes_at ?? Number.POSITIVE_INFINITY;
    invitations.set(event.invitation_id, { side: event.side, closesAt, answered: false });
  }
  if (event.type !== 'survey.response_submitted') return;
  const invitation = invitations.get(event.invitation_id ?? '');
  if (invitation !== undefined) invitation.answered = true;
  for (const { item_id: item, value } of event.answers) {
    answers.push({ side: event.side, wave: event.wave, item, value });
  }
}
