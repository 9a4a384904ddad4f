/**
 * State machines as data: which event leads from which state to which. The simulator walks them, the warehouse gets them
 * as a table and flags what breaks them. A fact that breaks one is kept: we record what happened, we do not argue with it.
 */
import type { EventType } from './catalogue.ts';

export type Transition = { from: readonly string[]; type: EventType; to: string };
export type StateMachine = {
  entity: 'pairing' | 'meeting' | 'enrolment' | 'employment' | 'survey' | 'goal' | 'alert';
  initial: string;
  transitions: readonly Transition[];
};

const step = (type: EventType, from: readonly string[], to: string): Transition => ({ type, from, to });

const pairing: StateMachine = {
  entity: 'pairing',
  initial: 'none',
  transitions: [
    step('pairing.proposed', ['none'], 'proposed'),
    // Both sides may accept, one after the other.
    step('pairing.accepted', ['proposed', 'accepted'], 'accepted'),
    step('pairing.declined', ['proposed', 'accepted'], 'declined'),
    // Many sources know nothing before the pair starts.
    step('pairing.activated', ['none', 'proposed', 'accepted'], 'active'),
    step('pairing.paused', ['active'], 'paused'),
    step('pairing.resumed', ['paused'], 'active'),
    step('pairing.completed', ['active', 'paused'], 'completed'),
    step('pairing.ended_early', ['active', 'paused'], 'ended_early'),
    step(
      'pairing.voided',
      ['proposed', 'accepted', 'declined', 'active', 'paused', 'completed', 'ended_early'],
      'voided',
    ),
  ],
};

const meeting: StateMachine = {
  entity: 'meeting',
  initial: 'none',
  transitions: [
    step('meeting.scheduled', ['none'], 'scheduled'),
    step('meeting.rescheduled', ['scheduled'], 'scheduled'),
    step('meeting.cancelled', ['scheduled'], 'cancelled'),
    // Held without a plan is a meeting logged afterwards.
    step('meeting.held', ['none', 'scheduled'], 'held'),
    step('meeting.no_show', ['scheduled'], 'no_show'),
    step('meeting.rated', ['held'], 'held'),
  ],
};

const enrolment: StateMachine = {
  entity: 'enrolment',
  initial: 'none',
  transitions: [
    step('participant.enrolled', ['none', 'ended'], 'enrolled'),
    step('participant.enrolment_ended', ['enrolled'], 'ended'),
  ],
};

const employment: StateMachine = {
  entity: 'employment',
  initial: 'none',
  transitions: [
    step('participant.employment_started', ['none'], 'employed'),
    step('participant.promoted', ['employed'], 'employed'),
    step('participant.employment_ended', ['employed'], 'separated'),
  ],
};

const survey: StateMachine = {
  entity: 'survey',
  initial: 'none',
  transitions: [
    step('survey.invitation_sent', ['none'], 'sent'),
    step('survey.response_submitted', ['none', 'sent'], 'submitted'),
  ],
};

const goal: StateMachine = {
  entity: 'goal',
  initial: 'none',
  transitions: [
    step('goal.set', ['none'], 'open'),
    step('goal.progressed', ['open'], 'open'),
    step('goal.revised', ['open'], 'open'),
    step('goal.completed', ['open'], 'completed'),
    step('goal.abandoned', ['open'], 'abandoned'),
    step('goal.reopened', ['completed', 'abandoned'], 'open'),
  ],
};

const alert: StateMachine = {
  entity: 'alert',
  initial: 'none',
  transitions: [
    step('alert.raised', ['none'], 'raised'),
    // A snooze ends by itself, with its time and without an event.
    step('alert.acknowledged', ['raised', 'snoozed'], 'acknowledged'),
    step('alert.snoozed', ['raised', 'acknowledged', 'snoozed'], 'snoozed'),
    step('alert.resolved', ['raised', 'acknowledged', 'snoozed'], 'resolved'),
  ],
};

/** Every machine there is. Types that move no state (a profile change, say) stand in none. */
export const stateMachines: readonly StateMachine[] = [pairing, meeting, enrolment, employment, survey, goal, alert];

/** The state after `type` in `state`, or undefined when the machine knows no such step. */
export function nextState(machine: StateMachine, state: string, type: EventType): string | undefined {
  return machine.transitions.find((t) => t.type === type && t.from.includes(state))?.to;
}
