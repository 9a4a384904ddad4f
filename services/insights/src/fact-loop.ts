import type { Logger } from '@rapport/service';
import type { FactKeeper } from '@rapport/warehouse';

export type FactLoop = { stop(): Promise<void> };

const EVERY_MS = 200;
const AFTER_FAILURE_MS = 5_000;

/**
 * Keeps facts up to what is stored, five times a second, until stopped. A failure is told once a spell and tried again: the
 * answers are as old as the last refreshing, or folded from the events where nothing is kept yet.
 */
export function startFactLoop(keeper: Pick<FactKeeper, 'refresh'>, logger: Logger): FactLoop {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let failing = false;
  let round: Promise<void> = Promise.resolve();

  async function refresh(): Promise<number> {
    try {
      const refreshed = await keeper.refresh();
      if (refreshed.did === 'filled') logger.info({ why: refreshed.why }, 'facts are kept as tables');
      if (failing) logger.info('facts are kept up to date again');
      failing = false;
      return EVERY_MS;
    } catch (error) {
      if (!failing) logger.warn({ err: error }, 'facts could not be brought up to date; trying again');
      failing = true;
      return AFTER_FAILURE_MS;
    }
  }

  function goOn(wait: number): void {
    if (stopped) return;
    timer = setTimeout(() => {
      round = refresh().then(goOn);
    }, wait);
  }
  round = refresh().then(goOn);

  async function stop(): Promise<void> {
    stopped = true;
    clearTimeout(timer);
    await round;
  }
  return { stop };
}
