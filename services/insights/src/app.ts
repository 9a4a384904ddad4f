/** The read API: routes over the metric engine, every answer protected against small groups. */
import compress from '@fastify/compress';
import swagger from '@fastify/swagger';
import {
  type AnswerMemory,
  createAnswerMemory,
  createMetricEngine,
  createRememberingEngine,
  type RunQuery,
} from '@rapport/metrics';
import { createHttpService, type Logger, ProblemError, type Registry, type TokenSource } from '@rapport/service';
import type { FactKeeper, Warehouse } from '@rapport/warehouse';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { addAccess } from './access/access.ts';
import { type AccessLog, addAccessLog } from './access/access-log.ts';
import { addAnswered } from './access/answered.ts';
import { createEngineFor } from './access/engines.ts';
import { addLimits } from './access/limits.ts';
import type { AlertSender } from './attention/alert-deeds.ts';
import { finishDocument } from './contract/document.ts';
import { createExports, type ExportSettings } from './exports/create-exports.ts';
import type { ReadLog } from './health/read-log.ts';
import { problemOf } from './problems.ts';
import { createQueryMetrics } from './query-metrics.ts';
import { createReleases, type Releases } from './releases/releases.ts';
import type { SampleLog } from './releases/waiting-records.ts';
import { addAccessLogRoutes } from './routes/access-log-routes.ts';
import { addAttentionRoutes } from './routes/attention-routes.ts';
import { addDictionaryRoutes } from './routes/dictionary-routes.ts';
import { addEventTypeRoutes } from './routes/event-type-routes.ts';
import { addExportRoutes } from './routes/export-routes.ts';
import { addFeedRoutes, type FeedRoles } from './routes/feed-routes.ts';
import { addFrozenRoutes } from './routes/frozen-routes.ts';
import { addHealthRoutes } from './routes/health-routes.ts';
import type { Delivery } from './routes/kept-subscription.ts';
import { addLineageRoutes } from './routes/lineage-routes.ts';
import { addMetricRoutes } from './routes/metric-routes.ts';
import { addQuestionRoutes } from './routes/question-routes.ts';
import { addReleaseRoutes } from './routes/release-routes.ts';
import { addStatusRoutes } from './routes/status-routes.ts';
import { addWorkspaceRoutes } from './routes/workspace-routes.ts';
import type { Asking } from './subscriptions/asking.ts';
import type { WorkspaceSender } from './workspace/tell.ts';

export type InsightsDependencies = {
  warehouse: Warehouse;
  logger: Logger;
  registry: Registry;
  clock?: () => number;
  /** Facts kept as tables; without them every question folds the events. */
  facts?: Pick<FactKeeper, 'source' | 'isUpToDate' | 'stamp'>;
  /** Cells of answers that may be given again while the facts are the same; by default as the metric engine has it, 0 for none. */
  rememberedCells?: number;
  /** What is released, and who answers from it; by default the warehouse's. */
  releases?: Releases;
  /** Absent where nobody ever makes a token. */
  tokens?: TokenSource;
  /** True (the default) while only this machine can reach the process. */
  loopback?: boolean;
  /** Puts what people do with alerts on the log; without it alerts can only be read. */
  sendAlerts?: AlertSender;
  /** Puts what people keep in the dashboard on the log; without it such things can only be read. */
  sendWorkspace?: WorkspaceSender;
  /** As the attention service has it. */
  settleSeconds?: number;
  /** Without it requests are not logged. */
  accessLog?: AccessLog;
  /** Absent: exports are refused. */
  exports?: ExportSettings;
  /** Whose tokens may read feeds, which tell of single people; by default administrators' alone. */
  feedRoles?: FeedRoles;
  /** Before the names of topics, where several installations share a broker. */
  topicPrefix?: string;
  /** Without it nobody here knows how far the log reaches. */
  readLog?: ReadLog;
  /** Says what stands on the log and is not stored yet. */
  sampleLog?: SampleLog;
  /** Where subscriptions are delivered to and by what, given who asks for them; without it there are none. */
  delivery?: (asking: Asking) => Delivery;
};

const LONGEST_URL = 4_096;
const LARGEST_BODY_BYTES = 262_144;
/** What fits into a few packets is sent as it is. */
const COMPRESSED_FROM_BYTES = 4_096;

function addGuards(app: FastifyInstance): void {
  // The zod schemas describe the API; parameters are parsed where a wrong one can get a suggestion, and answers are
  // typed, so that a large one is not walked a second time.
  app.setValidatorCompiler(() => (value) => ({ value }));
  app.setSerializerCompiler(() => (value) => JSON.stringify(value));
  app.addHook('onRequest', async (request) => {
    if (request.url.length <= LONGEST_URL) return;
    throw new ProblemError({
      status: 414,
      code: 'URL_TOO_LONG',
      title: 'The address is too long',
      detail: `an address may have ${LONGEST_URL} characters`,
    });
  });
}

/**
 * Gzip for whoever takes it: the catalogue is 219 kB of JSON, and 27 kB packed. JSON alone, for a file of an export tells
 * its length and digest. What is sent to us is never unpacked.
 */
async function addCompression(app: FastifyInstance): Promise<void> {
  await app.register(compress, {
    ...{ globalDecompression: false, encodings: ['gzip'], threshold: COMPRESSED_FROM_BYTES },
    customTypes: /^application\/(problem\+)?json\b/,
  });
}

