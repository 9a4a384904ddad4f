/** The stream catalogue: one entry a stream. What a stream is called, which topic it lives in, how its events are keyed. */
import type { StreamName } from '@rapport/schemas';
import type { z } from 'zod';
import { type Instant, jsonInstant, wireInstant } from './field-rules.ts';
import { goalEvent } from './streams/goal.ts';
import { meetingEvent } from './streams/meeting.ts';
import { pairingEvent } from './streams/pairing.ts';
import { participantEvent } from './streams/participant.ts';
import { programmeEvent } from './streams/programme.ts';
import { surveyEvent } from './streams/survey.ts';

export type ProgrammeEvent = z.output<ReturnType<typeof programmeEvent>>;
export type ParticipantEvent = z.output<ReturnType<typeof participantEvent>>;
export type PairingEvent = z.output<ReturnType<typeof pairingEvent>>;
export type MeetingEvent = z.output<ReturnType<typeof meetingEvent>>;
export type SurveyEvent = z.output<ReturnType<typeof surveyEvent>>;
export type GoalEvent = z.output<ReturnType<typeof goalEvent>>;

/** Any event of Rapport; `type` says which. Times are epoch milliseconds, absent fields are absent. */
export type RapportEvent = ProgrammeEvent | ParticipantEvent | PairingEvent | MeetingEvent | SurveyEvent | GoalEvent;
export type EventType = RapportEvent['type'];

type Rules = z.ZodDiscriminatedUnion;

/** One stream: its event types, and its rules on the wire (numbers) and in JSON (RFC 3339 times). */
export type StreamDefinition = {
  name: StreamName;
  types: readonly EventType[];
  wireRules: Rules;
  jsonRules: Rules;
};

function defineStream(name: StreamName, rules: (instant: Instant) => Rules): StreamDefinition {
  const wireRules = rules(wireInstant);
  const types = wireRules.options.map((option) => typeOf(option as z.ZodObject));
  return { name, types, wireRules, jsonRules: rules(jsonInstant) };
}

function typeOf(option: z.ZodObject): EventType {
  const literal = option.shape['type'] as z.ZodLiteral<EventType>;
  return literal.value;
}

/** Every stream, in the order in which a reader meets them. */
export const streams: readonly StreamDefinition[] = [
  defineStream('programme', programmeEvent),
  defineStream('participant', participantEvent),
  defineStream('pairing', pairingEvent),
  defineStream('meeting', meetingEvent),
  defineStream('survey', surveyEvent),
  defineStream('goal', goalEvent),
];

/** Every event type there is, in catalogue order. */
export const eventTypes: readonly EventType[] = streams.flatMap((stream) => stream.types);

const byType = new Map<string, StreamDefinition>(
  streams.flatMap((stream) => stream.types.map((type) => [type, stream] as const)),
);

/** The stream that carries this type, or undefined for a text that is no event type. */
export function streamOfType(type: string): StreamDefinition | undefined {
  return byType.get(type);
}

/** The stream that carries this event type. */
export function streamOf(type: EventType): StreamName {
  const [name] = type.split('.');
  return name as StreamName;
}

/** The topic of a stream. `prefix` keeps installations (and tests) apart on one broker. */
export function topicOf(stream: StreamName, prefix = ''): string {
  return `${prefix}mentorship.${stream}.v1`;
}

/** The topic of records that could not become rows. */
export function deadLetterTopic(prefix = ''): string {
  return `${prefix}mentorship.dead-letter.v1`;
}

/**
 * The partition key: events that must stay in order share it. Meetings and goals ride with their pairing, so
 * that one pairing's whole history is in one partition of each topic; an assessment without a pairing with its person.
 */
export function eventKey(event: RapportEvent): string {
  switch (event.type) {
    case 'programme.configured':
      return event.programme_id;
    case 'participant.registered':
    case 'participant.profile_changed':
    case 'participant.enrolled':
    case 'participant.enrolment_ended':
    case 'participant.employment_started':
    case 'participant.promoted':
    case 'participant.employment_ended':
    case 'participant.milestone_reached':
      return event.participant_id;
    case 'pairing.proposed':
    case 'pairing.accepted':
    case 'pairing.declined':
    case 'pairing.activated':
    case 'pairing.paused':
    case 'pairing.resumed':
    case 'pairing.completed':
    case 'pairing.ended_early':
    case 'pairing.voided':
    case 'meeting.scheduled':
    case 'meeting.rescheduled':
    case 'meeting.cancelled':
    case 'meeting.held':
    case 'meeting.no_show':
    case 'meeting.rated':
    case 'goal.set':
    case 'goal.progressed':
    case 'goal.revised':
    case 'goal.completed':
    case 'goal.abandoned':
    case 'goal.reopened':
      return event.pairing_id;
    case 'goal.skill_assessed':
      return event.pairing_id ?? event.participant_id;
    case 'survey.instrument_published':
      return event.instrument_id;
    case 'survey.invitation_sent':
      return event.invitation_id;
    case 'survey.response_submitted':
      return event.invitation_id ?? event.response_id;
    default:
      throw new Error(`no key for event type ${(event satisfies never as RapportEvent).type}`);
  }
}

/** What an event is about, as `entity/id`: the CloudEvents subject. */
function subjectOf(event: RapportEvent): string {
  return `${streamOf(event.type)}/${eventKey(event)}`;
}

/** CloudEvents 1.0 attributes as Kafka headers (binary mode). No personal data: ids are pseudonyms. */
export function eventHeaders(event: RapportEvent): Record<string, string> {
  return {
    'content-type': 'application/avro',
    ce_specversion: '1.0',
    ce_id: event.event_id,
    ce_source: event.source,
    ce_type: `mentorship.${event.type}.v1`,
    ce_subject: subjectOf(event),
    ce_time: new Date(event.occurred_at).toISOString(),
    ce_recordedtime: new Date(event.recorded_at).toISOString(),
  };
}
