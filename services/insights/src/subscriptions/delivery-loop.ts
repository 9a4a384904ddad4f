/** Looks for deliveries that are due, until stopped. */
import type { Logger } from '@rapport/service';

export type DeliveryLoop = { stop: () => Promise<void> };

/** A round that fails is told once a spell and tried again. `everySeconds` 0: none at all. */
export function startDeliveryLoop(options: {
  round: () => Promise<number>;
  everySeconds: number;
  logger: Logger;
}): DeliveryLoop {
  const { round, everySeconds, logger } = options;
  let timer: NodeJS.Timeout | undefined;
  let stopped = everySeconds === 0;
  let failing = false;
  let running: Promise<void> = Promise.resolve();

  async function once(): Promise<void> {
    try {
      const sent = await round();
      if (sent > 0) logger.info({ sent }, 'delivered subscriptions');
      failing = false;
    } catch (error) {
      if (!failing) logger.warn({ err: error }, 'subscriptions cannot be looked after; trying again');
      failing = true;
    }
  }

  function goOn(): void {
    if (stopped) return;
    timer = setTimeout(() => {
      running = once().then(goOn);
    }, everySeconds * 1_000);
  }
  goOn();

  async function stop(): Promise<void> {
    stopped = true;
    clearTimeout(timer);
    await running;
  }
  return { stop };
}
