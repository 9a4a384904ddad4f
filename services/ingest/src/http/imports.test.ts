import { readFileSync } from 'node:fs';
import type { RapportEvent } from '@rapport/events';
import { createLogger, createRegistry, makeToken } from '@rapport/service';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createImportBench } from '../testing/import-bench.ts';
import { createIngestApp, type IngestAppDeps } from './ingest-app.ts';
import { exampleImport } from './openapi-examples.ts';

const NOW = Date.UTC(2026, 2, 5);
const KEY = 'a secret for tests only';

function open(deps: Partial<IngestAppDeps> = {}) {
  const sent: RapportEvent[] = [];
  const app = createIngestApp({
    producer: { send: async (events) => void sent.push(...events) },
    logger: createLogger('imports-test', 'silent'),
    registry: createRegistry('imports-test'),
    readiness: {},
    clock: () => NOW,
    ...deps,
  });
  onTestFinished(() => app.close());
  const post = async (url: string, payload: object, headers = {}) =>
    app.inject({ method: 'POST', url, payload, headers });
  return { app, sent, post, preview: (payload: object) => post('/v1/imports/preview', payload) };
}

describe('POST /v1/imports/preview', () => {
  it('says what would be written and what would be refused, and writes nothing', async () => {
    const { preview, sent } = open();
    const answer = await preview(exampleImport);
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({
      ...{ dry_run: true, rows: 3, imported: 2, rejected: 1, events: 3, rejects_omitted: 0 },
      events_by_type: { 'pairing.activated': 2, 'pairing.ended_early': 1 },
      rejects: [{ file: 'pairs.csv', line: 4, code: 'BAD_TIME', column: 'start', field: 'occurred_at' }],
      // Midnight in Berlin, in winter.
      sample: [
        { type: 'pairing.activated', occurred_at: '2026-01-11T23:00:00.000Z', mentor_id: 'm-3' },
        { type: 'pairing.activated', pairing_id: 'p-2' },
        { type: 'pairing.ended_early', reason: 'moved' },
      ],
    });
    expect(sent).toEqual([]);
  });

  it('names every mistake of a mapping with place and line', async () => {
    const { preview } = open();
    const mapping = exampleImport.mapping.replace('pairing_id: pair, reason: why', 'pairing_id: pair, raeson: why');
    const answer = await preview({ ...exampleImport, mapping });
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({
      code: 'MAPPING_INVALID',
      errors: [{ pointer: '/mapping', code: 'MAPPING_INVALID', place: 'files[0].events[1].fields.raeson', line: 17 }],
    });
    expect(answer.json().detail).toContain('did you mean reason?');
  });

  it('names the file that does not fit, and what its header has', async () => {
    const { preview } = open();
    const { code, errors } = (
      await preview({ ...exampleImport, files: [{ name: 'pairs.csv', text: 'pair;mentor\n' }] })
    ).json();
    expect([code, errors[0].place]).toEqual(['FILE_REFUSED', 'pairs.csv']);
    expect(errors[0].message).toContain('is the delimiter ","?');
  });

  it('tells the first 200 refused rows, and how many more there are', async () => {
    const rows = Array.from({ length: 203 }, (_, index) => `p-${index},m,e,never,,`);
    const text = ['pair,mentor,mentee,start,end,why', ...rows].join('\n');
    const { rejects, rejects_omitted: omitted } = (
      await open().preview({ ...exampleImport, files: [{ name: 'pairs.csv', text }] })
    ).json();
    expect([rejects.length, omitted]).toEqual([200, 3]);
  });
});

