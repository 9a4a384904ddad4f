/** The request log: lines are kept here for a moment and written in batches, so that no answer waits for them. */
import { randomUUID } from 'node:crypto';
import type { Logger, Registry } from '@rapport/service';
import { type AccessLogLine, type Warehouse, writeAccessLog } from '@rapport/warehouse';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Counter, Gauge } from 'prom-client';
import { isOpen } from './access.ts';

export type AccessLog = {
  add(line: AccessLogLine): void;
  /** Writes what waits, and tells the rest to the process's own log. */
  close(): Promise<void>;
};

type Dependencies = {
  warehouse: Warehouse;
  logger: Logger;
  registry: Registry;
  /** Longest that a line waits, where the warehouse answers. */
  everyMs?: number;
  /** Lines that may wait while the warehouse does not answer. */
  mostWaiting?: number;
};

const EVERY_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
const MOST_WAITING = 20_000;
const BATCH_LINES = 1_000;
const LONGEST_URL = 4_096;
const LONGEST_QUESTIONS = 20_000;

/**
 * Writes lines in batches for as long as it takes: while the warehouse does not answer they wait, and those for whom
 * there is no room, or no time at the end, go to the process's log instead, counted. A process that is killed loses the
 * lines of its last second.
 */
export function createAccessLog(dependencies: Dependencies): AccessLog {
  const { warehouse, logger, registry, everyMs = EVERY_MS, mostWaiting = MOST_WAITING } = dependencies;
  const waiting: AccessLogLine[] = [];
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  let closed = false;
  let pause = everyMs;
  const lines = new Counter({
    name: 'rapport_access_log_lines_total',
    help: 'Lines of the request log: written to the warehouse, or to the log of the process instead',
    labelNames: ['to'],
    registers: [registry],
  });
  const gauge = new Gauge({
    name: 'rapport_access_log_waiting',
    help: 'Lines of the request log that are not written yet',
    registers: [registry],
    collect() {
      this.set(waiting.length);
    },
  });
  gauge.set(0);

  function tell(line: AccessLogLine): void {
    lines.inc({ to: 'process_log' });
    logger.warn({ access: line }, 'this line of the request log could not be kept in the warehouse');
  }

  async function write(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, BATCH_LINES);
      await writeAccessLog(warehouse, batch);
      waiting.splice(0, batch.length);
      lines.inc({ to: 'warehouse' }, batch.length);
    }
  }

  async function attempt(): Promise<void> {
    timer = undefined;
    try {
      await write();
      pause = everyMs;
    } catch (error) {
      // Told once a spell: a line of its own for each try would drown the log.
      if (pause === everyMs) logger.error({ err: error }, 'the request log cannot be written; trying again');
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    }
    if (waiting.length > 0) schedule();
  }

  function schedule(): void {
    if (closed || timer !== undefined) return;
    timer = setTimeout(() => {
      writing = attempt();
    }, pause);
    timer.unref();
  }

  function add(line: AccessLogLine): void {
    if (closed || waiting.length >= mostWaiting) {
      tell(line);
      return;
    }
    waiting.push(line);
    schedule();
  }

  async function close(): Promise<void> {
    closed = true;
    clearTimeout(timer);
    await writing;
    await write().catch((error: unknown) => logger.error({ err: error }, 'the request log could not be written'));
    for (const line of waiting.splice(0)) tell(line);
  }
  return { add, close };
}

function lineOf(request: FastifyRequest, reply: FastifyReply, now: number): AccessLogLine {
  const { access, answered } = request;
  const duration = Math.round(reply.elapsedTime);
  return {
    at: now - duration,
    id: randomUUID(),
    trace_id: request.id,
    token_id: access.tokenId ?? '',
    name: access.name,
    role: access.role,
    method: request.method,
    route: request.routeOptions.url ?? '',
    url: request.url.slice(0, LONGEST_URL),
    status: reply.statusCode,
    metrics: answered.metrics,
    questions: JSON.stringify(answered.questions).slice(0, LONGEST_QUESTIONS),
    cells_shown: answered.shown,
    cells_hidden: answered.hidden,
    release: answered.release ?? '',
    duration_ms: duration,
  };
}

/** Logs every request that somebody was let in with. Who was not, or was turned away as too many, is only counted. */
export function addAccessLog(app: FastifyInstance, log: AccessLog, clock: () => number): void {
  app.addHook('onResponse', async (request, reply) => {
    if (isOpen(request) || reply.statusCode === 401 || request.answered.limited) return;
    log.add(lineOf(request, reply, clock()));
  });
}
