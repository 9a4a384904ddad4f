/** The ingest API: events, imports, their description, and the frame of every Rapport process. */
import {
  createHttpService,
  type Logger,
  PROBLEM_MEDIA_TYPE,
  ProblemError,
  problemType,
  type ReadinessChecks,
  type Registry,
} from '@rapport/service';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { EventSender } from '../import/event-batches.ts';
import { addImports, IMPORT_PATHS } from './imports.ts';
import { createIngestMetrics } from './ingest-metrics.ts';
import { createIntake, type ItemResult } from './intake.ts';
import { describeApi } from './openapi.ts';
import { addProducerGate, type ProducerRules } from './producer-gate.ts';
import { MEDIA_TYPES, parseJsonBody, readBody } from './request-body.ts';

type IngestLimits = { bodyBytes: number; batchEvents: number; pendingEvents: number };
export type IngestAppDeps = {
  producer: EventSender;
  logger: Logger;
  registry: Registry;
  readiness: ReadinessChecks;
  /** Epoch milliseconds. */
  clock?: () => number;
  /** Who may send; absent where everybody may. */
  producers?: ProducerRules;
  limits?: Partial<IngestLimits>;
  /** Secret for names and e-mail addresses in imported files. */
  pseudonymKey?: string;
};

const DEFAULT_LIMITS: IngestLimits = { bodyBytes: 5_000_000, batchEvents: 1_000, pendingEvents: 50_000 };

const PATH = '/v1/events';

function answerOne(reply: FastifyReply, [result]: readonly ItemResult[]): FastifyReply {
  if (result?.status === 'accepted') {
    return reply.status(202).send({ event_id: result.event_id, status: result.status });
  }
  const errors = result?.errors ?? [];
  const [first] = errors;
  throw new ProblemError({
    status: 422,
    code: 'EVENT_INVALID',
    title: 'The event breaks the contract',
    detail: `${first?.pointer.split('/').at(-1) ?? ''} ${first?.message ?? 'is not right'}`.trim(),
    errors,
  });
}

function answerBatch(request: FastifyRequest, reply: FastifyReply, results: readonly ItemResult[]): FastifyReply {
  const rejected = results.filter((result) => result.status === 'rejected').length;
  const answer = { accepted: results.length - rejected, rejected, results };
  if (rejected === 0) return reply.status(202).send(answer);
  if (rejected < results.length) return reply.status(207).send(answer);
  const problem = {
    type: problemType('EVENTS_INVALID'),
    title: 'No event of the batch was accepted',
    status: 422,
    detail: 'every event breaks the contract; results says where',
    code: 'EVENTS_INVALID',
    errors: results.flatMap((result) => (result.status === 'rejected' ? result.errors : [])),
    instance: PATH,
    trace_id: request.id,
    ...answer,
  };
  return reply.status(422).type(PROBLEM_MEDIA_TYPE).send(JSON.stringify(problem));
}

function acceptJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser([...MEDIA_TYPES], { parseAs: 'buffer' }, (_request, bytes, done) => {
    try {
      done(null, parseJsonBody(bytes as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
}

function problemCode(error: Error & { code?: string }): string {
  return (error.code ?? 'INTERNAL').replace(/^FST_ERR_(CTP_)?/, '');
}

/** The app, not yet listening. A 202 leaves it only after Kafka has acknowledged with acks=all. */
export function createIngestApp(deps: IngestAppDeps): FastifyInstance {
  const { producer, logger, registry, readiness, clock = Date.now, producers } = deps;
  const limits = { ...DEFAULT_LIMITS, ...deps.limits };
  const metrics = createIngestMetrics(registry);
  const takeIn = createIntake({ producer, metrics, clock, maxPending: limits.pendingEvents });
  const app = createHttpService({ logger, registry, readiness, bodyLimitBytes: limits.bodyBytes });
  const description = describeApi(limits);

  acceptJson(app);
  if (producers !== undefined) addProducerGate(app, [PATH, ...IMPORT_PATHS], producers, clock);
  app.addHook('onError', async (_request, _reply, error) => {
    metrics.refusedRequests.inc({ code: problemCode(error) });
  });
  app.post(PATH, async (request, reply) => {
    const body = readBody(request.headers['content-type'] ?? '', request.body, limits.batchEvents);
    const results = await takeIn(body);
    return body.batch ? answerBatch(request, reply, results) : answerOne(reply, results);
  });
  addImports(app, { producer, metrics, clock, pseudonymKey: deps.pseudonymKey });
  app.get('/openapi.json', async () => description);
  return app;
}
