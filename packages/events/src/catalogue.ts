/** The stream catalogue: one entry a stream. What a stream is called, which topic it lives in, how its events are keyed. */
import type { StreamName } from '@rapport/schemas';
import type { z } from 'zod';
import { type Instant, jsonInstant, wireInstant } from './field-rules.ts';
import { alertEvent } from './streams/alert.ts';
import { goalEvent } from './streams/goal.ts';
import { meetingEvent } from './streams/meeting.ts';
import { pairingEvent } from './streams/pairing.ts';
import { participantEvent } from './streams/participant.ts';
import { programmeEvent } from './streams/programme.ts';
import { surveyEvent } from './streams/survey.ts';
import { workspaceEvent } from './streams/workspace.ts';

export type ProgrammeEvent = z.output<ReturnType<typeof programmeEvent>>;
export type ParticipantEvent = z.output<ReturnType<typeof participantEvent>>;
export type PairingEvent = z.output<ReturnType<typeof pairingEvent>>;
export type MeetingEvent = z.output<ReturnType<typeof meetingEvent>>;
export type SurveyEvent = z.output<ReturnType<typeof surveyEvent>>;
export type GoalEvent = z.output<ReturnType<typeof goalEvent>>;
export type AlertEvent = z.output<ReturnType<typeof alertEvent>>;
export type WorkspaceEvent = z.output<ReturnType<typeof workspaceEvent>>;

/** Any event of Rapport; `type` says which. Times are epoch milliseconds, absent fields are absent. */
export type RapportEvent =
  | ProgrammeEvent
  | ParticipantEvent
  | PairingEvent
  | MeetingEvent
  | SurveyEvent
  | GoalEvent
  | AlertEvent
  | WorkspaceEvent;
export type EventType = RapportEvent['type'];

type Rules = z.ZodDiscriminatedUnion;

/**
 * One stream: its event types, and its rules on the wire (numbers) and in JSON (RFC 3339 times). `keys` names the fields
 * of which the first that an event fills is its partition key.
 */
export type StreamDefinition = {
  name: StreamName;
  types: readonly EventType[];
  keys: readonly string[];
  wireRules: Rules;
  jsonRules: Rules;
};

function defineStream(name: StreamName, rules: (instant: Instant) => Rules, keys: readonly string[]): StreamDefinition {
  const wireRules = rules(wireInstant);
  const types = wireRules.options.map((option) => typeOf(option as z.ZodObject));
  return { name, types, keys, wireRules, jsonRules: rules(jsonInstant) };
}

function typeOf(option: z.ZodObject): EventType {
  const literal = option.shape['type'] as z.ZodLiteral<EventType>;
  return literal.value;
}

/**
 * Every stream, in the order in which a reader meets them. Events that must stay in order share a key: meetings, goals and
 * alerts ride with their pairing, so that one pairing's whole history is in one partition of each topic; an assessment
 * without a pairing rides with its person. A test holds that every type must fill one of its stream's keys.
 */
export const streams: readonly StreamDefinition[] = [
  defineStream('programme', programmeEvent, ['programme_id']),
  defineStream('participant', participantEvent, ['participant_id']),
  defineStream('pairing', pairingEvent, ['pairing_id']),
  defineStream('meeting', meetingEvent, ['pairing_id']),
  defineStream('survey', surveyEvent, ['invitation_id', 'response_id', 'instrument_id']),
  defineStream('goal', goalEvent, ['pairing_id', 'participant_id']),
  defineStream('alert', alertEvent, ['pairing_id']),
  defineStream('workspace', workspaceEvent, ['item_id']),
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

/**
 * True for what only Rapport's own services tell. A producer who could would set subscriptions in the name of others: whatever
 * takes events from outside asks this.
 */
export function isOwnType(type: string): boolean {
  return streamOfType(type)?.name === 'workspace';
}

/** The topic of a stream. `prefix` keeps installations (and tests) apart on one broker. */
export function topicOf(stream: StreamName, prefix = ''): string {
  return `${prefix}mentorship.${stream}.v1`;
}

/** The topic of records that could not become rows. */
export function deadLetterTopic(prefix = ''): string {
  return `${prefix}mentorship.dead-letter.v1`;
}

/** The partition key: the first of its stream's `keys` that the event fills. */
export function eventKey(event: RapportEvent): string {
  const fields: Record<string, unknown> = event;
  for (const key of streamOfType(event.type)?.keys ?? []) {
    const value = fields[key];
    if (typeof value === 'string') return value;
  }
  throw new Error(`an event of type ${event.type} fills none of its stream's keys`);
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
