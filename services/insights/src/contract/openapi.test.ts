import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type ApiDocument, breakingChanges, documentFaults } from '@rapport/openapi';
import { createLogger, createRegistry } from '@rapport/service';
import type { Warehouse } from '@rapport/warehouse';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createInsights } from '../app.ts';

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
});
