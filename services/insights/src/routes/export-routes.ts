import { createReadStream } from 'node:fs';
import { ProblemError } from '@rapport/service';
import { ExportError, formatFacts } from '@rapport/warehouse';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { problemAnswer } from '../answers.ts';
import type { Exports } from '../exports/create-exports.ts';
import { type ExportOrder, formatAccepted, orderBody, parseOrder } from '../exports/export-order.ts';
import { refuseUnknown } from '../exports/export-plans.ts';
import type { ExportJob } from '../exports/job-folder.ts';
import { invalidRequest } from '../problems.ts';
import type { QueryMetrics } from '../query-metrics.ts';
import { jobAnswer, jobListAnswer, manifestAnswer } from './export-answers.ts';

/** Without `exports` every request is refused. */
type ExportRouteDependencies = { exports: Exports | undefined; queryMetrics: QueryMetrics };

const idParameter = z.object({ id: z.string().meta({ examples: ['0f3b8a52-6f0e-4c1e-9a55-0d7f5f1c2a11'] }) });
const PROBLEMS = { 404: problemAnswer, 503: problemAnswer };

/** A caller who takes the file itself waits so long, and gets it where it is this small. */
const DIRECT = { waitMs: 10_000, bytes: 32 * 2 ** 20 };
const LONGEST_KEY = 200;

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
const pathOf = ({ id }: ExportJob) => `/v1/exports/${id}`;

function queryOf(order: ExportOrder): Record<string, unknown> {
  if (order.kind === 'metric') return order.question;
  const { kind: _kind, format: _format, variant: _variant, ...query } = order;
  return query;
}

function viewOf(job: ExportJob, keepMs: number) {
  const { id, state, order, createdAt, finishedAt, file, bytes, error } = job;
  const { kind, format, variant } = order;
  return {
    ...{ id, state, kind, format, variant, query: queryOf(order) },
    ...{ created_at: iso(createdAt), finished_at: iso(finishedAt) },
    expires_at: finishedAt === null ? null : iso(finishedAt + keepMs),
    ...{ rows: file?.rows ?? null, bytes, sha256: file?.sha256 ?? null, error },
  };
}

function answerOf(job: ExportJob, keepMs: number) {
  const self = pathOf(job);
  const files = job.state === 'done' ? { file: `${self}/file`, manifest: `${self}/manifest` } : {};
  return { data: viewOf(job, keepMs), meta: {}, links: { self, ...files } };
}

function problem(status: number, code: string, title: string, detail: string): ProblemError {
  return new ProblemError({ status, code, title, detail });
}

function refused(error: unknown): unknown {
  if (!(error instanceof ExportError)) return error;
  const status = error.code === 'EXPORT_UNKNOWN' ? 404 : 422;
  return problem(status, error.code, status === 404 ? 'Not found' : 'The export cannot be made', error.message);
}

function exportsOf({ exports }: ExportRouteDependencies): Exports {
  if (exports !== undefined) return exports;
  throw problem(503, 'EXPORTS_OFF', 'No exports here', 'this process has no folder for exports');
}

function keyOf({ headers }: FastifyRequest): string | null {
  const key = headers['idempotency-key'];
  if (typeof key !== 'string' || key === '') return null;
  if (key.length <= LONGEST_KEY) return key;
  throw invalidRequest([
    { parameter: 'Idempotency-Key', message: `may have ${LONGEST_KEY} characters`, code: 'INVALID_KEY' },
  ]);
}

function sendFile(reply: FastifyReply, { jobs }: Exports, job: ExportJob) {
  const { file, order, id } = job;
  if (file === null) throw problem(409, 'EXPORT_NOT_READY', 'Not ready', `the export is ${job.state}`);
  const { extension, mediaType } = formatFacts[order.format];
  return reply
    .type(mediaType)
    .header('content-length', file.bytes)
    .header('content-disposition', `attachment; filename="${id}.${extension}"`)
    .header('content-digest', `sha-256=:${Buffer.from(file.sha256, 'hex').toString('base64')}:`)
    .header('link', `<${pathOf(job)}/manifest>; rel="describedby"`)
    .header('cache-control', 'private, no-store')
    .send(createReadStream(jobs.folder.dataPath(job)));
}

function jobIn({ jobs }: Exports, request: FastifyRequest): ExportJob {
  const { id } = request.params as { id: string };
  const job = jobs.find(id, request.access);
  if (job !== undefined) return job;
  throw problem(404, 'UNKNOWN_EXPORT', 'Not found', `there is no export "${id.slice(0, 60)}" of yours`);
}

