import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { breakingChanges } from './breaking-changes.ts';
import type { ApiDocument } from './document.ts';
import { documentFaults } from './lint.ts';

/** A real document, for the tests to break. */
const file = new URL('../../../services/insights/openapi.json', import.meta.url);
const committed = () => JSON.parse(readFileSync(file, 'utf8')) as ApiDocument;
const ALWAYS = ['401', '403', '429', '500'];

/** A copy of the committed document, for a test to break. */
function changed(change: (document: ApiDocument) => void): string[] {
  const copy = committed();
  change(copy);
  return breakingChanges(committed(), copy);
}

// biome-ignore lint/suspicious/noExplicitAny: documents are taken apart by path here
const answerOf = (document: any, path: string) =>
  document.paths[path].get.responses['200'].content['application/json'].schema;

describe('the rules for documents', () => {
  it('find a missing bound, a missing problem, a dangling reference and a name that stands twice', () => {
    const document = committed();
    const item = document.paths['/v1/metrics/{id}'];
    const get = item?.['get'];
    if (item === undefined || get === undefined) throw new Error('the document lost a path');
    const { 401: _gone, ...responses } = get.responses;
    const parameters = [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }];
    item['get'] = { ...get, operationId: 'getHealthz', parameters, responses };
    document.components.schemas['Odd'] = { $ref: '#/components/schemas/Nothing' };
    expect(documentFaults(document, ALWAYS)).toEqual([
      'GET /v1/metrics/{id}: parameter id has no bound',
      'GET /v1/metrics/{id}: lacks 401',
      'operationId getHealthz stands twice',
      'no schema Nothing',
    ]);
  });
});

/** A document of one operation that takes one of these events, by name. */
function taking(...types: { type: string; required?: string[] }[]): ApiDocument {
  const schemas = Object.fromEntries(
    types.map(({ type, required = ['type'] }) => [
      type,
      { type: 'object', required, properties: { type: { const: type }, at: { type: 'string' } } },
    ]),
  );
  const schema = { oneOf: types.map(({ type }) => ({ $ref: `#/components/schemas/${type}` })) };
  return {
    openapi: '3.1.0',
    info: { version: '1.0.0' },
    paths: { '/v1/events': { post: { requestBody: { content: { 'application/json': { schema } } }, responses: {} } } },
    components: { schemas, securitySchemes: {} },
  };
}

describe('a document whose schemas have names', () => {
  it('is compared by what the names stand for', () => {
    expect(breakingChanges(taking({ type: 'held' }), taking({ type: 'held', required: ['type', 'at'] }))).toEqual([
      'POST /v1/events body(held).at became required',
    ]);
  });

  it('may get a form between two others, and may lose none', () => {
    const [two, three] = [taking({ type: 'a' }, { type: 'c' }), taking({ type: 'a' }, { type: 'b' }, { type: 'c' })];
    expect(breakingChanges(two, three)).toEqual([]);
    expect(breakingChanges(three, two)).toEqual(['POST /v1/events body(b) is gone']);
  });
});

describe('a breaking change', () => {
  it('is a field, a path or a parameter that is gone', () => {
    expect(changed((document) => delete answerOf(document, '/v1/programmes').properties.links)).toEqual([
      'GET /v1/programmes 200.links is gone',
    ]);
    expect(changed((document) => delete document.paths['/v1/freshness'])).toEqual(['GET /v1/freshness is gone']);
    const lost = changed((document) => {
      const get = document.paths['/v1/metrics/{id}']?.['get'];
      if (get !== undefined) get.parameters = [];
    });
    expect(lost).toEqual(['GET /v1/metrics/{id} path id is gone']);
  });

  it('is a field that became optional or another type, and a lower bound on what is asked', () => {
    const broken = changed((document) => {
      const schema = answerOf(document, '/v1/programmes');
      schema.required = ['data', 'meta'];
      schema.properties.data.type = 'object';
      const [id] = document.paths['/v1/metrics/{id}']?.['get']?.parameters ?? [];
      if (id !== undefined) id.schema['maxLength'] = 5;
    });
    expect(broken.toSorted()).toEqual([
      'GET /v1/metrics/{id} path id has a lower maxLength',
      'GET /v1/programmes 200.data has another type',
      'GET /v1/programmes 200.links became optional',
    ]);
  });

  it('is not a new path, a new field or a new optional parameter', () => {
    const news = changed((document) => {
      const [id] = document.paths['/v1/metrics/{id}']?.['get']?.parameters ?? [];
      document.paths['/v1/new'] = document.paths['/v1/freshness'] ?? {};
      answerOf(document, '/v1/programmes').properties.more = { type: 'string' };
      if (id !== undefined)
        document.paths['/v1/programmes']?.['get']?.parameters?.push({ ...id, in: 'query', required: false });
    });
    expect(news).toEqual([]);
  });
});
