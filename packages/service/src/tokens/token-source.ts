/** The tokens as they are at this moment: a change of the file counts from the next request on, without a restart. */
import { stat } from 'node:fs/promises';
import type { Logger } from '../logger.ts';
import type { StoredToken, TokenRole } from './token.ts';
import { readTokenFile, TokenFileError } from './token-file.ts';

export type TokenSource = {
  /** Every token that is kept, ended ones too. */
  current(): Promise<readonly StoredToken[]>;
  /** Roles that some token had since this process began: a file that vanishes must not open what was closed. */
  rolesSeen(): ReadonlySet<TokenRole>;
  /** Rejects while the file is wrong; the tokens before it count then. */
  check(): Promise<void>;
};

const ABSENT = 'absent';

// A new file has another number, a file written in place another time: asking for both costs some microseconds.
async function signatureOf(path: string): Promise<string> {
  try {
    const { ino, mtimeNs, size, mode } = await stat(path, { bigint: true });
    return `${ino}:${mtimeNs}:${size}:${mode}`;
  } catch {
    return ABSENT;
  }
}

/**
 * Tokens of a file. @throws TokenFileError where the file is wrong from the beginning; one that becomes wrong later is
 * told in the log and by `check`, and what it said before stays in force.
 */
export async function createTokenSource(dependencies: { path: string; logger: Logger }): Promise<TokenSource> {
  const { path, logger } = dependencies;
  let signature = await signatureOf(path);
  let tokens: readonly StoredToken[] = (await readTokenFile(path)) ?? [];
  const seen = new Set(tokens.map(({ role }) => role));
  let wrong: unknown;

  async function current(): Promise<readonly StoredToken[]> {
    const found = await signatureOf(path);
    if (found === signature) return tokens;
    signature = found;
    try {
      tokens = (await readTokenFile(path)) ?? [];
      for (const { role } of tokens) seen.add(role);
      wrong = undefined;
      logger.info({ tokens: tokens.length }, 'tokens were read anew');
    } catch (error) {
      wrong = error;
      logger.error({ err: error }, 'the token file is wrong: the tokens before it count');
    }
    return tokens;
  }

  async function check(): Promise<void> {
    await current();
    // Said to whoever asks for readiness, so without the path.
    if (wrong !== undefined)
      throw new TokenFileError('TOKENS_INVALID', 'the token file is wrong: the log says how', wrong);
  }
  return { current, rolesSeen: () => seen, check };
}
