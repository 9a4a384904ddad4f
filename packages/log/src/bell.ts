/** Somebody waits, somebody else has news. */
export type Bell = {
  /** Resolves at the next ring, after `ms`, or when the signal fires. One waits at a time. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  ring(): void;
};

export function createBell(): Bell {
  let wake: () => void = () => undefined;

  function wait(ms: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = Number.isFinite(ms) ? setTimeout(over, ms) : undefined;
      function over(): void {
        clearTimeout(timer);
        signal.removeEventListener('abort', over);
        wake = () => undefined;
        resolve();
      }
      signal.addEventListener('abort', over);
      wake = over;
    });
  }

  return { wait, ring: () => wake() };
}
