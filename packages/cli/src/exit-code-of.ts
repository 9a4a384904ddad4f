/** Errors carry codes (never read the message); here they become exit codes. */
import { MetricRequestError } from '@rapport/metrics';
import { CommanderError } from 'commander';
import { CliError, exitCodes } from './cli-error.ts';

type CodedError = Error & { code?: string; retriable?: boolean };

/** The exit code that tells a script what kind of failure this was. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  if (error instanceof CliError) return error.exitCode;
  const { code, retriable } = error as CodedError;
  if (code === 'UNKNOWN_METRIC' || code === 'UNKNOWN_PROGRAMME' || code === 'EXPORT_UNKNOWN') {
    return exitCodes.notFound;
  }
  if (code === 'CONFIG_INVALID' || code === 'SIMULATION_OPTION' || error instanceof MetricRequestError) {
    return exitCodes.usage;
  }
  return retriable === true ? exitCodes.tryAgain : exitCodes.failure;
}
