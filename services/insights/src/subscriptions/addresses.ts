/**
 * Where subscriptions are delivered to. Addresses are personal, so they are in no event: this file alone has them, its owner alone
 * may read it, and what is removed from it is gone.
 */
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
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

/** Addresses of a file, which is made with the first of them. Rejects where the file is wrong. */
export function createAddresses(path: string): Addresses {
  let last: Promise<unknown> = Promise.resolve();

  async function read(): Promise<Map<string, Address>> {
    try {
      return new Map(Object.entries(file.parse(JSON.parse(await readFile(path, 'utf8'))).addresses));
    } catch (error) {
      if ((error as { code?: unknown }).code === 'ENOENT') return new Map();
      throw error;
    }
  }

  async function write(addresses: ReadonlyMap<string, Address>): Promise<void> {
    await mkdir(dirname(path), { recursive: true });
    const next = `${path}.next`;
    await rm(next, { force: true });
    const handle = await open(next, 'wx', OWN);
    try {
      await handle.writeFile(JSON.stringify({ version: 1, addresses: Object.fromEntries(addresses) }, null, 2));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await chmod(next, OWN);
    await rename(next, path);
  }

  /** One change after another: each reads what the one before it wrote. */
  async function change(edit: (addresses: Map<string, Address>) => void): Promise<void> {
    const mine = last.then(async () => {
      const addresses = await read();
      edit(addresses);
      await write(addresses);
    });
    last = mine.catch(() => undefined);
    return mine;
  }

  return {
    all: read,
    find: async (id) => (await read()).get(id),
    keep: (id, one) => change((addresses) => addresses.set(id, one)),
    forget: (id) => change((addresses) => addresses.delete(id)),
  };
}
