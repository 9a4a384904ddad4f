import type { Logger } from './logger.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
const GRACE_MS = 20_000;
const SAME_SIGNAL_MS = 1_000;

/**
 * Runs `close` once on the first SIGINT, SIGTERM or SIGHUP, then exits with 0. A further signal exits at once, but not
 * within the first second: npm and a terminal both pass the same Ctrl-C on. A `close` that hangs is cut off after 20 s, so that no process stays behind.
 */
export function onShutdown(logger: Logger, close: () => Promise<void>): void {
  let closingSince: number | undefined;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (closingSince !== undefined) {
        if (Date.now() - closingSince > SAME_SIGNAL_MS) process.exit(EXIT_CODES[signal]);
        return;
      }
      closingSince = Date.now();
      logger.info({ signal }, 'stopping');
      setTimeout(() => process.exit(1), GRACE_MS).unref();
      close().then(
        () => process.exit(0),
        (error: unknown) => {
          logger.error({ err: error }, 'stopping failed');
          process.exit(1);
        },
      );
    });
  }
}

/**
 * Runs a process's main function: a failure is logged with its cause and ends the process with 1 (2 for a wrong
 * environment), never with a half-started service.
 */
export function runMain(logger: Logger, main: () => Promise<void>): void {
  main().catch((error: unknown) => {
    const code = (error as { code?: string }).code;
    if (code === 'CONFIG_INVALID') logger.fatal((error as Error).message);
    else logger.fatal({ err: error }, 'could not start');
    process.exit(code === 'CONFIG_INVALID' ? 2 : 1);
  });
}