async function submit(exports: Exports, request: FastifyRequest, reply: FastifyReply) {
  const { jobs, keepMs } = exports;
  const { access, answered, body, headers } = request;
  const parsed = parseOrder(body, headers.accept);
  if (!parsed.ok) throw invalidRequest(parsed.errors);
  const { order } = parsed;
  try {
    if (order.kind === 'rows') refuseUnknown(order, access);
    const job = await jobs.submit(order, access, keyOf(request));
    answered.questions.push({ export: job.id, ...queryOf(order) });
    if (order.kind === 'metric') answered.metrics.push(order.question.metric);
    const direct = formatAccepted(headers.accept) === order.format;
    if (direct) await jobs.settled(job, DIRECT.waitMs);
    if (direct && job.state === 'done' && job.bytes <= DIRECT.bytes) return sendFile(reply, exports, job);
    reply.status(202).header('location', pathOf(job)).header('retry-after', '1').type('application/json');
    return reply.send(answerOf(job, keepMs));
  } catch (error) {
    throw refused(error);
  }
}

function addReading(app: FastifyInstance, dependencies: ExportRouteDependencies): void {
  const tags = ['exports'];
  app.get('/v1/exports', {
    schema: { summary: 'Your exports, the newest first', tags, response: { 200: jobListAnswer } },
    handler: async ({ access }) => {
      const { jobs, keepMs } = exportsOf(dependencies);
      const data = jobs.list(access).map((job) => viewOf(job, keepMs));
      return { data, meta: { row_count: data.length }, links: { self: '/v1/exports' } };
    },
  });
  app.get('/v1/exports/:id', {
    schema: { summary: 'How far an export is', tags, params: idParameter, response: { 200: jobAnswer, ...PROBLEMS } },
    handler: async (request) => {
      const exports = exportsOf(dependencies);
      return answerOf(jobIn(exports, request), exports.keepMs);
    },
  });
  app.get('/v1/exports/:id/file', {
    schema: {
      summary: 'The file of a finished export',
      description: 'With its length, and its SHA-256 in Content-Digest: a file that was cut off is neither.',
      tags,
      params: idParameter,
      response: { 404: problemAnswer, 409: problemAnswer },
    },
    handler: async (request, reply) => {
      const exports = exportsOf(dependencies);
      return sendFile(reply, exports, jobIn(exports, request));
    },
  });
  app.get('/v1/exports/:id/manifest', {
    schema: {
      summary: 'What a finished export is: query, times, rows, digest, columns, definitions, protection',
      tags,
      params: idParameter,
      response: { 200: manifestAnswer, 404: problemAnswer, 409: problemAnswer },
    },
    handler: async (request) => {
      const exports = exportsOf(dependencies);
      const job = jobIn(exports, request);
      if (job.state === 'done') return exports.jobs.folder.readManifest(job);
      throw problem(409, 'EXPORT_NOT_READY', 'Not ready', `the export is ${job.state}`);
    },
  });
}

/** POST /v1/exports, and GET and DELETE of what becomes of it. */
export function addExportRoutes(app: FastifyInstance, dependencies: ExportRouteDependencies): void {
  const { queryMetrics } = dependencies;
  addReading(app, dependencies);
  app.post('/v1/exports', {
    schema: {
      summary: 'Asks for a file: the answer to a question, or rows',
      description:
        'Answered with 202 and the address of a job, which is done when the whole file is written and checked. Whoever accepts the media type of the format gets a small file at once. Rows are anonymous (combinations of at least 10 people on each side, two values of what is sensitive) but for administrators.',
      tags: ['exports'],
      body: orderBody,
      response: {
        202: jobAnswer,
        400: problemAnswer,
        403: problemAnswer,
        422: problemAnswer,
        429: problemAnswer,
        ...PROBLEMS,
      },
    },
    handler: (request, reply) =>
      queryMetrics.timed('/v1/exports', () => submit(exportsOf(dependencies), request, reply)),
  });
  app.delete('/v1/exports/:id', {
    schema: {
      summary: 'Stops an export, or throws its file away',
      tags: ['exports'],
      params: idParameter,
      response: { 204: z.null().meta({ description: 'Gone' }), 404: problemAnswer },
    },
    handler: async (request, reply) => {
      const exports = exportsOf(dependencies);
      await exports.jobs.cancel(jobIn(exports, request));
      return reply.status(204).send();
    },
  });
}
