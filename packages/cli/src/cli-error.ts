/** Exit codes, the same for every command: scripts build on them. */
export const exitCodes = {
  ok: 0,
  failure: 1,
  usage: 2,
  difference: 3,
  notFound: 4,
  tryAgain: 75,
  interrupted: 130,
} as const;

/** A failure with words for the user and a code for the shell. */
export class CliError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number = exitCodes.failure) {
    super(message);
    this.exitCode = exitCode;
  }
}
