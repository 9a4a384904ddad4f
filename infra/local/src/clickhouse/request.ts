import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib';
import { QueryFault } from './fault.ts';

/** What a request asks for, apart from its body. `parameters` are the query's `{name:Type}` values. */
export type QueryRequest = {
  sql: string;
  queryId: string | undefined;
  database: string | undefined;
  defaultFormat: string;
  parameters: Map<string, string>;
  settings: Map<string, string>;
  readOnly: boolean;
  waitForEnd: boolean;
  compress: boolean;
  acceptEncoding: string;
};

// Parts of ClickHouse's HTTP interface that are not settings. Users are ignored: the server listens on loopback only.
// A session id is ignored too: every request has a connection of its own.
const NOT_SETTINGS = new Set([
  ...['query', 'query_id', 'database', 'default_format', 'user', 'password', 'quota_key', 'role', 'stacktrace'],
  ...['session_id', 'session_timeout', 'session_check', 'close_session', 'client_protocol_version', 'buffer_size'],
  ...['wait_end_of_query', 'compress', 'decompress', 'log_comment', 'async_insert', 'client_name'],
]);

/** Reads URL and headers. `fields` are the text fields of a multipart body, which count as if they stood in the URL. */
export function readRequest(request: IncomingMessage, fields: Iterable<[string, string]> = []): QueryRequest {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const given = new Map([...url.searchParams, ...fields]);
  if (isOn(given.get('compress')) || isOn(given.get('decompress'))) {
    throw new QueryFault(
      48,
      'NOT_IMPLEMENTED',
      'compress=1 and decompress=1 (ClickHouse blocks); use Content-Encoding',
    );
  }
  const parameters = new Map<string, string>();
  const settings = new Map<string, string>();
  for (const [name, value] of given) {
    if (name.startsWith('param_')) parameters.set(checkedName(name.slice(6), 456), value);
    else if (!NOT_SETTINGS.has(name)) settings.set(checkedName(name, 115), value);
  }
  return {
    sql: (given.get('query') ?? '').trimEnd(),
    queryId: given.get('query_id') || headerOf(request, 'x-clickhouse-query-id'),
    database: given.get('database') || headerOf(request, 'x-clickhouse-database'),
    defaultFormat: given.get('default_format') || headerOf(request, 'x-clickhouse-format') || 'TabSeparated',
    parameters,
    settings,
    readOnly: request.method === 'GET' || request.method === 'HEAD',
    waitForEnd: isOn(given.get('wait_end_of_query')),
    compress: isOn(given.get('enable_http_compression')),
    acceptEncoding: headerOf(request, 'accept-encoding') ?? '',
  };
}

function isOn(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function checkedName(name: string, code: 115 | 456): string {
  if (/^[A-Za-z_]\w*(\.\w+)*$/.test(name)) return name;
  if (code === 115) throw new QueryFault(115, 'UNKNOWN_SETTING', `Unknown setting '${name}'`);
  throw new QueryFault(456, 'UNKNOWN_QUERY_PARAMETER', `'${name}' cannot be the name of a query parameter`);
}

// Node cannot decode these, the engine can.
const LEFT_TO_ENGINE = ['lz4', 'xz', 'snappy'] as const;

function encodingOf(request: IncomingMessage): string {
  return request.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
}

/** The Content-Encoding if it is one that only the engine can decode. */
export function engineEncoding(request: IncomingMessage): string | undefined {
  return LEFT_TO_ENGINE.find((one) => one === encodingOf(request));
}

/** The body as it was before its Content-Encoding. */
export function decodedBody(request: IncomingMessage): Readable {
  const encoding = encodingOf(request);
  const decoder = encoding === 'identity' || encoding === '' ? undefined : decoderOf(encoding);
  if (decoder === undefined) return request;
  request.on('error', (error) => decoder.destroy(error));
  request.on('aborted', () => decoder.destroy(new Error('the client went away')));
  return request.pipe(decoder);
}

function decoderOf(encoding: string): NodeJS.ReadWriteStream & Readable {
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    case 'zstd':
      return createZstdDecompress();
    default:
      throw new QueryFault(
        89,
        'UNKNOWN_COMPRESSION_METHOD',
        `Content-Encoding ${encoding} is not taken; gzip, deflate, br, zstd, lz4, xz and snappy are`,
      );
  }
}

/** The text fields of a multipart/form-data body; files (external tables) are refused. */
export async function readMultipart(request: IncomingMessage, limit: number): Promise<[string, string][]> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of decodedBody(request)) {
    size += chunk.length;
    if (size > limit) throw new QueryFault(229, 'QUERY_IS_TOO_LARGE', `a multipart body may have ${limit} bytes`);
    chunks.push(chunk);
  }
  const headers = { 'content-type': request.headers['content-type'] ?? '' };
  const form = await new Response(Buffer.concat(chunks), { headers }).formData();
  return [...form].map(([name, value]) => {
    if (typeof value === 'string') return [name, value];
    throw new QueryFault(48, 'NOT_IMPLEMENTED', `external table ${name}: files in a multipart body are not taken`);
  });
}
