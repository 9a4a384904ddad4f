import { CliError, exitCodes } from './cli-error.ts';

/** Gives work a signal that fires on Ctrl-C and SIGTERM; when it did, ends with 130 and says how to go on. */
export async function interruptible<T>(howToGoOn: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const interrupted = new AbortController();
  const interrupt = () => interrupted.abort();
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  try {
    const result = await work(interrupted.signal);
    if (interrupted.signal.aborted) throw new CliError(`interrupted: ${howToGoOn}`, exitCodes.interrupted);
    return result;
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
}