/** What every request passes before it comes to a route, in this order, and after its answer. */
async function addGate(app: FastifyInstance, dependencies: InsightsDependencies, clock: () => number) {
  const { tokens, loopback = true, registry, accessLog } = dependencies;
  addAnswered(app);
  addAccess(app, { ...(tokens === undefined ? {} : { tokens }), loopback, clock });
  addGuards(app);
  addLimits(app, { registry, clock });
  if (accessLog !== undefined) addAccessLog(app, accessLog, clock);
  await addCompression(app);
}

/** Routes in a scope of their own, whose error handler says what a failure means; the frame's turns it into an answer. */
async function addRoutes(app: FastifyInstance, add: (scope: FastifyInstance) => void): Promise<void> {
  await app.register(async function routes(scope) {
    scope.setErrorHandler((error) => {
      throw problemOf(error);
    });
    add(scope);
  });
}

/** What answers are remembered in, where there are facts to know by whether they still hold, and room for it. */
function memoryOf(dependencies: InsightsDependencies, clock: () => number): AnswerMemory | undefined {
  const { facts, rememberedCells: mostCells } = dependencies;
  if (facts === undefined || mostCells === 0) return undefined;
  return createAnswerMemory({ stamp: facts.stamp, clock, ...(mostCells === undefined ? {} : { mostCells }) });
}

/** A Fastify instance that answers; the caller listens and closes. */
export async function createInsights(dependencies: InsightsDependencies): Promise<FastifyInstance> {
  const { warehouse, logger, registry, clock = Date.now, facts, tokens, topicPrefix = '' } = dependencies;
  // Asks for a table of ours: a server without the schema is up, but not ready.
  const clickhouse = () => warehouse.query('SELECT count() AS migrations FROM schema_migrations');
  const readiness = { clickhouse, ...(tokens === undefined ? {} : { tokens: tokens.check }) };
  const app = createHttpService({ logger, registry, readiness, bodyLimitBytes: LARGEST_BODY_BYTES });
  await addGate(app, dependencies, clock);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Rapport insights',
        version: '1.0.0',
        description: 'Retention, engagement and outcome metrics of mentoring programmes, with their intervals.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      components: {
        securitySchemes: {
          token: {
            type: 'http',
            scheme: 'bearer',
            description: 'rapport token create; none is needed in the local demo',
          },
        },
      },
    },
    transform: jsonSchemaTransform,
  });
  const queryMetrics = createQueryMetrics(registry);
  const query: RunQuery = (sql, params) => warehouse.query(sql, params);
  const kept = {
    ...{ kept: () => facts?.source(), numbered: () => facts?.source('numbers') },
    isKeptUpToDate: async () => (await facts?.isUpToDate()) ?? false,
  };
  const engine = createMetricEngine({ query, clock, ...(facts === undefined ? {} : kept) });
  const releases = dependencies.releases ?? createReleases({ warehouse, query, clock });
  const engineFor = createEngineFor({ live: engine, released: releases.engine });
  // What is frozen, exported or sent is made anew each time; what is looked at need not be.
  const memory = memoryOf(dependencies, clock);
  const viewed = memory === undefined ? engine : createRememberingEngine({ engine, memory });
  const viewFor = createEngineFor({ live: viewed, released: releases.engine });
  const exports =
    dependencies.exports === undefined
      ? undefined
      : createExports(app, dependencies.exports, {
          ...{ engineFor, facts, logger, registry, clock, releases },
        });
  await addRoutes(app, (scope) => {
    addMetricRoutes(scope, { engineFor: viewFor, logger, queryMetrics });
    addQuestionRoutes(scope, { engineFor: viewFor, query, queryMetrics, clock });
    addAttentionRoutes(scope, {
      ...{ query: (sql, params) => warehouse.query(sql, params), queryMetrics, clock },
      ...{ facts, memory, sendAlerts: dependencies.sendAlerts, settleSeconds: dependencies.settleSeconds },
    });
    addWorkspaceRoutes(scope, {
      ...{ warehouse, tokens, send: dependencies.sendWorkspace, queryMetrics, clock, engineFor },
      ...{ loopback: dependencies.loopback, sampleLog: dependencies.sampleLog, delivery: dependencies.delivery },
      settleSeconds: dependencies.settleSeconds,
    });
    addLineageRoutes(scope, { query, queryMetrics, clock });
    addDictionaryRoutes(scope);
    addFrozenRoutes(scope, { warehouse, query, engineFor, sampleLog: dependencies.sampleLog, queryMetrics, clock });
    addStatusRoutes(scope, { warehouse, facts, memory, queryMetrics, clock });
    addEventTypeRoutes(scope, { topicPrefix });
    addHealthRoutes(scope, { warehouse, queryMetrics, clock, topicPrefix, readLog: dependencies.readLog });
    addAccessLogRoutes(scope, { warehouse, queryMetrics });
    addReleaseRoutes(scope, { releases, queryMetrics });
    addExportRoutes(scope, { exports, queryMetrics });
    addFeedRoutes(scope, { warehouse, queryMetrics, roles: dependencies.feedRoles ?? ['admin'] });
  });
  app.get('/openapi.json', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('application/json').send(JSON.stringify(finishDocument(app.swagger()))),
  );
  return app;
}
