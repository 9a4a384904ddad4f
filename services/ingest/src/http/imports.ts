/** POST /v1/imports and its rehearsal: files with a mapping, in one request. */
import { readFile } from 'node:fs/promises';
import type { RapportEvent } from '@rapport/events';
import { ProblemError } from '@rapport/service';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { EventSender } from '../import/event-batches.ts';
import { fileColumns } from '../import/file-columns.ts';
import { type BytesImport, importBytes } from '../import/import-bytes.ts';
import { ImportError } from '../import/import-error.ts';
import type { MappingIssue } from '../import/mapping-notes.ts';
import { readFiles, readImportOrder } from './import-order.ts';
import type { IngestMetrics } from './ingest-metrics.ts';
import { kafkaIsAway } from './intake.ts';
import { exampleImport } from './openapi-examples.ts';

export type ImportsDeps = {
  producer: EventSender;
  metrics: IngestMetrics;
  clock: () => number;
  /** Secret for columns marked `pseudonym`; without it such mappings are refused. */
  pseudonymKey?: string | undefined;
};

export const IMPORT_PATHS = [
  '/v1/imports',
  '/v1/imports/preview',
  '/v1/imports/columns',
  '/v1/imports/template',
] as const;

const MOST_REJECTS = 200;
const SAMPLES_OF_A_TYPE = 3;
const MOST_AT_ONCE = 2;
const RETRY_AFTER_SECONDS = 5;

/** The template that comes with the project, and the files that fit it. */
const SAMPLE = new URL('../../sample/', import.meta.url);
const SAMPLE_FILES = ['people.csv', 'pairs.csv', 'meetings.jsonl', 'answers.csv', 'goals.csv', 'skills.csv'];

/** An event as a producer would send it: instants as texts. */
function asJson(event: RapportEvent): Record<string, unknown> {
  const said = ([name, value]: [string, unknown]): [string, unknown] =>
    name.endsWith('_at') && typeof value === 'number' ? [name, new Date(value).toISOString()] : [name, value];
  return Object.fromEntries(Object.entries(event).map(said));
}

/** Takes events and keeps the first few of each type; nothing goes on. */
function createSampler() {
  const sample: RapportEvent[] = [];
  const seen = new Map<string, number>();
  const sender: EventSender = {
    send: async (events) => {
      for (const event of events) {
        const before = seen.get(event.type) ?? 0;
        seen.set(event.type, before + 1);
        if (before < SAMPLES_OF_A_TYPE) sample.push(event);
      }
    },
  };
  return { sender, sample };
}

const errorOf = ({ path, message, line }: MappingIssue, pointer: string) => ({
  code: 'MAPPING_INVALID',
  ...{ pointer, message },
  ...(path === '' ? {} : { place: path }),
  ...(line === undefined ? {} : { line }),
});

const inWords = ({ path, message, line }: MappingIssue) =>
  `${path}${line === undefined ? '' : ` (line ${line})`} ${message}`.trim();

function refused({ code, issues }: ImportError): ProblemError {
  const isMapping = code !== 'FILE_REFUSED';
  const errors = issues.map((issue) => errorOf(issue, isMapping ? '/mapping' : '/files'));
  const [first] = issues;
  return new ProblemError({
    status: 422,
    code,
    title: isMapping ? 'The mapping is not right' : 'A file does not fit the mapping',
    detail: `nothing was imported: ${first === undefined ? '' : inWords(first)}`,
    errors,
  });
}

function busy(): ProblemError {
  return new ProblemError({
    status: 503,
    code: 'BUSY',
    title: 'Not accepted',
    detail: 'other files are being imported; nothing was imported of these: send them again',
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
}

function createImporting({ metrics, clock, pseudonymKey }: ImportsDeps) {
  let running = 0;

  async function run(request: FastifyRequest, producer: EventSender) {
    const order = readImportOrder(request.headers['content-type'] ?? '', request.body);
    if (running >= MOST_AT_ONCE) throw busy();
    running += 1;
    try {
      const wish: BytesImport = { ...order, producer, clock, pseudonymKey, mostRejects: MOST_REJECTS };
      return await importBytes(wish);
    } catch (error) {
      throw error instanceof ImportError ? refused(error) : kafkaIsAway(error);
    } finally {
      running -= 1;
    }
  }

  /** As the API tells it. */
  async function answerTo(request: FastifyRequest, producer: EventSender) {
    const { rows, imported, rejected, events, eventsByType, files, rejects } = await run(request, producer);
    return {
      ...{ rows, imported, rejected, events, events_by_type: eventsByType, rejects },
      rejects_omitted: rejected - rejects.length,
      files: files.map((file) => ({
        ...{ file: file.file, rows: file.rows, imported: file.imported, rejected: file.rejected, events: file.events },
        ...{ rows_without_events: file.rowsWithoutEvents, repeated_events: file.repeatedEvents },
        empty_columns: file.emptyColumns,
      })),
    };
  }

  function count({ events_by_type: types, rejects }: Awaited<ReturnType<typeof answerTo>>): void {
    for (const [type, events] of Object.entries(types)) metrics.accepted.inc({ type }, events);
    for (const { code } of rejects) metrics.rejected.inc({ code });
  }
  return { answerTo, count };
}

async function sampleFile(name: string) {
  const bytes = await readFile(new URL(`template/${name}`, SAMPLE));
  try {
    return { name, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { name, base64: bytes.toString('base64') };
  }
}

/** A mapping to start from with files that fit it, and a small one for a first try. */
async function template() {
  const mapping = await readFile(new URL('template-mapping.yaml', SAMPLE), 'utf8');
  return { mapping, files: await Promise.all(SAMPLE_FILES.map(sampleFile)), small: exampleImport };
}

/** Adds the routes; who may use them is for the gate. */
export function addImports(app: FastifyInstance, deps: ImportsDeps): void {
  const { answerTo, count } = createImporting(deps);
  app.post('/v1/imports/preview', async (request) => {
    const { sender, sample } = createSampler();
    const answer = await answerTo(request, sender);
    return { dry_run: true, ...answer, sample: sample.map(asJson) };
  });
  app.post('/v1/imports', async (request) => {
    const answer = await answerTo(request, deps.producer);
    count(answer);
    return { dry_run: false, ...answer };
  });
  app.post('/v1/imports/columns', async (request) => {
    const files = readFiles(request.headers['content-type'] ?? '', request.body);
    return { files: await Promise.all(files.map(({ name, bytes }) => fileColumns(name, bytes))) };
  });
  app.get('/v1/imports/template', template);
}
