/** The file that tokens are kept in: read by services, written by `rapport token`. */
import { type FileHandle, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { leastPeople, type StoredToken, tokenRoles } from './token.ts';

export type TokenFileProblem = 'TOKENS_INVALID' | 'TOKENS_WRITABLE' | 'TOKENS_LOCKED' | 'TOKENS_UNREADABLE';

/** The file cannot be used as it is; `message` says what to do. */
export class TokenFileError extends Error {
  readonly code: TokenFileProblem;
  readonly retriable: boolean;

  constructor(code: TokenFileProblem, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'TokenFileError';
    this.code = code;
    this.retriable = code === 'TOKENS_LOCKED';
  }
}

const WRITABLE_BY_OTHERS = 0o022;
const OWN = 0o600;
const LOCK_WAIT_MS = 5_000;
const LOCK_POLL_MS = 25;

const instant = z.iso.datetime({ offset: true });
const limit = z.number().int().min(1).max(1_000_000_000).optional();

const storedToken = z
  .strictObject({
    id: z.string().regex(/^[0-9a-f]{12}$/),
    name: z.string().min(1).max(100),
    role: z.enum(tokenRoles),
    programmes: z.union([z.literal('all'), z.array(z.string().min(1).max(200)).min(1).max(1_000)]),
    k: z.number().int().min(5).max(10_000),
    created: instant,
    expires: instant.nullable(),
    revoked: instant.nullable(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    requests_per_minute: limit,
    cells_per_minute: limit,
  })
  .refine(({ role, programmes }) => role !== 'lead' || programmes !== 'all', 'a lead needs programmes')
  .refine(({ role, k }) => k >= leastPeople[role], 'k is smaller than the role allows');

const tokenFile = z
  .strictObject({ version: z.literal(1), tokens: z.array(storedToken).max(10_000) })
  .refine(({ tokens }) => new Set(tokens.map(({ id }) => id)).size === tokens.length, 'two tokens have the same id');

/** @throws TokenFileError */
function parseTokens(path: string, text: string): StoredToken[] {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    throw new TokenFileError('TOKENS_INVALID', `${path} is not JSON`, error);
  }
  const parsed = tokenFile.safeParse(raw);
  if (parsed.success) return parsed.data.tokens;
  const [issue] = parsed.error.issues;
  throw new TokenFileError('TOKENS_INVALID', `${path}: ${issue?.path.join('.')} ${issue?.message}`);
}

const codeOf = (error: unknown) => (error as { code?: unknown }).code;

/**
 * The tokens of a file, or undefined where there is no file.
 * @throws TokenFileError for a file that is wrong, or that others than its owner may write
 */
export async function readTokenFile(path: string): Promise<StoredToken[] | undefined> {
  try {
    const { mode } = await stat(path);
    if ((mode & WRITABLE_BY_OTHERS) !== 0) {
      throw new TokenFileError('TOKENS_WRITABLE', `${path} can be written by others: chmod 600 ${path}`);
    }
    return parseTokens(path, await readFile(path, 'utf8'));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    if (error instanceof TokenFileError) throw error;
    throw new TokenFileError('TOKENS_UNREADABLE', `${path} cannot be read (${String(codeOf(error))})`, error);
  }
}

// The file that takes the old one's place is the lock as well: only one can make it.
async function openNew(path: string): Promise<FileHandle> {
  const deadline = Date.now() + LOCK_WAIT_MS;
  for (;;) {
    try {
      return await open(path, 'wx', OWN);
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
      if (Date.now() > deadline) {
        throw new TokenFileError(
          'TOKENS_LOCKED',
          `another command is writing tokens; where none is, one was killed: remove ${path}`,
          error,
        );
      }
      await pause(LOCK_POLL_MS);
    }
  }
}

export type TokenChange<T> = { tokens: readonly StoredToken[]; result: T };

/**
 * Changes the tokens of a file, which is made where there is none, readable by its owner alone. All or nothing: whoever
 * reads meanwhile finds the old file or the new one. Two changes at once follow each other.
 * @throws TokenFileError, and what `change` throws: then nothing is changed
 */
export async function changeTokenFile<T>(
  path: string,
  change: (tokens: readonly StoredToken[]) => TokenChange<T>,
): Promise<T> {
  await mkdir(dirname(path), { recursive: true });
  const next = `${path}.new`;
  const file = await openNew(next);
  try {
    const { tokens, result } = change((await readTokenFile(path)) ?? []);
    const text = `${JSON.stringify({ version: 1, tokens }, null, 2)}\n`;
    parseTokens(path, text);
    await file.writeFile(text);
    await file.sync();
    await file.close();
    await rename(next, path);
    return result;
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(next, { force: true });
    throw error;
  }
}
