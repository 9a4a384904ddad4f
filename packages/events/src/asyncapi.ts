/**
 * The contract as an AsyncAPI 3.0 document, made from the same descriptions as the catalogue: channels are topics, messages are event types, payloads are
 * the Avro schemas as they are registered. https://www.asyncapi.com/docs/reference/specification/v3.0.0
 */
import { topicOf } from './catalogue.ts';
import { describeStreams, type StreamDescription, type TypeDescription } from './describe-streams.ts';
import { latestSchema } from './registry.ts';

/** Plain JSON. */
export type AsyncApiDocument = { asyncapi: '3.0.0' } & Readonly<Record<string, unknown>>;

const AVRO = 'application/vnd.apache.avro+json;version=1.9.0';
const BINDING = '0.5.0';
const text = (description: string, more: Record<string, unknown> = {}) => ({ type: 'string', description, ...more });

/** CloudEvents 1.0, binary mode; as `eventHeaders` writes them. */
const headersOf = (type: string) => ({
  type: 'object',
  required: [
    'content-type',
    'ce_specversion',
    'ce_id',
    'ce_source',
    'ce_type',
    'ce_subject',
    'ce_time',
    'ce_recordedtime',
  ],
  properties: {
    'content-type': text('How the payload is written', { const: 'application/avro' }),
    ce_specversion: text('Version of CloudEvents', { const: '1.0' }),
    ce_id: text('event_id of the payload', { format: 'uuid' }),
    ce_source: text('source of the payload'),
    ce_type: text('The full event type', { const: `mentorship.${type}.v1` }),
    ce_subject: text('What the event is about, as entity/id; ids are pseudonyms'),
    ce_time: text('occurred_at of the payload', { format: 'date-time' }),
    ce_recordedtime: text('recorded_at of the payload', { format: 'date-time' }),
  },
});

function messageOf(stream: StreamDescription, { type, required, optional, sample, isOwn }: TypeDescription) {
  const said = [
    `Must fill ${required.join(', ')}.`,
    optional.length === 0 ? '' : `May fill ${optional.join(', ')}.`,
    isOwn ? "Told by Rapport's own services alone." : '',
  ];
  return {
    ...{
      name: type,
      title: type,
      summary: said.filter((part) => part !== '').join(' '),
      contentType: 'application/avro',
    },
    headers: headersOf(type),
    payload: { $ref: `#/components/schemas/${stream.stream}` },
    bindings: {
      kafka: {
        key: text(`The pseudonym in ${stream.keys.join(', else in ')}`),
        ...{ schemaIdLocation: 'payload', schemaIdPayloadEncoding: 'confluent', bindingVersion: BINDING },
      },
    },
    examples: [{ name: 'sample', summary: 'As POST /v1/events takes it, in JSON', payload: sample }],
  };
}

const channelOf = ({ stream, doc, types }: StreamDescription, topicPrefix: string) => ({
  ...{ address: topicOf(stream, topicPrefix), title: stream, description: doc },
  messages: Object.fromEntries(types.map(({ type }) => [type, { $ref: `#/components/messages/${type}` }])),
  bindings: { kafka: { topic: topicOf(stream, topicPrefix), bindingVersion: BINDING } },
});

/** From Rapport's side: it receives what producers tell, and sends what it finds out itself. */
function operationOf({ stream, types }: StreamDescription) {
  const isSent = stream === 'alert' || types.every(({ isOwn }) => isOwn);
  const [action, summary] = isSent
    ? ['send', `Rapport tells of ${stream}`]
    : ['receive', `Producers tell of ${stream}`];
  return {
    ...{ action, summary, channel: { $ref: `#/channels/${stream}` } },
    messages: types.map(({ type }) => ({ $ref: `#/channels/${stream}/messages/${type}` })),
  };
}

const schemaOf = ({ stream }: StreamDescription) => ({ schemaFormat: AVRO, schema: latestSchema(stream).schema });

/** The document of an installation whose topics begin with `topicPrefix`. */
export function asyncApiDocument(topicPrefix = ''): AsyncApiDocument {
  const streams = describeStreams();
  const by = <T>(part: (stream: StreamDescription) => T) =>
    Object.fromEntries(streams.map((stream) => [stream.stream, part(stream)] as const));
  return {
    asyncapi: '3.0.0',
    info: {
      ...{ title: 'Rapport events', version: '1.0.0' },
      description:
        'What can happen in a mentoring programme, as records on Kafka: CloudEvents in binary mode, Avro payloads in the Confluent frame (0x00, the schema id as four bytes, the datum). Versions only ever add fields that may be left out (FULL_TRANSITIVE).',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    defaultContentType: 'application/avro',
    channels: by((stream) => channelOf(stream, topicPrefix)),
    operations: by(operationOf),
    components: {
      messages: Object.fromEntries(
        streams.flatMap((stream) => stream.types.map((type) => [type.type, messageOf(stream, type)] as const)),
      ),
      schemas: by(schemaOf),
    },
  };
}
