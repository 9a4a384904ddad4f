import { beforeEach, expect, test } from 'vitest';
import { createAnswerMemory } from './answer-memory.ts';
import type { ComparedResult } from './compare/compare.ts';
import type { MetricEngine } from './engine.ts';
import { createRememberingEngine } from './remembered-answers.ts';
import type { MetricRequest } from './request.ts';

const AS_OF = '2026-01-01T00:00:00Z';
let asked: string[] = [];
let facts: string | undefined = 'first';
let now = 0;
let answer: (request: MetricRequest) => Promise<ComparedResult>;

const rows = (count: number) => ({ rows: Array.from({ length: count }, () => ({})), meta: {} }) as ComparedResult;

function make(mostCells?: number): MetricEngine {
  const engine = {
    compare: (request: MetricRequest) => {
      asked.push(request.programme ?? request.metric);
      return answer(request);
    },
  } as MetricEngine;
  const limit = mostCells === undefined ? {} : { mostCells };
  const memory = createAnswerMemory({ stamp: async () => facts, clock: () => now, ...limit });
  return createRememberingEngine({ engine, memory });
}

const question = (of: Partial<MetricRequest> = {}): MetricRequest => ({
  ...{ metric: 'meetings', asOf: AS_OF, protection: { k: 5 } },
  ...of,
});

beforeEach(() => {
  asked = [];
  facts = 'first';
  now = 0;
  answer = async () => rows(1);
});

test('a question is answered from memory while the facts are the same, in whatever order its fields stand', async () => {
  const engine = make();
  const first = await engine.compare({
    metric: 'meetings',
    asOf: AS_OF,
    where: { side: ['mentor'] },
    protection: { k: 5 },
  });
  const again = { protection: { k: 5 }, where: { side: ['mentor'] }, asOf: AS_OF, metric: 'meetings' };
  expect(await engine.compare(again)).toBe(first);
  expect(asked).toHaveLength(1);
});

test.each([
  ['another programme', { programme: 'north' }],
  ['another threshold', { protection: { k: 10 } }],
  ['another moment', { asOf: '2026-01-02T00:00:00Z' }],
  ['another filter', { where: { side: ['mentee'] } }],
] as const)('%s is another question', async (_, other) => {
  const engine = make();
  await engine.compare(question());
  await engine.compare(question(other));
  expect(asked).toHaveLength(2);
});

test('is asked anew as soon as the facts are others', async () => {
  const engine = make();
  await engine.compare(question());
  facts = 'second';
  await engine.compare(question());
  expect(asked).toHaveLength(2);
  await engine.compare(question());
  expect(asked).toHaveLength(2);
});

test('nothing is remembered that was made while the facts moved', async () => {
  const engine = make();
  answer = async () => {
    facts = 'second';
    return rows(1);
  };
  await engine.compare(question());
  facts = 'first';
  await engine.compare(question());
  expect(asked).toHaveLength(2);
});

test('nothing is remembered while nobody knows which facts there are', async () => {
  const engine = make();
  facts = undefined;
  await engine.compare(question());
  await engine.compare(question());
  expect(asked).toHaveLength(2);
});

test('an answer of now lasts a minute, one of a named moment longer', async () => {
  const engine = make();
  const { asOf: _, ...ofNow } = question();
  await engine.compare(ofNow);
  await engine.compare(question({ programme: 'named' }));
  now = 60_000;
  await engine.compare(ofNow);
  expect(asked).toEqual(['meetings', 'named']);
  now = 60_001;
  await engine.compare(ofNow);
  await engine.compare(question({ programme: 'named' }));
  expect(asked).toEqual(['meetings', 'named', 'meetings']);
});

test('who asks the same at the same time waits for one answer', async () => {
  const engine = make();
  const answers = await Promise.all([engine.compare(question()), engine.compare(question())]);
  expect(asked).toHaveLength(1);
  expect(answers[0]).toBe(answers[1]);
});

test('a failure is not remembered', async () => {
  const engine = make();
  answer = async () => {
    throw new Error('gone');
  };
  await expect(engine.compare(question())).rejects.toThrow('gone');
  answer = async () => rows(2);
  expect((await engine.compare(question())).rows).toHaveLength(2);
});

test('what nobody asked for longest goes first, and what is too large is not held', async () => {
  const engine = make(10);
  answer = async ({ programme }) => rows(programme === 'large' ? 20 : 3);
  for (const programme of ['a', 'b', 'a', 'c', 'a', 'b', 'large', 'large', 'b'])
    await engine.compare(question({ programme }));
  // 4 cells each: with c the third does not fit, and b was asked for before a.
  expect(asked).toEqual(['a', 'b', 'c', 'b', 'large', 'large']);
});

test('what the log says of itself is asked for each time', async () => {
  const engine = make();
  await engine.compare(question({ metric: 'events-received' }));
  await engine.compare(question({ metric: 'events-received' }));
  expect(asked).toHaveLength(2);
});
