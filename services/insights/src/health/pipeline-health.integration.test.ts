import { createLogger, createRegistry } from '@rapport/service';
import { saveRebuildState, shadowDatabase, writeDeadLetterMarks, writeDeadLetters } from '@rapport/warehouse';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { createScenario, event, type Scenario } from '../../../../packages/metrics/src/testing/scenario.ts';
import { createInsights } from '../app.ts';
import { watchAnswers } from '../testing/described-answers.ts';
import { createOwnTokens } from '../testing/own-tokens.ts';
import type { ReadLog } from './read-log.ts';

const NOW = '2024-06-01T00:00:00Z';
const TOPIC = 'mentorship.meeting.v1';
const LETTERS = 'mentorship.dead-letter.v1';
const tokens = createOwnTokens();

let scenario: Scenario;
let app: FastifyInstance;
let watched: ReturnType<typeof watchAnswers>;
let onLog: ReadLog;

const held = (hour: number) => {
  const at = `2024-05-01T${String(hour).padStart(2, '0')}:00:00Z`;
  return event('meeting.held', at, { programme_id: 'g', meeting_id: `m${hour}`, pairing_id: 'p' });
};

const letter = (offset: bigint, code: string, at: string) => ({
  ...{ topic: TOPIC, partition: 0, offset, code, field: 'side', message: 'is required' },
  ...{ key: null, value: Buffer.from('x'), headers: {}, timestampMs: Date.parse(at), recordedAtMs: Date.parse(at) },
  ...{ programmeId: 'g', projection: 'warehouse@1' },
});

async function health(headers: Record<string, string> = { authorization: tokens.give('admin').authorization }) {
  return app.inject({ url: '/v1/health', headers });
}

beforeAll(async () => {
  scenario = await createScenario(inject('clickhouseUrl'), NOW);
  await scenario.load([held(8), held(9), held(10)]);
  const { warehouse } = scenario;
  await writeDeadLetters(warehouse, [
    letter(7n, 'RULE_BROKEN', '2024-05-02T00:00:00Z'),
    letter(8n, 'RULE_BROKEN', '2024-05-03T00:00:00Z'),
    letter(9n, 'UNDECODABLE', '2024-05-04T00:00:00Z'),
  ]);
  await writeDeadLetterMarks(warehouse, [
    {
      ...{ topic: TOPIC, partition: 0, offset: 7n, status: 'discarded', markedBy: 'operator', reason: 'a test' },
      ...{ markedAtMs: Date.parse('2024-05-05T00:00:00Z'), place: { partition: 0, offset: 3n } },
    },
  ]);
  onLog = async () => [
    { topic: TOPIC, partition: 0, begin: 0n, end: 8n, next: 2n },
    { topic: TOPIC, partition: 1, begin: 0n, end: 4n, next: 0n },
    { topic: LETTERS, partition: 0, begin: 0n, end: 4n, next: 4n },
  ];
  app = await createInsights({
    ...{ warehouse, logger: createLogger('health-test', 'silent'), registry: createRegistry('health-test') },
    ...{ tokens: tokens.source, clock: () => Date.parse(NOW), readLog: () => onLog() },
  });
  watched = watchAnswers(app);
});
afterAll(async () => {
  await app.close();
  await scenario.close();
});

it('counts what is on the log and not stored, by the position that is further', async () => {
  const { data } = (await health()).json();
  expect(data.log).toBe('read');
  expect(data.topics.find(({ topic }: { topic: string }) => topic === TOPIC)).toMatchObject({
    ...{ stream: 'meeting', lag: 9, rows: 3, latest_record_at: '2024-05-01T11:00:00.000Z' },
    partitions: [
      // Offsets 0 to 2 are stored, though the group has confirmed only the first two.
      { partition: 0, end_offset: 8, stored_offset: 2, lag: 5, rows: 3 },
      { partition: 1, end_offset: 4, stored_offset: null, lag: 4, rows: 0, latest_record_at: null },
    ],
  });
  expect(data.topics.find(({ topic }: { topic: string }) => topic === LETTERS)).toMatchObject({ lag: 0 });
});

it('tells which records were set aside, the newest first, and which of them nobody has looked at', async () => {
  const { dead_letters: letters } = (await health()).json().data;
  expect(letters).toMatchObject({
    ...{ topic: LETTERS, total: 3, open: 2 },
    counts: [
      { topic: TOPIC, code: 'RULE_BROKEN', count: 2, open: 1 },
      { topic: TOPIC, code: 'UNDECODABLE', count: 1, open: 1 },
    ],
  });
  expect(letters.newest.map(({ offset, state }: { offset: number; state: string }) => [offset, state])).toEqual([
    [9, 'open'],
    [8, 'open'],
    [7, 'discarded'],
  ]);
  expect(letters.newest[2]).toMatchObject({
    ...{ field: 'side', message: 'is required', programme: 'g', at: '2024-05-02T00:00:00.000Z' },
    ...{ marked_at: '2024-05-05T00:00:00.000Z', marked_by: 'operator', reason: 'a test' },
  });
});

it('says that the brokers do not answer, and tells the rest', async () => {
  const before = onLog;
  onLog = async () => {
    throw new Error('away');
  };
  const { data } = (await health()).json();
  onLog = before;
  expect(data).toMatchObject({ log: 'unreachable', topics: [{ topic: TOPIC, lag: null, rows: 3 }] });
});

it('tells how far a rebuild has come', async () => {
  const { warehouse } = scenario;
  expect((await health()).json().data.rebuild).toBeNull();
  const database = shadowDatabase(warehouse.database, 2);
  await saveRebuildState(warehouse, {
    ...{ database, projection: 'warehouse@1', epoch: 2, phase: 'filling', groupId: 'g', archive: '', topicPrefix: '' },
    ...{
      startedAtMs: Date.parse(NOW),
      rebuiltTables: {},
      begins: new Map(),
      ends: new Map([[TOPIC, new Map([[0, 8n]])]]),
    },
  });
  const begun = { phase: 'filling', epoch: 2, started_at: '2024-06-01T00:00:00.000Z' };
  expect((await health()).json().data.rebuild).toEqual({ ...begun, offsets: { done: 0, total: 8 } });
  await warehouse.exec(`CREATE TABLE ${database}.ingest_ledger AS ${warehouse.database}.ingest_ledger`);
  await warehouse.exec(
    `INSERT INTO ${database}.ingest_ledger SELECT * REPLACE (2 AS epoch) FROM ${warehouse.database}.ingest_ledger`,
  );
  expect((await health()).json().data.rebuild).toEqual({ ...begun, offsets: { done: 3, total: 8 } });
  await warehouse.exec(`DROP DATABASE ${database} SYNC`);
});

it('is for those who see all programmes and run them', async () => {
  for (const [role, programmes, status] of [
    ['admin', 'all', 200],
    ['data', 'all', 200],
    ['data', ['g'], 403],
    ['analyst', 'all', 403],
    ['lead', ['g'], 403],
  ] as const) {
    const answer = await health({
      authorization: tokens.give(role, { programmes: programmes === 'all' ? programmes : [...programmes] })
        .authorization,
    });
    expect([role, programmes, answer.statusCode]).toEqual([role, programmes, status]);
  }
});

it('names the metrics that judge the data', async () => {
  const { quality } = (await health()).json().data;
  expect(quality.map(({ metric }: { metric: string }) => metric)).toContain('orphans');
});

it('answers as the document says', () => {
  expect(watched.seen()).toBeGreaterThan(8);
  expect(watched.faults).toEqual([]);
});
