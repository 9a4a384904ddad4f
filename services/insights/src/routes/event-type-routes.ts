import {
  asyncApiDocument,
  describeStreams,
  registeredSchemas,
  type StreamDescription,
  streams,
  topicOf,
} from '@rapport/events';
import { nearest } from '@rapport/metrics';
import { ProblemError } from '@rapport/service';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { count, links, problemAnswer } from '../answers.ts';
import { invalidRequest } from '../problems.ts';

type Dependencies = { topicPrefix: string };

const PATH = '/v1/event-types';
const CACHE = 'private, max-age=300';
const LONGEST_SHOWN = 60;

const field = z.object({
  name: z.string(),
  kind: z.string().meta({ description: 'In words: text, instant, whole number, list of …' }),
  words: z.array(z.string()).optional().meta({ description: 'What it may be, where that is a list' }),
  doc: z.string(),
  since: z.number().meta({ description: 'First version of the schema that has it' }),
});

const type = z.object({
  type: z.string().meta({ examples: ['meeting.held'] }),
  since: z.number(),
  required: z.array(z.string()).meta({
    description:
      'On the wire. POST /v1/events sets recorded_at, and fills in event_id and source where they are absent',
  }),
  optional: z.array(z.string()),
  sample: z.record(z.string(), z.unknown()).meta({ description: 'As POST /v1/events takes it' }),
  only_rapport: z.boolean().meta({ description: "Told by Rapport's own services alone: refused from anybody else" }),
});

const stream = z.object({
  stream: z.string().meta({ examples: ['meeting'] }),
  doc: z.string(),
  topic: z.string(),
  keys: z.array(z.string()).meta({ description: 'Of these fields the first that an event fills is its partition key' }),
  compatibility: z.literal('FULL_TRANSITIVE'),
  schema: z.object({
    id: z.number().meta({ description: 'In the frame of each record: 0x00, then this as four bytes' }),
    version: z.number(),
    name: z.string(),
    fingerprint: z.string().meta({ description: "SHA-256 of Avro's parsing canonical form, hexadecimal" }),
  }),
  versions: z.array(z.object({ id: z.number(), version: z.number() })),
  fields: z.array(field),
  types: z.array(type),
});

const eventTypesAnswer = z.object({ data: z.array(stream), meta: count.extend({ types: z.number() }), links });
const avroSchema = z
  .object({ type: z.string(), name: z.string(), namespace: z.string(), doc: z.string(), fields: z.array(z.unknown()) })
  .meta({ description: 'An Avro schema' });

const parameters = z.object({
  version: z
    .string()
    .max(10)
    .optional()
    .meta({ description: 'A past version; without it the one that is written today', examples: ['1'] }),
});

const names = streams.map(({ name }) => name);

function unknownStream(given: string): ProblemError {
  const near = nearest(given.slice(0, LONGEST_SHOWN), names);
  const hint = near === undefined ? `; there are ${names.join(', ')}` : `: did you mean ${near}?`;
  const detail = `there is no stream "${given.slice(0, LONGEST_SHOWN)}"${hint}`;
  return new ProblemError({ status: 404, code: 'UNKNOWN_STREAM', title: 'Not found', detail });
}

/** The schema that an address means. @throws ProblemError 400 or 404 */
function askedSchema({ params, query }: FastifyRequest) {
  const { stream: given } = params as { stream: string };
  const { version, ...others } = query as Record<string, unknown>;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) {
    const message = `there is no parameter ${unknown.slice(0, LONGEST_SHOWN)}: there is version`;
    throw invalidRequest([{ parameter: unknown.slice(0, LONGEST_SHOWN), message, code: 'UNKNOWN_PARAMETER' }]);
  }
  const versions = registeredSchemas
    .filter((one) => one.stream === given)
    .toSorted((one, other) => other.version - one.version);
  const [latest] = versions;
  if (latest === undefined) throw unknownStream(given);
  if (version === undefined) return latest;
  const found = versions.find((one) => String(one.version) === version);
  if (found !== undefined) return found;
  const message = `there is no version of that number: there are ${versions.map((one) => one.version).join(', ')}`;
  throw invalidRequest([{ parameter: 'version', message, code: 'UNKNOWN_VERSION' }]);
}

/** Beside openapi.json for programs, and below /v1 for whoever asks through the dashboard. */
function addAsyncApi(app: FastifyInstance, topicPrefix: string): void {
  let document: string | undefined;
  const handler = (_request: FastifyRequest, reply: FastifyReply) => {
    document ??= `${JSON.stringify(asyncApiDocument(topicPrefix), null, 2)}\n`;
    return reply.type('application/json').header('cache-control', CACHE).send(document);
  };
  app.get('/asyncapi.json', { schema: { hide: true } }, handler);
  app.get('/v1/asyncapi.json', {
    schema: {
      summary: 'The events on Kafka, as an AsyncAPI 3.0 document',
      description: 'Channels are topics, messages are event types, payloads are Avro schemas.',
      tags: ['events'],
      response: { 200: z.object({ asyncapi: z.literal('3.0.0') }).loose() },
    },
    handler,
  });
}

/** GET /v1/event-types, …/{stream}/schema and /v1/asyncapi.json: the contract, which is the same for everybody. */
export function addEventTypeRoutes(app: FastifyInstance, { topicPrefix }: Dependencies): void {
  let described: readonly StreamDescription[] | undefined;
  app.get(PATH, {
    schema: {
      summary: 'What can happen: every event type, its fields, a sample, and the schema it is written with',
      description: 'Made from the rules that check events, so that it says what is accepted.',
      tags: ['events'],
      response: { 200: eventTypesAnswer },
    },
    handler: async (_request, reply) => {
      described ??= describeStreams();
      const data = described.map(({ stream: name, doc, types: own, ...rest }) => ({
        ...{ stream: name, doc, topic: topicOf(name, topicPrefix), compatibility: 'FULL_TRANSITIVE', ...rest },
        types: own.map(({ isOwn, ...one }) => ({ ...one, only_rapport: isOwn })),
      }));
      const types = described.reduce((sum, one) => sum + one.types.length, 0);
      reply.header('cache-control', CACHE);
      return { data, meta: { row_count: data.length, types }, links: { self: PATH } };
    },
  });
  addAsyncApi(app, topicPrefix);
  app.get(`${PATH}/:stream/schema`, {
    schema: {
      summary: 'The Avro schema of a stream, as a file',
      tags: ['events'],
      params: z.object({ stream: z.string().meta({ examples: ['meeting'] }) }),
      querystring: parameters,
      response: { 200: avroSchema, 400: problemAnswer, 404: problemAnswer },
    },
    handler: async (request, reply) => {
      const { stream: name, version, schema } = askedSchema(request);
      return reply
        .type('application/json')
        .header('cache-control', CACHE)
        .header('content-disposition', `attachment; filename="${name}.v${version}.avsc"`)
        .send(`${JSON.stringify(schema, null, 2)}\n`);
    },
  });
}