describe('POST /v1/imports', () => {
  it('sends the events that importing the files themselves would send', async () => {
    const { post, sent } = open();
    const { dry_run: rehearsed, ...report } = (await post('/v1/imports', exampleImport)).json();
    expect([rehearsed, report.events, report.sample]).toEqual([false, 3, undefined]);
    const bench = createImportBench();
    onTestFinished(() => bench.remove());
    bench.put('mapping.yaml', exampleImport.mapping);
    for (const { name, text } of exampleImport.files) bench.put(name, text);
    const { events } = await bench.run(['pairs.csv']);
    const known = ({ recorded_at: _, ...event }: RapportEvent) => event;
    expect(sent.map(known)).toEqual(events.map(known));
  });

  it('gives the same ids when it is sent again', async () => {
    const { post, sent } = open();
    for (const _ of [1, 2]) await post('/v1/imports', exampleImport);
    expect(sent).toHaveLength(6);
    expect(new Set(sent.map(({ event_id: id }) => id)).size).toBe(3);
  });

  it('takes the template with its files, one of which is no UTF-8, and lets no name through', async () => {
    const { app, post, sent } = open({ pseudonymKey: KEY });
    const { mapping, files } = (await app.inject('/v1/imports/template')).json();
    expect(files.filter((file: object) => 'base64' in file)).toHaveLength(1);
    const answer = await post('/v1/imports', { mapping, files });
    expect([answer.statusCode, answer.json().rejected]).toEqual([200, 0]);
    const people = readFileSync(new URL('../../sample/template/people.csv', import.meta.url), 'utf8');
    const address = /[^,\s]+@[^,\s]+/.exec(people)?.[0] ?? '';
    expect(address).not.toBe('');
    expect(JSON.stringify(sent)).not.toContain(address);
  });

  it('refuses pseudonyms where there is no secret for them', async () => {
    const { app, preview } = open();
    const { mapping, files } = (await app.inject('/v1/imports/template')).json();
    expect((await preview({ mapping, files })).json().errors[0].message).toContain('RAPPORT_PSEUDONYM_KEY');
  });

  it('answers 503 when Kafka does not acknowledge', async () => {
    const away = Object.assign(new Error('away'), { retriable: true });
    const { post } = open({ producer: { send: () => Promise.reject(away) } });
    const answer = await post('/v1/imports', exampleImport);
    expect([answer.statusCode, answer.json().code]).toEqual([503, 'KAFKA_UNAVAILABLE']);
    expect(answer.headers['retry-after']).toBe('5');
  });

  it('imports two at a time, and no third', async () => {
    const waiting: (() => void)[] = [];
    const producer = { send: () => new Promise<void>((resolve) => waiting.push(resolve)) };
    const { post } = open({ producer });
    const running = [post('/v1/imports', exampleImport), post('/v1/imports', exampleImport)];
    await expect.poll(() => waiting.length).toBe(2);
    const third = await post('/v1/imports', exampleImport);
    expect([third.statusCode, third.json().code]).toEqual([503, 'BUSY']);
    for (const resolve of waiting) resolve();
    expect((await Promise.all(running)).map(({ statusCode }) => statusCode)).toEqual([200, 200]);
  });

  it('is for those who may send events', async () => {
    const lead = makeToken({
      ...{ name: 'lead', role: 'lead', programmes: ['p'], k: 10, created: '2026-01-01T00:00:00Z', expires: null },
    });
    const tokens = {
      current: async () => [lead.token],
      rolesSeen: () => new Set(['lead' as const]),
      check: async () => undefined,
    };
    const { app, post, sent } = open({ producers: { tokens, loopback: false } });
    for (const url of ['/v1/imports', '/v1/imports/preview', '/v1/imports/columns']) {
      expect((await post(url, exampleImport)).statusCode).toBe(401);
      const headers = { authorization: `Bearer ${lead.text}` };
      expect((await post(url, exampleImport, headers)).statusCode).toBe(403);
    }
    expect((await app.inject('/v1/imports/template')).statusCode).toBe(401);
    expect(sent).toEqual([]);
  });
});

it.each([
  [{}, '/mapping'],
  [{ ...exampleImport, files: [] }, '/files'],
  [{ ...exampleImport, more: 1 }, '/more'],
  [{ ...exampleImport, files: [{ name: 'a.csv' }] }, '/files/0'],
  [{ ...exampleImport, files: [{ name: '../a.csv', text: '' }] }, '/files/0/name'],
  [{ ...exampleImport, files: [{ name: 'a.csv', base64: 'Ä' }] }, '/files/0/base64'],
  [{ ...exampleImport, files: [1, 2].map(() => ({ name: 'a.csv', text: '' })) }, '/files'],
])('refuses an order of another shape, by pointer: %j', async (payload, pointer) => {
  const answer = await open().preview(payload);
  expect([answer.statusCode, answer.json().code]).toEqual([422, 'WRONG_SHAPE']);
  expect(answer.json().errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
});

it('tells the columns of files for whoever begins a mapping', async () => {
  const { files } = (await open().post('/v1/imports/columns', { files: exampleImport.files })).json();
  expect(files).toMatchObject([{ name: 'pairs.csv', format: 'csv', delimiter: ',', encoding: 'utf-8' }]);
  expect(files[0].columns).toEqual(['pair', 'mentor', 'mentee', 'start', 'end', 'why']);
  expect(files[0].rows[1]).toEqual(['p-2', 'm-3', 'e-9', '2026-01-14', '2026-03-30', 'moved']);
});

const bomb = `a0: &a0 [x]
${Array.from({ length: 12 }, (_, at) => `a${at + 1}: &a${at + 1} [${Array(9).fill(`*a${at}`).join(', ')}]`).join('\n')}
`;

it.each([
  ['aliases that stand for a thousand million values', bomb],
  ['depth without end', `version: ${'['.repeat(20_000)}`],
  ['a key of every object', 'version: 1\n__proto__: { source: x }\n'],
  ['a list for a mapping', '- 1\n'],
  ['nothing but a comment', '# here\n'],
  [
    'a format that is none',
    exampleImport.mapping.replace('events:', `columns: { start: { format: "${'y'.repeat(5_000)}" } }\n    events:`),
  ],
  ['a pattern of many stars', exampleImport.mapping.replace('pairs*.csv', `"${'*a'.repeat(90)}"`)],
])('answers a mapping with %s in a moment, with a problem', async (_what, mapping) => {
  const began = performance.now();
  const answer = await open().preview({ mapping, files: [{ name: `${'a'.repeat(190)}.csv`, text: 'x\n' }] });
  expect(answer.statusCode).toBe(422);
  expect(performance.now() - began).toBeLessThan(5_000);
});

it('takes JSON only', async () => {
  const headers = { 'content-type': 'application/cloudevents+json' };
  expect((await open().post('/v1/imports', exampleImport, headers)).statusCode).toBe(415);
});
