/** The API's description, OpenAPI 3.1. The event schemas come from the rules themselves, so they cannot drift. */
import { isOwnType, streams } from '@rapport/events';
import type { ApiDocument, Operation, Response, Schema } from '@rapport/openapi';
import { z } from 'zod';
import { exampleBatch, exampleCloudEvent, exampleEvent, exampleProblem, exampleResults } from './openapi-examples.ts';
import { importPaths, importSchemas } from './openapi-imports.ts';
import { CLOUD_EVENT_BATCH_TYPE, CLOUD_EVENT_TYPE, JSON_TYPE } from './request-body.ts';

type ObjectSchema = { properties: Schema; required: string[] };

// The edge sets recorded_at, and fills in event_id and source where they are left out.
const SET_BY_US = ['recorded_at'];
const OPTIONAL_HERE = ['event_id', 'source'];

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

// The category of control characters, for readers whose regular expressions know no categories.
const CATEGORY = String.raw`\\p{Cc}`;
const SPELLED_OUT = String.raw`\\u0000-\\u001F\\u007F-\\u009F`;

const portable = <T>(schema: T): T => JSON.parse(JSON.stringify(schema).replaceAll(CATEGORY, SPELLED_OUT)) as T;

function asOffered(schema: ObjectSchema): Schema {
  const properties = Object.fromEntries(
    Object.entries(schema.properties).filter(([name]) => !SET_BY_US.includes(name)),
  );
  const required = schema.required.filter((name) => !SET_BY_US.includes(name) && !OPTIONAL_HERE.includes(name));
  return { ...schema, properties, required };
}

function schemaName(type: string): string {
  return type.replace(/(^|[._])([a-z])/g, (_match, _gap, letter: string) => letter.toUpperCase());
}

/** What may be offered: some streams are told by Rapport's own services only. */
const offered = streams.filter(({ types }) => !types.some(isOwnType));

function eventSchemas(): Record<string, Schema> {
  const variants = offered.flatMap(({ jsonRules, types }) => {
    const { oneOf = [] } = z.toJSONSchema(jsonRules, { io: 'input', unrepresentable: 'any' });
    return types.map(
      (type, index) => [schemaName(type), asOffered(portable(oneOf[index] as unknown as ObjectSchema))] as const,
    );
  });
  const mapping = Object.fromEntries(
    offered.flatMap(({ types }) => types.map((type) => [type, `#/components/schemas/${schemaName(type)}`])),
  );
  return {
    ...Object.fromEntries(variants),
    Event: { oneOf: variants.map(([name]) => ref(name)), discriminator: { propertyName: 'type', mapping } },
  };
}

const text = { type: 'string' };

const cloudEventSchema = {
  type: 'object',
  required: ['specversion', 'id', 'source', 'type'],
  properties: {
    specversion: { const: '1.0' },
    id: { ...text, description: 'a UUID becomes the event_id; any other text makes one together with source' },
    source: text,
    type: { ...text, description: 'meeting.held, mentorship.meeting.held.v1, or that with a reverse domain before it' },
    time: { ...text, format: 'date-time', description: 'becomes occurred_at' },
    correlationid: text,
    data: { type: 'object', description: 'the fields of the event, without those that are attributes' },
  },
};

const errorsSchema = {
  type: 'array',
  items: {
    type: 'object',
    required: ['pointer', 'code', 'message'],
    properties: {
      pointer: { ...text, description: 'JSON pointer into the body' },
      code: text,
      message: text,
      place: { ...text, description: 'In a mapping: where, as in files[0].events[1].key; or the file' },
      line: { type: 'integer', description: 'In a mapping: on which line' },
    },
  },
};

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: { ...text, format: 'uri' },
    title: text,
    status: { type: 'integer' },
    detail: text,
    code: text,
    errors: errorsSchema,
    instance: text,
    trace_id: text,
  },
};

const acceptedSchema = {
  type: 'object',
  required: ['event_id', 'status'],
  properties: { event_id: { ...text, format: 'uuid' }, status: { const: 'accepted' } },
};

const resultsSchema = {
  type: 'object',
  required: ['accepted', 'rejected', 'results'],
  properties: {
    accepted: { type: 'integer' },
    rejected: { type: 'integer' },
    results: {
      type: 'array',
      items: {
        type: 'object',
        required: ['index', 'status'],
        properties: {
          index: { type: 'integer' },
          status: { enum: ['accepted', 'rejected'] },
          event_id: text,
          errors: errorsSchema,
        },
      },
    },
  },
};

