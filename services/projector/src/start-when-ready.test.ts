import { createLogger } from '@rapport/service';
import { describe, expect, it } from 'vitest';
import { whenReady } from './start-when-ready.ts';

const logger = createLogger('test', 'silent');
const never = new AbortController().signal;
const failure = (retriable: boolean) => Object.assign(new Error('refused'), { code: 'AWAY', retriable });

describe('whenReady', () => {
  it('repeats what may be repeated until it works', async () => {
    let calls = 0;
    const step = async () => {
      calls += 1;
      if (calls < 3) throw failure(true);
      return 'up';
    };
    await expect(whenReady(step, logger, never)).resolves.toBe('up');
    expect(calls).toBe(3);
  });

  it('gives up at once on what will not get better', async () => {
    const broken = failure(false);
    await expect(whenReady(() => Promise.reject(broken), logger, never)).rejects.toBe(broken);
  });

  it('ends when it is told to', async () => {
    const stop = new AbortController();
    const waiting = whenReady(() => Promise.reject(failure(true)), logger, stop.signal);
    stop.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  });
});
