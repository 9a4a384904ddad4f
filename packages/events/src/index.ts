/** Event types, wire codec, state machines and the stream catalogue. Pure: no clock, no network, no log. */
export {
  type AvroField,
  type AvroRecord,
  type RegisteredSchema,
  registeredSchemas,
  type StreamName,
} from '@rapport/schemas';
export { type AsyncApiDocument, asyncApiDocument } from './asyncapi.ts';
export {
  type AlertEvent,
  deadLetterTopic,
  type EventType,
  eventHeaders,
  eventKey,
  eventTypes,
  type GoalEvent,
  isOwnType,
  type MeetingEvent,
  type PairingEvent,
  type ParticipantEvent,
  type ProgrammeEvent,
  type RapportEvent,
  type StreamDefinition,
  type SurveyEvent,
  streamOf,
  streamOfType,
  streams,
  topicOf,
  type WorkspaceEvent,
} from './catalogue.ts';
export { type Decoded, type DecodeFailureCode, decodeEvent, encodeEvent, programmeIdOf } from './codec.ts';
export { checkDatum } from './datum-check/index.ts';
export {
  describeStreams,
  type FieldDescription,
  type StreamDescription,
  type TypeDescription,
} from './describe-streams.ts';
export { eventIdFrom, newEventId } from './event-id.ts';
export { type Acceptance, type Checked, checkEvent, type Issue, parseEventJson } from './event-rules.ts';
export { latestSchema, schemaById, streamOfSchema } from './registry.ts';
export { nextState, type StateMachine, stateMachines, type Transition } from './state-machines.ts';
export { LONGEST_ANSWER } from './streams/workspace.ts';