function problem(description: string, headers?: Schema): Response {
  const content = { 'application/problem+json': { schema: ref('Problem') } };
  return { description, content, ...(headers === undefined ? {} : { headers }) };
}

function postEvents(limits: { bodyBytes: number; batchEvents: number }): Operation {
  const batch = { type: 'array', minItems: 1, maxItems: limits.batchEvents };
  const wrapped = { type: 'object', required: ['events'], properties: { events: { ...batch, items: ref('Event') } } };
  const retryAfter = { 'Retry-After': { schema: { type: 'integer' }, description: 'seconds' } };
  return {
    operationId: 'postEvents',
    tags: ['events'],
    summary: 'Put one event or a batch on the log',
    description:
      'Answers 202 only after Kafka has acknowledged with acks=all. Sending an event_id again makes no second event, so ' +
      'every refusal and every broken connection may be answered by sending the same body again.',
    requestBody: {
      required: true,
      content: {
        [JSON_TYPE]: {
          schema: { oneOf: [ref('Event'), ref('CloudEvent'), { ...batch, items: ref('Event') }, wrapped] },
          examples: { one: { value: exampleEvent }, batch: { value: exampleBatch } },
        },
        [CLOUD_EVENT_TYPE]: { schema: ref('CloudEvent'), example: exampleCloudEvent },
        [CLOUD_EVENT_BATCH_TYPE]: { schema: { ...batch, items: ref('CloudEvent') }, example: [exampleCloudEvent] },
      },
    },
    responses: {
      202: {
        description: 'acknowledged: the event, or every event of the batch',
        content: { [JSON_TYPE]: { schema: { oneOf: [ref('Accepted'), ref('Results')] } } },
      },
      207: {
        description: 'some events of the batch are acknowledged, the others were refused; results has one entry each',
        content: { [JSON_TYPE]: { schema: ref('Results'), example: exampleResults } },
      },
      400: problem('the body is not JSON'),
      401: problem('no token where one is needed, or one that is unknown or has ended'),
      403: problem('a token that is not for sending events'),
      413: problem(`larger than ${limits.bodyBytes} bytes or ${limits.batchEvents} events`),
      415: problem('not one of the media types above'),
      422: {
        ...problem('breaks the contract; errors names each field by JSON pointer (a batch also has results)'),
        content: { 'application/problem+json': { schema: ref('Problem'), example: exampleProblem } },
      },
      431: problem('address and headers together are too large'),
      500: problem('a fault of the service; its log has the cause under trace_id'),
      503: problem('Kafka did not acknowledge, or too much is waiting: nothing is claimed accepted', retryAfter),
    },
  };
}

/** What every process has. */
function plain(
  operationId: string,
  summary: string,
  type: string,
  more: Record<string, string> = {},
): { get: Operation } {
  const content = { [type]: { schema: type.endsWith('json') ? {} : text } };
  const answers = Object.entries({ 200: summary, ...more }).map(([status, description]) => [
    status,
    { description, content },
  ]);
  return { get: { operationId, summary, tags: ['operations'], security: [], responses: Object.fromEntries(answers) } };
}

/** The OpenAPI document for these limits. */
export function describeApi(limits: { bodyBytes: number; batchEvents: number }): ApiDocument {
  return {
    openapi: '3.1.0',
    info: { title: 'Rapport ingest', version: '1.0.0', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/', description: 'The process that serves this document' }],
    security: [{ token: [] }, {}],
    paths: {
      '/v1/events': { post: postEvents(limits) },
      ...importPaths({ of: problem, bodyBytes: limits.bodyBytes }),
      '/healthz': plain('getHealthz', 'The process lives', 'application/json'),
      '/readyz': plain('getReadyz', 'Kafka answers', 'application/json', { 503: 'not ready; the body says why' }),
      '/metrics': plain('getMetricsText', 'Prometheus metrics', 'text/plain'),
      '/openapi.json': plain('getOpenapi', 'This document', 'application/json'),
    },
    components: {
      schemas: {
        ...eventSchemas(),
        CloudEvent: cloudEventSchema,
        Accepted: acceptedSchema,
        Results: resultsSchema,
        ...importSchemas,
        Problem: problemSchema,
      },
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'rapport token create NAME --role producer; none is needed in the local demo',
        },
      },
    },
  };
}
