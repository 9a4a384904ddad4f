/** What the routes' own schemas cannot say of the API: names, servers, who may ask, problems, filters, bounds. */
import { metrics } from '@rapport/metrics';
import type { ApiDocument, Operation, Parameter, Response, Schema } from '@rapport/openapi';
import { withExamples } from './examples.ts';

/** The router takes no longer part of a path; the guard no longer address. */
const LONGEST = { path: 100, query: 4_096, header: 8_192 } as const;
const PROBLEM = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
const RETRY = { 'Retry-After': { schema: { type: 'integer', minimum: 0 }, description: 'Seconds' } };

const FOR_ALL: Record<string, string> = {
  400: 'The request makes no sense; errors names each place',
  401: 'A token is needed, or this one is unknown, revoked or over',
  403: 'This token may not see that',
  404: 'Not found, or in a programme of others',
  414: 'The address has more than 4096 characters',
  429: 'Too many requests or cells of this token',
  431: 'Address and headers together are too large',
  500: 'A fault of the service; its log has the cause under trace_id',
  503: 'What answers this is away for now',
};
const FOR_BODIES: Record<string, string> = { 413: 'The body is too large', 415: 'The body has another media type' };

function nameOf(method: string, path: string): string {
  const words = path.replace(/^\/v1/, '').match(/[A-Za-z0-9]+/g) ?? [];
  return [method, ...words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))].join('');
}

function bounded(parameter: Parameter): Parameter {
  const { schema } = parameter;
  const isOpen = schema['type'] === 'string' && schema['enum'] === undefined && schema['maxLength'] === undefined;
  const most = LONGEST[parameter.in as keyof typeof LONGEST];
  return isOpen ? { ...parameter, schema: { ...schema, maxLength: most } } : parameter;
}

const filterNames = () =>
  [...new Set(metrics.flatMap(({ dimensions, sampleFilters = [] }) => [...dimensions, ...sampleFilters]))].toSorted();

/** Filters have open names; the document lists those that some metric takes. */
function filters(parameters: readonly Parameter[]): Parameter[] {
  if (!parameters.some(({ name }) => name === 'group_by')) return [];
  return filterNames().map((dimension) => ({
    name: `f.${dimension}`,
    in: 'query',
    description:
      'Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one',
    schema: { type: 'string' },
  }));
}

function problems(operation: Operation): Record<string, Response> {
  const told = { ...FOR_ALL, ...(operation.requestBody === undefined ? {} : FOR_BODIES) };
  const own = Object.keys(operation.responses).filter((status) => Number(status) >= 400);
  const statuses = [...new Set([...own, ...Object.keys(told)])];
  return Object.fromEntries(
    statuses.map((status) => {
      const description = told[status] ?? 'Refused; code and detail say why';
      const headers = status === '429' || status === '503' ? { headers: RETRY } : {};
      return [status, { description, content: PROBLEM, ...headers }];
    }),
  );
}

const binary = { schema: { type: 'string', contentEncoding: 'binary' } };

/** Answers that are no JSON, which the routes' schemas leave out. */
function otherAnswers(path: string, { responses }: Operation): Record<string, Response> {
  const ok = responses['200'] ?? { description: 'The answer' };
  if (path === '/v1/metrics/{id}/series') {
    const csv = { 'text/csv': { schema: { type: 'string' } } };
    return { 200: { ...ok, content: { ...ok.content, ...csv } }, 304: { description: 'Nothing new since that ETag' } };
  }
  if (path === '/v1/subscriptions/{id}/mail') {
    return { 200: { description: 'The mail', content: { 'text/html': { schema: { type: 'string' } } } } };
  }
  if (path === '/v1/exports/{id}/file') return { 200: { description: 'The file', content: { '*/*': binary } } };
  return {};
}

const described = (response: Response): Response =>
  response.description === 'Default Response' ? { ...response, description: 'The answer' } : response;

function finishOperation(path: string, method: string, operation: Operation): Operation {
  const parameters = operation.parameters ?? [];
  const good = Object.entries(operation.responses).filter(([status]) => Number(status) < 400);
  const all = [...parameters, ...filters(parameters)].map(bounded);
  return {
    operationId: nameOf(method, path),
    ...operation,
    ...(all.length === 0 ? {} : { parameters: all }),
    responses: {
      ...Object.fromEntries(good.map(([status, response]) => [status, described(response)])),
      ...otherAnswers(path, operation),
      ...problems(operation),
    },
  };
}

function problemSchema(document: ApiDocument): Schema {
  const operations = Object.values(document.paths).flatMap((item) => Object.values(item));
  const refused = operations.flatMap(({ responses }) => Object.entries(responses)).find(([status]) => status >= '400');
  return refused?.[1].content?.['application/json']?.schema ?? { type: 'object' };
}

function plain(name: string, summary: string, type: string, ...statuses: number[]): Record<string, Operation> {
  const answer = {
    description: summary,
    content: { [type]: { schema: type.endsWith('json') ? {} : { type: 'string' } } },
  };
  const responses = Object.fromEntries([200, ...statuses].map((status) => [String(status), answer]));
  return { get: { operationId: name, summary, tags: ['operations'], security: [], responses } };
}

/** Routes of the frame that every process has, and pages for people. */
const frame = {
  '/healthz': plain('getHealthz', 'The process lives', 'application/json'),
  '/readyz': plain('getReadyz', 'What it needs answers (200) or does not (503)', 'application/json', 503),
  '/metrics': plain('getMetricsText', 'Prometheus metrics', 'text/plain'),
  '/openapi.json': plain('getOpenapi', 'This document', 'application/json'),
  '/asyncapi.json': plain('getAsyncapi', 'The events on Kafka, as AsyncAPI 3.0', 'application/json'),
};

/** A page for people, for whoever has a token: the framework's schemas describe JSON only. */
const dictionaryPage: Operation = {
  operationId: 'getDictionaryPage',
  security: [{ token: [] }, {}],
  summary: 'Every metric with all that is said about it, as a page',
  tags: ['metrics'],
  responses: { 200: { description: 'The page', content: { 'text/html': { schema: { type: 'string' } } } } },
};

/** The whole document from what the framework made of the routes. */
export function finishDocument(raw: object): ApiDocument {
  const document = raw as ApiDocument;
  const paths = Object.entries(document.paths).map(([path, item]) => {
    const operations = Object.entries(item).map(([method, one]) => [method, finishOperation(path, method, one)]);
    return [path, Object.fromEntries(operations)] as const;
  });
  const { components } = document;
  return withExamples({
    ...document,
    servers: [{ url: '/', description: 'The process that serves this document' }],
    security: [{ token: [] }, {}],
    paths: {
      ...Object.fromEntries(paths),
      '/dictionary': { get: finishOperation('/dictionary', 'get', dictionaryPage) },
      ...frame,
    },
    components: { ...components, schemas: { ...components.schemas, Problem: problemSchema(document) } },
  });
}
