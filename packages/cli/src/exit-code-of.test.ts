import { MetricRequestError } from '@rapport/metrics';
import { CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';
import { CliError, exitCodes } from './cli-error.ts';
import { exitCodeOf } from './exit-code-of.ts';

const refused = (code: 'UNKNOWN_METRIC' | 'UNKNOWN_PROGRAMME' | 'UNKNOWN_DIMENSION' | 'INVALID_DATE') =>
  new MetricRequestError([{ code, field: 'x', message: 'no' }]);

describe('exit codes', () => {
  it.each([
    ['help that was asked for', new CommanderError(0, 'commander.help', ''), exitCodes.ok],
    ['an unknown option', new CommanderError(1, 'commander.unknownOption', ''), exitCodes.usage],
    ['a failure that names its code', new CliError('x', exitCodes.tryAgain), exitCodes.tryAgain],
    ['an unknown metric', refused('UNKNOWN_METRIC'), exitCodes.notFound],
    ['an unknown programme', refused('UNKNOWN_PROGRAMME'), exitCodes.notFound],
    ['an unknown dimension', refused('UNKNOWN_DIMENSION'), exitCodes.usage],
    ['a date that is none', refused('INVALID_DATE'), exitCodes.usage],
    ['a broker that is away', Object.assign(new Error('x'), { code: 'LOG_UNAVAILABLE', retriable: true }), 75],
    ['a programme of no pairings', Object.assign(new Error('x'), { code: 'SIMULATION_OPTION' }), exitCodes.usage],
    ['anything else', new Error('x'), exitCodes.failure],
  ])('of %s', (_what, error, code) => {
    expect(exitCodeOf(error)).toBe(code);
  });
});
