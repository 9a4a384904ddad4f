import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { receive, STATEMENT_LIMIT } from './body.ts';
import { type Engine, openEngine } from './engine.ts';
import { type ExecuteDeps, execute } from './execute.ts';
import { QueryFault, toFault } from './fault.ts';
import { createSlots } from './pipes.ts';
import { decodedBody, engineEncoding, type QueryRequest, readMultipart, readRequest } from './request.ts';
import { chooseEncoding, sendFault } from './respond.ts';
import { unpackedByEngine } from './unpack.ts';

export type LogLine = (level: 'info' | 'warn' | 'error', message: string, fields?: Record<string, unknown>) => void;

export type ClickHouseServer = { port: number; version: string; close(graceMs: number): Promise<void> };

export type ServerOptions = { home: string; host: string; port: number; slots: number; log: LogLine };

/** Opens the engine on `<home>/data` and serves ClickHouse's HTTP interface; at most `slots` queries run at once. */
export async function startClickHouseServer(options: ServerOptions): Promise<ClickHouseServer> {
  const spoolFolder = join(options.home, 'spool');
  rmSync(spoolFolder, { recursive: true, force: true });
  mkdirSync(spoolFolder, { recursive: true });
  mkdirSync(join(options.home, 'data'), { recursive: true });
  const engine = await openEngine({ path: join(options.home, 'data') });
  const slots = createSlots({ folder: join(options.home, 'pipes'), size: options.slots });
  const deps: ExecuteDeps = { engine, slots, spoolFolder };
  const running = new Set<Promise<void>>();
  const open = new Set<AbortController>();

  const server = createServer({ keepAlive: true, requestTimeout: 0, keepAliveTimeout: 30_000 }, (request, response) => {
    const gone = new AbortController();
    open.add(gone);
    const work = handle(deps, request, response, gone, options.log)
      .catch((error: unknown) => {
        options.log('error', 'answer could not be sent', { error: String(error) });
        response.destroy();
      })
      .finally(() => {
        open.delete(gone);
        running.delete(work);
      });
    running.add(work);
  });
  server.on('clientError', (_error, socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;

  async function close(graceMs: number): Promise<void> {
    server.close();
    server.closeIdleConnections();
    const timer = setTimeout(() => {
      for (const gone of open) gone.abort(new Error('the server stops'));
    }, graceMs);
    await Promise.allSettled(running);
    clearTimeout(timer);
    server.closeAllConnections();
    engine.close();
  }
  return { port, version: engine.version, close };
}

async function handle(
  deps: ExecuteDeps,
  request: IncomingMessage,
  response: ServerResponse,
  gone: AbortController,
  log: LogLine,
): Promise<void> {
  response.on('close', () => {
    if (!response.writableFinished) gone.abort(new Error('the client went away'));
  });
  response.on('error', () => gone.abort(new Error('the client went away')));
  const ids = { queryId: '' };
  try {
    if (answeredPlainly(request, response)) return;
    await answerQuery(deps, request, response, gone.signal, ids);
  } catch (error) {
    if (gone.signal.aborted) return log('info', 'client went away', ids);
    const fault = toFault(error);
    log(fault.code === 1002 ? 'error' : 'warn', 'query failed', { ...ids, code: fault.code, type: fault.type });
    if (response.headersSent) return void response.destroy();
    if (!request.complete) {
      // What is left of an unread body must not be taken for the next request.
      response.setHeader('Connection', 'close');
      request.resume();
    }
    sendFault(response, fault, deps.engine.version);
  }
}

const PLAIN_PATHS = new Set(['/ping', '/replicas_status']);

function answeredPlainly(request: IncomingMessage, response: ServerResponse): boolean {
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  const asksNothing = path === '/' && request.method !== 'POST' && !(request.url ?? '').includes('query=');
  const isPlain = PLAIN_PATHS.has(path) || asksNothing;
  if (!isPlain && (path === '/' || path === '/query')) return false;
  const text = isPlain ? 'Ok.\n' : `There is no handle ${path}\n`;
  response.writeHead(isPlain ? 200 : 404, {
    'Content-Type': 'text/plain; charset=UTF-8',
    'Content-Length': text.length,
  });
  response.end(request.method === 'HEAD' ? undefined : text);
  return true;
}

async function answerQuery(
  deps: ExecuteDeps,
  incoming: IncomingMessage,
  response: ServerResponse,
  gone: AbortSignal,
  ids: { queryId: string },
): Promise<void> {
  commonHeaders(deps.engine, response);
  const multipart = incoming.headers['content-type']?.startsWith('multipart/form-data') === true;
  const request = readRequest(incoming, multipart ? await readMultipart(incoming, STATEMENT_LIMIT) : []);
  ids.queryId = request.queryId ?? randomUUID();
  response.setHeader('X-ClickHouse-Query-Id', ids.queryId);
  const dataFile = join(deps.spoolFolder, randomUUID());
  const hasBody = !multipart && incoming.method === 'POST';
  const body = hasBody ? await bodyOf(deps, incoming) : undefined;
  try {
    const received = await receive(request.sql, body, dataFile);
    await execute(deps, { request, received, answer: answerFor(deps.engine, incoming, response, request), gone });
  } finally {
    if (body !== incoming) body?.destroy();
    await rm(dataFile, { force: true });
  }
}

async function bodyOf(deps: ExecuteDeps, incoming: IncomingMessage): Promise<Readable> {
  const encoding = engineEncoding(incoming);
  return encoding === undefined ? decodedBody(incoming) : unpackedByEngine(deps, incoming, encoding);
}

function answerFor(engine: Engine, incoming: IncomingMessage, response: ServerResponse, request: QueryRequest) {
  if (!['GET', 'HEAD', 'POST'].includes(incoming.method ?? '')) {
    throw new QueryFault(48, 'NOT_IMPLEMENTED', `${incoming.method} requests; use GET or POST`);
  }
  return {
    response,
    version: engine.version,
    headOnly: incoming.method === 'HEAD',
    encoding: chooseEncoding(request.acceptEncoding, request.compress),
  };
}

function commonHeaders(engine: Engine, response: ServerResponse): void {
  response.setHeader('X-ClickHouse-Server-Display-Name', 'rapport-local');
  response.setHeader('X-ClickHouse-Timezone', engine.timeZone);
}
