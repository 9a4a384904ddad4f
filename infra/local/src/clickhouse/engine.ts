import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { toFault } from './fault.ts';

// The package's own Session waits with every close() until no query at all is running in the process, so that under
// steady load its closed sessions pile up without limit. Its native binding has no such rule: a connection may be closed
// as soon as its own query has ended, which `Connection` holds. The package's version is pinned for this reason.
type Native = {
  CreateConnection(path: string, args?: readonly string[]): unknown;
  CloseConnection(connection: unknown): void;
  QueryAsyncConnection(connection: unknown, sql: string, format: string): Promise<NativeResult>;
  InsertRawAsyncConnection(connection: unknown, sql: string, data: Buffer, lines: boolean): Promise<NativeWrite>;
};
type NativeResult = { bytes: Uint8Array; rowsRead: number; bytesRead: number; elapsed: number };
type NativeWrite = { rowsWritten: number; bytesWritten: number; elapsed: number };

/** What a statement did: `bytes` is its output; elapsed in seconds. */
export type Outcome = {
  bytes: Buffer;
  resultRows: number;
  resultBytes: number;
  writtenRows: number;
  writtenBytes: number;
  elapsed: number;
};

/** One connection has its own settings, parameters and current database, and runs one statement at a time. */
export type Connection = {
  query(sql: string, format: string): Promise<Outcome>;
  write(sql: string): Promise<Outcome>;
  close(): void;
};

export type Engine = {
  connect(): Connection;
  version: string;
  timeZone: string;
  close(): void;
};

const NOTHING = Buffer.alloc(0);

function loadNative(): Native {
  const require = createRequire(import.meta.url);
  const loader: { loadNative(): Native } = require(join(dirname(require.resolve('chdb')), 'dist', 'loader.js'));
  return loader.loadNative();
}

/** Opens the engine on a data folder. A process can hold one folder only. */
export async function openEngine(options: { path: string; args?: readonly string[] }): Promise<Engine> {
  const native = loadNative();
  // The engine lives as long as it has a connection: this one is kept for that.
  const keeper = native.CreateConnection(options.path, options.args ?? []);
  const about = createConnection(native, native.CreateConnection(options.path));
  const answer = await about.query('SELECT version(), timezone()', 'TabSeparated');
  about.close();
  const [version = '', timeZone = ''] = answer.bytes.toString('utf8').trim().split('\t');
  return {
    connect: () => createConnection(native, native.CreateConnection(options.path)),
    version,
    timeZone,
    close: () => native.CloseConnection(keeper),
  };
}

function createConnection(native: Native, handle: unknown): Connection {
  let running = false;
  async function exclusively<T>(work: () => Promise<T>): Promise<T> {
    if (running) throw new Error('a connection runs one statement at a time');
    running = true;
    try {
      return await work();
    } catch (error) {
      throw toFault(error);
    } finally {
      running = false;
    }
  }
  return {
    query: (sql, format) =>
      exclusively(async () => {
        const result = await native.QueryAsyncConnection(handle, sql, format);
        const bytes = Buffer.from(result.bytes.buffer, result.bytes.byteOffset, result.bytes.byteLength);
        return {
          bytes,
          resultRows: result.rowsRead,
          resultBytes: result.bytesRead,
          writtenRows: 0,
          writtenBytes: 0,
          elapsed: result.elapsed,
        };
      }),
    write: (sql) =>
      exclusively(async () => {
        const result = await native.InsertRawAsyncConnection(handle, sql, NOTHING, false);
        return {
          bytes: NOTHING,
          resultRows: result.rowsWritten,
          resultBytes: result.bytesWritten,
          writtenRows: result.rowsWritten,
          writtenBytes: result.bytesWritten,
          elapsed: result.elapsed,
        };
      }),
    close() {
      if (running) throw new Error('a connection is closed only after its statement has ended');
      native.CloseConnection(handle);
    },
  };
}
