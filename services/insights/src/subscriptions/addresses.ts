/**
 * Where subscriptions are delivered to. Addresses are personal, so they are in no event: this file alone has them, its owner alone
 * may read it, and what is removed from it is gone.
 */
import { randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ProblemError } from '@rapport/service';
import { z } from 'zod';

const address = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('email'), to: z.string() }),
  z.strictObject({ kind: z.literal('webhook'), url: z.string(), secret: z.string() }),
]);
const file = z.strictObject({ version: z.literal(1), addresses: z.record(z.string(), address) });

export type Address = z.output<typeof address>;

export type Addresses = {
  find(id: string): Promise<Address | undefined>;
  all(): Promise<ReadonlyMap<string, Address>>;
  keep(id: string, address: Address): Promise<void>;
  forget(id: string): Promise<void>;
};

const OWN = 0o600;
const SECRET_BYTES = 32;

/** A key that signs what is posted; shown once. */
export const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

const LOCK_WAIT_MS = 5_000;
const LOCK_POLL_MS = 25;
/** Writing takes milliseconds: whoever left a file for this long was killed over it. */
const ABANDONED_MS = 60_000;

const codeOf = (error: unknown) => (error as { code?: unknown }).code;

const locked = (cause: unknown) =>
  new ProblemError({
    ...{ status: 503, code: 'ADDRESSES_LOCKED', title: 'Being written', retryAfterSeconds: 5, cause },
    detail: 'addresses are being written by another process just now; try again',
  });

async function clearAbandoned(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found !== undefined && Date.now() - found.mtimeMs > ABANDONED_MS) await rm(path, { force: true });
}

/** The file that takes the old one's place is the lock as well: of all processes one can make it. @throws ProblemError 503 */
async function openNew(path: string): Promise<FileHandle> {
  const deadline = Date.now() + LOCK_WAIT_MS;
  for (;;) {
    try {
      return await open(path, 'wx', OWN);
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
      if (Date.now() > deadline) {
        throw locked(error);
      }
      await clearAbandoned(path);
      await pause(LOCK_POLL_MS);
    }
  }
}

/** Addresses of a file, which is made with the first of them, and which several processes may share. Rejects where the file is wrong. */
export function createAddresses(path: string): Addresses {
  async function read(): Promise<Map<string, Address>> {
    try {
      return new Map(Object.entries(file.parse(JSON.parse(await readFile(path, 'utf8'))).addresses));
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return new Map();
      throw error;
    }
  }

  /** One change after another: each reads what the one before it wrote. */
  async function change(edit: (addresses: Map<string, Address>) => void): Promise<void> {
    await mkdir(dirname(path), { recursive: true });
    const next = `${path}.next`;
    const handle = await openNew(next);
    try {
      const addresses = await read();
      edit(addresses);
      await handle.writeFile(JSON.stringify({ version: 1, addresses: Object.fromEntries(addresses) }, null, 2));
      await handle.sync();
      await handle.close();
      await rename(next, path);
    } catch (error) {
      await handle.close().catch(() => undefined);
      await rm(next, { force: true });
      throw error;
    }
  }

  return {
    all: read,
    find: async (id) => (await read()).get(id),
    keep: (id, one) => change((addresses) => addresses.set(id, one)),
    forget: (id) => change((addresses) => addresses.delete(id)),
  };
}
