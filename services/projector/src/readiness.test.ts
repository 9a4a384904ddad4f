import { describe, expect, it } from 'vitest';
import type { ProjectionState } from './progress.ts';
import { createProjectionCheck } from './readiness.ts';

const calm: ProjectionState = {
  partitions: [],
  watermarkSeconds: undefined,
  lagSeconds: undefined,
  progressRatio: 1,
  pendingChunks: 0,
  standstill: undefined,
};

function observed(state: () => Promise<ProjectionState>) {
  return { trouble: () => undefined, state };
}

describe('readiness of the projection', () => {
  it('is starting before there is a projector', async () => {
    await expect(createProjectionCheck(() => undefined)()).rejects.toThrow('starting');
  });

  it('is ready on a quiet topic, and while Kafka cannot be asked', async () => {
    await expect(createProjectionCheck(() => observed(async () => calm))()).resolves.toBeUndefined();
    const away = observed(() => Promise.reject(new Error('no broker')));
    await expect(createProjectionCheck(() => away)()).resolves.toBeUndefined();
  });

  it('tells what is being repeated', async () => {
    const trouble = { code: 'UNREACHABLE', message: 'connection refused', attempts: 4, sinceMs: 0 };
    const check = createProjectionCheck(() => ({ trouble: () => trouble, state: async () => calm }));
    await expect(check()).rejects.toThrow('UNREACHABLE: connection refused (4 attempts)');
  });

  it('tells where reading stands still until it moves again, asking Kafka now and then only', async () => {
    let standstill: ProjectionState['standstill'] = { topic: 't', partition: 1, waiting: 3, forMs: 61_000 };
    let now = 0;
    let asked = 0;
    const state = async () => {
      asked += 1;
      return { ...calm, standstill };
    };
    const check = createProjectionCheck(
      () => observed(state),
      () => now,
    );
    await expect(check()).rejects.toThrow('no progress for 61 s although 3 records wait in t/1');
    standstill = undefined;
    await expect(check()).rejects.toThrow('no progress');
    expect(asked).toBe(1);
    now = 5_000;
    await expect(check()).resolves.toBeUndefined();
  });
});
