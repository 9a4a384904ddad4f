import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type ApiDocument, breakingChanges, documentFaults } from '@rapport/openapi';
import { createLogger, createRegistry } from '@rapport/service';
import type { Warehouse } from '@rapport/warehouse';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createInsights } from '../app.ts';
import { createDescription } from '../testing/described-answers.ts';
import { type Recorded, recordedFile } from './examples.ts';

// The document is large, and a machine that runs everything at once is slow: it takes a second or two where it is quiet.
vi.setConfig({ testTimeout: 30_000 });

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

describe('openapi.json', () => {
  it('is what the service serves, and breaks no client unless its major version says so', async () => {
    const document = await served();
    // First: a broken promise must not be written over by an update of the file.
    if (majorOf(document) === majorOf(committed())) expect(breakingChanges(committed(), document)).toEqual([]);
    await expect(`${JSON.stringify(document, null, 2)}\n`).toMatchFileSnapshot(FILE);
  });

  it('keeps the rules for documents', () => {
    expect(documentFaults(committed(), ['401', '403', '429', '500'])).toEqual([]);
  });

  it('has recorded examples that keep its schemas', () => {
    const recorded = JSON.parse(readFileSync(recordedFile, 'utf8')) as Recorded;
    const describe = createDescription();
    const faults = Object.entries(recorded).map(([operation, { asked, answer }]) => {
      const [method = ''] = operation.split(' ');
      const [path = ''] = asked.split('?');
      return describe({ method, path, status: 200, type: 'application/json', body: JSON.stringify(answer) });
    });
    expect(faults.length).toBeGreaterThan(10);
    expect(faults.filter((fault) => fault !== undefined)).toEqual([]);
  });
});
