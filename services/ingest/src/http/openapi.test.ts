import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type ApiDocument, breakingChanges, documentFaults } from '@rapport/openapi';
import { createLogger, createRegistry } from '@rapport/service';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createIngestApp } from './ingest-app.ts';

const FILE = fileURLToPath(new URL('../../openapi.json', import.meta.url));
const committed = () => JSON.parse(readFileSync(FILE, 'utf8')) as ApiDocument;
const majorOf = ({ info }: ApiDocument) => info.version.split('.')[0];

async function served(): Promise<ApiDocument> {
  const app = createIngestApp({
    producer: { send: async () => undefined },
    logger: createLogger('contract', 'silent'),
    registry: createRegistry('contract'),
    readiness: {},
  });
  onTestFinished(() => app.close());
  return (await app.inject('/openapi.json')).json();
}

describe('openapi.json', () => {
  it('is what the service serves, and breaks no producer unless its major version says so', async () => {
    const document = await served();
    // First: a broken promise must not be written over by an update of the file.
    if (majorOf(document) === majorOf(committed())) expect(breakingChanges(committed(), document)).toEqual([]);
    await expect(`${JSON.stringify(document, null, 2)}\n`).toMatchFileSnapshot(FILE);
  });

  it('keeps the rules for documents', () => {
    expect(documentFaults(committed(), ['401', '403', '500'])).toEqual([]);
  });

  it('would break producers by a field that they must fill, or a lower bound on batches', () => {
    const copy = committed();
    const held = copy.components.schemas['MeetingHeld'];
    const batch = copy.paths['/v1/events']?.['post']?.requestBody?.content['application/cloudevents-batch+json'];
    if (held === undefined || batch?.schema === undefined) throw new Error('the document lost a schema');
    held['required'] = [...(held['required'] as string[]), 'duration_minutes'];
    batch.schema['maxItems'] = 10;
    expect(new Set(breakingChanges(committed(), copy))).toEqual(
      new Set([
        'POST /v1/events body(0)(meeting.held).duration_minutes became required',
        'POST /v1/events body(2)[](meeting.held).duration_minutes became required',
        'POST /v1/events body(3).events[](meeting.held).duration_minutes became required',
        'POST /v1/events body has a lower maxItems',
      ]),
    );
  });
});
