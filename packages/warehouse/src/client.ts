import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { ClickHouseLogLevel, type ClickHouseSettings, createClient } from '@clickhouse/client';
import { natureOfClickHouseFault, natureOfStatus, WarehouseError, warehouseErrorFrom } from './faults.ts';

export type QueryParameters = Record<string, unknown>;

/** An INSERT whose data are sent byte for byte. `sql` ends with FORMAT and the format of `body`. */
export type RawInsert = { sql: string; body: readonly Buffer[]; settings?: Record<string, string | number> };

/** A ClickHouse database. Every method throws WarehouseError {code, retriable} when the engine cannot or will not. */
export type Warehouse = {
  readonly database: string;
  /** Runs a SELECT and gives its rows. Values go in as {name:Type} parameters, never as text. */
  query<T>(sql: string, params?: QueryParameters): Promise<T[]>;
  /** Runs a statement without a result. */
  exec(sql: string, params?: QueryParameters): Promise<void>;
  insertStream(insert: RawInsert): Promise<void>;
  /** True when the engine answers. */
  ping(): Promise<boolean>;
  ensureDatabase(): Promise<void>;
  close(): Promise<void>;
};

export type WarehouseOptions = {
  url: string;
  database: string;
  maxOpenConnections?: number;
  /** After this time a call fails as TIMEOUT, retriable. */
  requestTimeoutMs?: number;
};

const DEFAULT_CONNECTIONS = 10;
const DEFAULT_TIMEOUT_MS = 120_000;
// Every failure is thrown; the client would also print it.
const log = { level: ClickHouseLogLevel.OFF };

/** Connects to a ClickHouse database (which need not exist yet: see `ensureDatabase` and `migrate`). */
export function createWarehouse(options: WarehouseOptions): Warehouse {
  const { url, database } = options;
  const timeoutMs = options.requestTimeoutMs ?? DEFAULT_TIMEOUT_MS;
  const client = createClient({
    url,
    database,
    max_open_connections: options.maxOpenConnections ?? DEFAULT_CONNECTIONS,
    // Our own clock ends a call, as the client's timeout cannot be told from other errors by a code.
    request_timeout: timeoutMs * 2,
    log,
  });

  async function timed<T>(call: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      return await call(signal);
    } catch (error) {
      throw warehouseErrorFrom(error, signal.aborted);
    }
  }

  async function query<T>(sql: string, params: QueryParameters = {}): Promise<T[]> {
    return timed(async (abort_signal) => {
      const result = await client.query({ query: sql, query_params: params, format: 'JSONEachRow', abort_signal });
      return result.json<T>();
    });
  }

  async function exec(sql: string, params: QueryParameters = {}): Promise<void> {
    await timed((abort_signal) => client.command({ query: sql, query_params: params, abort_signal }));
  }

  async function insertStream({ sql, body, settings = {} }: RawInsert): Promise<void> {
    await timed(async (abort_signal) => {
      const { stream, response_headers, http_status_code } = await client.exec({
        query: sql,
        values: Readable.from(body, { objectMode: false }),
        clickhouse_settings: settings as ClickHouseSettings,
        abort_signal,
        // The client keeps no status in its errors; without it a proxy's 502 could not be told from refused data.
        ignore_error_response: true,
      });
      const answer = await text(stream);
      refuseFailure(http_status_code ?? 0, response_headers?.['x-clickhouse-exception-code'], answer);
    });
  }

  async function ping(): Promise<boolean> {
    return (await client.ping()).success;
  }

  async function ensureDatabase(): Promise<void> {
    const server = createClient({ url, database: 'default', request_timeout: timeoutMs, log });
    try {
      await server.command({ query: `CREATE DATABASE IF NOT EXISTS ${quoteName(database)}` });
    } catch (error) {
      throw warehouseErrorFrom(error);
    } finally {
      await server.close();
    }
  }

  return { database, query, exec, insertStream, ping, ensureDatabase, close: () => client.close() };
}

function refuseFailure(status: number, codeHeader: string | string[] | undefined, answer: string): void {
  if (codeHeader !== undefined) {
    const type = /\(([A-Z][A-Z0-9_]{3,})\)/.exec(answer)?.[1];
    throw new WarehouseError(natureOfClickHouseFault(Number(codeHeader), answer, type), answer.slice(0, 2000));
  }
  if (status < 200 || status >= 300) throw new WarehouseError(natureOfStatus(status), answer.slice(0, 2000));
}

/** A name in backticks, safe inside a statement. */
export function quoteName(name: string): string {
  return `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``;
}
