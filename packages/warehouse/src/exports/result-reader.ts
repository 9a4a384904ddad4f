/** Results as ClickHouse writes them, byte for byte and in constant memory: a slow reader makes the engine wait. */
import type { Readable } from 'node:stream';
import { ClickHouseLogLevel, type ClickHouseSettings, createClient } from '@clickhouse/client';
import type { QueryParameters } from '../client.ts';
import { natureOfStatus, WarehouseError, warehouseErrorFrom } from '../faults.ts';
import type { FormatFacts } from './export-formats.ts';

export type ResultRequest = {
  sql: string;
  params?: QueryParameters;
  format: Pick<FormatFacts, 'clickhouse' | 'settings'>;
  /** When it fires the connection is given up and the engine stops the query. */
  signal?: AbortSignal;
};

export type ResultReader = {
  /** Chunks of the result. Throws WarehouseError, also in the middle where the engine failed or the connection broke there. */
  read(request: ResultRequest): AsyncGenerator<Buffer>;
  close(): Promise<void>;
};

/** The longest that the engine may think without sending a byte: a fold of very many events sends its first row late. */
const SILENCE_MS = 1_800_000;
/** An engine that fails in the middle writes its fault behind the rows: within these last bytes. */
const TAIL_BYTES = 20_000;

/** Keeps the last chunks that pass, as many as hold the tail. */
function createTail() {
  let kept: Buffer[] = [];
  let size = 0;
  return {
    add(chunk: Buffer): void {
      if (chunk.length >= TAIL_BYTES) [kept, size] = [[], 0];
      kept.push(chunk);
      size += chunk.length;
      for (let first = kept[0]; first !== undefined && size - first.length >= TAIL_BYTES; first = kept[0]) {
        kept.shift();
        size -= first.length;
      }
    },
    /** The fault that the engine wrote behind the rows, under the tag that it gave beforehand. */
    fault(tag: string): string | undefined {
      const text = Buffer.concat(kept).toString('latin1');
      const at = text.lastIndexOf(`__exception__\r\n${tag}\r\n`);
      return at < 0 ? undefined : text.slice(at + 15 + tag.length + 2, at + 2_000);
    },
  };
}

const CODE = /Code: (\d+)\. DB::Exception/;

function cutShort(text: string, cause?: unknown): WarehouseError {
  const code = Number(CODE.exec(text)?.[1] ?? Number.NaN);
  if (!Number.isNaN(code)) return warehouseErrorFrom(Object.assign(new Error(text), { code: String(code) }));
  return new WarehouseError(
    { code: 'RESULT_CUT_SHORT', retriable: true, dataFault: false, clickhouseCode: null },
    text === '' ? 'the result ended before it was complete' : text,
    cause,
  );
}

async function* checked(stream: Readable, tag: string | undefined, signal?: AbortSignal): AsyncGenerator<Buffer> {
  const tail = createTail();
  try {
    for await (const chunk of stream) {
      tail.add(chunk as Buffer);
      yield chunk as Buffer;
    }
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw cutShort((tag === undefined ? undefined : tail.fault(tag)) ?? '', error);
  } finally {
    stream.destroy();
  }
  signal?.throwIfAborted();
  const fault = tag === undefined ? undefined : tail.fault(tag);
  if (fault !== undefined) throw cutShort(fault);
}

export type ResultReaderOptions = { url: string; database: string; maxOpenConnections?: number };

/** Connects to a database for results of any size, apart from the connections of short questions. */
export function createResultReader({ url, database, maxOpenConnections = 4 }: ResultReaderOptions): ResultReader {
  const client = createClient({
    ...{ url, database, max_open_connections: maxOpenConnections, request_timeout: SILENCE_MS },
    // Compressing what goes to the next process costs more than it saves.
    compression: { response: false, request: false },
    log: { level: ClickHouseLogLevel.OFF },
  });

  async function* read({ sql, params = {}, format, signal }: ResultRequest): AsyncGenerator<Buffer> {
    signal?.throwIfAborted();
    const answer = await client
      .exec({
        query: `${sql}\nFORMAT ${format.clickhouse}`,
        query_params: params,
        // Read-only, so that an engine may stop the query when nobody listens any more.
        clickhouse_settings: {
          ...format.settings,
          readonly: '2',
          cancel_http_readonly_queries_on_client_close: 1,
        } as ClickHouseSettings,
        ...(signal === undefined ? {} : { abort_signal: signal }),
      })
      .catch((error: unknown) => {
        throw signal?.aborted === true ? signal.reason : warehouseErrorFrom(error);
      });
    const { stream, response_headers: headers, http_status_code: status = 200 } = answer;
    if (status !== 200) {
      stream.destroy();
      throw new WarehouseError(natureOfStatus(status), `the engine answered ${status}`);
    }
    const tag = headers?.['x-clickhouse-exception-tag'];
    yield* checked(stream, typeof tag === 'string' ? tag : undefined, signal);
  }
  return { read, close: () => client.close() };
}
