import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createLogger, createRegistry } from '@rapport/service';
import type { Warehouse } from '@rapport/warehouse';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createInsights } from '../app.ts';
import { breakingChanges } from './breaking-changes.ts';
import type { ApiDocument } from './document.ts';
import { documentFaults } from './lint.ts';

const FILE = fileURLToPath(new URL('../../openapi.json', import.meta.url));
const committed = () => JSON.parse(readFileSync(FILE, 'utf8')) as ApiDocument;
const majorOf = ({ info }: ApiDocument) => info.version.split('.')[0];

async function served(): Promise<ApiDocument> {
  const app = await createInsights({
    warehouse: { query: async () => [], ping: async () => undefined } as unknown as Warehouse,
    logger: createLogger('contract', 'silent'),
    registry: createRegistry('contract'),
  });
  onTestFinished(() => app.close());
  return (await app.inject('/openapi.json')).json();
}

/** A copy of the committed document, for a test to break. */
function changed(change: (document: ApiDocument) => void): string[] {
  const copy = committed();
  change(copy);
  return breakingChanges(committed(), copy);
}

// biome-ignore lint/suspicious/noExplicitAny: documents are taken apart by path here
const answerOf = (document: any, path: string) =>
  document.paths[path].get.responses['200'].content['application/json'].schema;

describe('openapi.json', () => {
  it('is what the service serves, and breaks no client unless its major version says so', async () => {
    const document = await served();
    // First: a broken promise must not be written over by an update of the file.
    if (majorOf(document) === majorOf(committed())) expect(breakingChanges(committed(), document)).toEqual([]);
    await expect(`${JSON.stringify(document, null, 2)}\n`).toMatchFileSnapshot(FILE);
  });

  it('keeps the rules for documents', () => {
    expect(documentFaults(committed())).toEqual([]);
  });
});

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
    expect(documentFaults(document)).toEqual([
      'GET /v1/metrics/{id}: parameter id has no bound',
      'GET /v1/metrics/{id}: lacks 401',
      'operationId getHealthz stands twice',
      'no schema Nothing',
    ]);
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
