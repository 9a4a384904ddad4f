/** Rounds until stopped, never two at once. */
import type { RoundReport } from '@rapport/attention';
import type { Logger } from '@rapport/service';

export type AttentionLoop = {
  stop(): Promise<void>;
};

export type LoopOptions = { everyMs: number; onRound: (report: RoundReport) => void };

const AFTER_FAILURE_MS = 5_000;

const whyNot = ({ cannotTell }: RoundReport) =>
  cannotTell.map(({ code, programme }) => `${code}/${programme}`).join(' ');

/** A failed round is told once a spell and tried again: what it had sent already is the same events next time. */
export function startAttentionLoop(
  round: () => Promise<RoundReport>,
  logger: Logger,
  options: LoopOptions,
): AttentionLoop {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let failing = false;
  let said = '';

  function tell(report: RoundReport): void {
    const { judged, raised, resolved, cannotTell } = report;
    if (raised + resolved > 0) logger.info({ judged, raised, resolved }, 'alerts');
    const why = whyNot(report);
    if (why !== said && why !== '') logger.info({ cannotTell }, 'cannot tell yet');
    said = why;
    options.onRound(report);
  }

  async function once(): Promise<number> {
    try {
      tell(await round());
      if (failing) logger.info('rounds work again');
      failing = false;
      return options.everyMs;
    } catch (error) {
      if (!failing && !stopped) logger.warn({ err: error }, 'a round failed; trying again');
      failing = true;
      return Math.min(AFTER_FAILURE_MS, options.everyMs);
    }
  }

  function goOn(wait: number): void {
    if (stopped) return;
    timer = setTimeout(() => {
      running = once().then(goOn);
    }, wait);
  }
  let running: Promise<void> = once().then(goOn);

  async function stop(): Promise<void> {
    stopped = true;
    clearTimeout(timer);
    await running;
  }
  return { stop };
}
