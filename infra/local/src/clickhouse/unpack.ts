import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ExecuteDeps } from './execute.ts';
import { QueryFault } from './fault.ts';

/**
 * A body in an encoding that only the engine knows (lz4, which Python's client sends by default). The engine holds such a
 * body in memory once while it unpacks it, unlike all others.
 */
export async function unpackedByEngine(deps: ExecuteDeps, packed: Readable, encoding: string): Promise<Readable> {
  const packedFile = join(deps.spoolFolder, randomUUID());
  const plainFile = join(deps.spoolFolder, randomUUID());
  const connection = deps.engine.connect();
  try {
    await pipeline(packed, createWriteStream(packedFile));
    const source = `file('${packedFile}', 'RawBLOB', 'bytes String', '${encoding}')`;
    await connection.query(`SELECT bytes FROM ${source} INTO OUTFILE '${plainFile}' FORMAT RawBLOB`, 'RawBLOB');
  } catch (error) {
    if (!(error instanceof QueryFault)) throw error;
    throw new QueryFault(271, 'CANNOT_DECOMPRESS', `the body is not in ${encoding}`, { cause: error });
  } finally {
    connection.close();
    await rm(packedFile, { force: true });
  }
  const plain = createReadStream(plainFile);
  plain.once('close', () => void rm(plainFile, { force: true }));
  return plain;
}
