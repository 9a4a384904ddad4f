import type { MetricEngine } from '@rapport/metrics';
import { describe, expect, it } from 'vitest';
import { askAgainWithoutTables } from './vanished-tables.ts';

const failing = (code: number) => Object.assign(new Error('gone'), { clickhouseCode: code });

/** Engines that fail in turn as told; the number of the one that answered is the answer. */
function engines(...failures: (Error | undefined)[]) {
  let made = 0;
  const make = () => {
    const number = made;
    made += 1;
    const answer = async () => {
      const failure = failures[number];
      if (failure !== undefined) throw failure;
      return number;
    };
    return { run: answer, compare: answer, triangle: answer, explain: answer } as unknown as MetricEngine;
  };
  return { engine: askAgainWithoutTables(make), made: () => made };
}

const question = { metric: 'pairings', protection: { k: 5 } } as Parameters<MetricEngine['run']>[0];

describe('an engine whose tables can go', () => {
  it('is made anew once and asked again when one is gone', async () => {
    const { engine, made } = engines(failing(60));
    expect(await engine.run(question)).toBe(1);
    expect(await engine.explain(question)).toBe(1);
    expect(made()).toBe(2);
  });

  it('is made anew once for many who ask at the same time', async () => {
    const { engine, made } = engines(failing(60));
    const asked = await Promise.all([engine.run(question), engine.compare(question), engine.run(question)]);
    expect(asked).toEqual([1, 1, 1]);
    expect(made()).toBe(2);
  });

  it('does not ask a third time', async () => {
    const { engine } = engines(failing(60), failing(60));
    await expect(engine.run(question)).rejects.toMatchObject({ clickhouseCode: 60 });
  });

  it('throws every other failure on', async () => {
    const { engine, made } = engines(failing(241));
    await expect(engine.run(question)).rejects.toMatchObject({ clickhouseCode: 241 });
    expect(made()).toBe(1);
  });
});
