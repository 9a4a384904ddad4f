import { expect, it, vi } from 'vitest';
import { startFactLoop } from './fact-loop.ts';

const logger = () => ({ info: vi.fn(), warn: vi.fn() });

it('goes on after a failure, which it tells once', async () => {
  vi.useFakeTimers();
  const log = logger();
  const answers = [() => Promise.reject(new Error('away')), () => Promise.reject(new Error('away'))];
  const refresh = vi.fn(() => answers.shift()?.() ?? Promise.resolve({ did: 'nothing' as const }));
  const loop = startFactLoop({ refresh }, log as never);
  await vi.advanceTimersByTimeAsync(10_300);
  expect(refresh.mock.calls.length).toBeGreaterThanOrEqual(3);
  expect(log.warn).toHaveBeenCalledTimes(1);
  expect(log.info).toHaveBeenCalledWith('facts are kept up to date again');
  await loop.stop();
  const calls = refresh.mock.calls.length;
  await vi.advanceTimersByTimeAsync(5_000);
  expect(refresh).toHaveBeenCalledTimes(calls);
  vi.useRealTimers();
});
