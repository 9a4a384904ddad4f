/** The HTTP frame that every process shares: health, readiness, metrics, problems. */
import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Registry } from 'prom-client';
import { createAllowedMethods } from './allowed-methods.ts';
import type { Logger } from './logger.ts';
import { PROBLEM_MEDIA_TYPE, type Problem, ProblemError, problemType } from './problem.ts';

/** What must answer before the process is ready; each resolves, or rejects with the reason. */
export type ReadinessChecks = Readonly<Record<string, () => Promise<unknown>>>;

export type HttpServiceOptions = {
  logger: Logger;
  registry: Registry;
  readiness: ReadinessChecks;
  bodyLimitBytes?: number;
};

const READINESS_TIMEOUT_MS = 3_000;
const SWEEP_MS = 100;
// A client that sends its request byte by byte holds a connection no longer than this.
const REQUEST_TIMEOUT_MS = 120_000;

type FastifyFault = Error & {
  statusCode?: number;
  code?: string;
  validation?: { instancePath: string; message?: string }[];
};

function problemOf(error: FastifyFault, request: FastifyRequest): Problem {
  const common = { instance: request.url.split('?')[0] ?? '/', trace_id: request.id };
  if (error instanceof ProblemError) {
    const { status, code, title, message: detail, errors } = error;
    return { type: problemType(code), title, status, detail, code, ...(errors ? { errors } : {}), ...common };
  }
  const status = error.statusCode ?? 500;
  if (status >= 500) {
    // The cause goes to the log, not to the caller: it can name hosts and tables.
    return {
      type: problemType('INTERNAL'),
      title: 'Internal error',
      status: 500,
      detail: 'the service failed; its log has the cause under this trace_id',
      code: 'INTERNAL',
      ...common,
    };
  }
  const code = (error.code ?? 'BAD_REQUEST').replace(/^FST_ERR_(CTP_)?/, '');
  return { type: problemType(code), title: 'The request was refused', status, detail: error.message, code, ...common };
}

function sendProblem(error: FastifyFault, request: FastifyRequest, reply: FastifyReply, logger: Logger): FastifyReply {
  const problem = problemOf(error, request);
  if (problem.status >= 500) logger.error({ err: error, trace_id: problem.trace_id }, 'request failed');
  if (error instanceof ProblemError) {
    reply.headers(error.headers);
    if (error.retryAfterSeconds !== undefined) reply.header('retry-after', String(error.retryAfterSeconds));
  }
  return reply.status(problem.status).type(PROBLEM_MEDIA_TYPE).send(JSON.stringify(problem));
}

// What Node's parser refuses never becomes a request: the answer is written to the socket.
function refuseConnection(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const tooLarge = error.code === 'HPE_HEADER_OVERFLOW';
  const [status, reason, code, detail] = tooLarge
    ? [431, 'Request Header Fields Too Large', 'HEADERS_TOO_LARGE', 'address and headers together are too large']
    : [400, 'Bad Request', 'NOT_HTTP', 'this is not an HTTP request'];
  const problem: Problem = { type: problemType(code), title: 'The request was refused', status, detail, code };
  const body = JSON.stringify(problem);
  socket.end(
    `HTTP/1.1 ${status} ${reason}\r\nContent-Type: ${PROBLEM_MEDIA_TYPE}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

function unknownRoute(request: FastifyRequest, allowed: readonly string[]): ProblemError {
  const [path] = request.url.split('?');
  if (allowed.length === 0) {
    const detail = `there is no ${request.method} ${path}`;
    return new ProblemError({ status: 404, code: 'NOT_FOUND', title: 'Not found', detail });
  }
  return new ProblemError({
    status: 405,
    code: 'METHOD_NOT_ALLOWED',
    title: 'Method not allowed',
    detail: `${path} takes ${allowed.join(', ')}, not ${request.method}`,
  });
}

// A connection that was busy when the closing began is kept alive afterwards, for as long as its client likes, and would
// hold the process: while closing, idle ones are swept until none is left.
function sweepWhenClosing(app: FastifyInstance): void {
  let sweep: NodeJS.Timeout | undefined;
  app.addHook('preClose', async () => {
    sweep = setInterval(() => app.server.closeIdleConnections(), SWEEP_MS);
  });
  app.addHook('onClose', async () => clearInterval(sweep));
}

async function within<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function readinessReport(checks: ReadinessChecks): Promise<{ ready: boolean; checks: Record<string, string> }> {
  const entries = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => {
      try {
        await within(check(), READINESS_TIMEOUT_MS);
        return [name, 'ok'] as const;
      } catch (error) {
        return [name, error instanceof Error ? error.message : String(error)] as const;
      }
    }),
  );
  return { ready: entries.every(([, said]) => said === 'ok'), checks: Object.fromEntries(entries) };
}

/**
 * A Fastify instance with `/healthz` (the process lives), `/readyz` (what it needs answers), `/metrics` (Prometheus)
 * and errors as RFC 9457 problems. The caller adds its routes and listens.
 */
export function createHttpService(options: HttpServiceOptions): FastifyInstance {
  const { logger, registry, readiness } = options;
  const app = Fastify({
    bodyLimit: options.bodyLimitBytes ?? 1_048_576,
    requestTimeout: REQUEST_TIMEOUT_MS,
    // Not counted: from the number of a request one could tell how much others ask, and two starts would share numbers.
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
    // Faults found before routing, such as an address with a broken percent sign.
    frameworkErrors: (error, request, reply) => sendProblem(error, request, reply, logger),
    clientErrorHandler: refuseConnection,
  });
  sweepWhenClosing(app);
  const allowedMethods = createAllowedMethods(app);
  function sendUnknown(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const allowed = allowedMethods(request.url);
    if (allowed.length > 0) reply.header('allow', allowed.join(', '));
    return sendProblem(unknownRoute(request, allowed), request, reply, logger);
  }
  app.setErrorHandler((error: FastifyFault, request, reply) => {
    // Fastify reads the body before it says that nobody wants it: what is wrong with that body matters to nobody.
    const isAboutBody = request.is404 && !(error instanceof ProblemError) && (error.statusCode ?? 500) < 500;
    return isAboutBody ? sendUnknown(request, reply) : sendProblem(error, request, reply, logger);
  });
  app.setNotFoundHandler(sendUnknown);
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const report = await readinessReport(readiness);
    return reply.status(report.ready ? 200 : 503).send(report);
  });
  app.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()));
  return app;
}
