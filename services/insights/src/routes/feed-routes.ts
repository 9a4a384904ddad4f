import { streams } from '@rapport/events';
import { nearest } from '@rapport/metrics';
import { ProblemError } from '@rapport/service';
import {
  decodePosition,
  encodePosition,
  type FeedPage,
  type FeedPosition,
  readEventFeed,
  type Warehouse,
} from '@rapport/warehouse';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Access } from '../access/access.ts';
import { problemAnswer } from '../answers.ts';
import { invalidRequest } from '../problems.ts';
import type { QueryMetrics } from '../query-metrics.ts';
import { feedAnswer } from './export-answers.ts';

export type FeedRoles = readonly Access['role'][];

type FeedRouteDependencies = {
  warehouse: Warehouse;
  queryMetrics: QueryMetrics;
  /** Who may read events about single people, under their pseudonyms. */
  roles: FeedRoles;
};

const MOST = 10_000;
const USUAL = 1_000;
const LONGEST_WAIT_S = 25;
const LOOK_EVERY_MS = 250;

const names = streams.map(({ name }) => name);
const nameParameter = z.object({ stream: z.string().meta({ examples: ['pairing'] }) });
const feedParameters = z.strictObject({
  since: z
    .string()
    .max(4_096)
    .optional()
    .meta({ description: 'next of the last call; without it, from the beginning' }),
  limit: z.coerce.number().int().min(1).max(MOST).default(USUAL).meta({ description: 'About how many events' }),
  wait: z.coerce.number().min(0).max(LONGEST_WAIT_S).default(0).meta({ description: 'Seconds to wait for an event' }),
});

type Asked = { stream: (typeof names)[number]; position: FeedPosition; limit: number; waitMs: number };

function asked(request: FastifyRequest): Asked {
  const { stream: given } = request.params as { stream: string };
  const stream = names.find((name) => name === given);
  if (stream === undefined) {
    const near = nearest(given.slice(0, 60), names);
    const detail = `there is no stream "${given.slice(0, 60)}"${near === undefined ? `; there are ${names.join(', ')}` : `: did you mean ${near}?`}`;
    throw new ProblemError({ status: 404, code: 'UNKNOWN_STREAM', title: 'Not found', detail });
  }
  const read = feedParameters.safeParse(request.query);
  if (!read.success) {
    throw invalidRequest(
      read.error.issues.map(({ path, message }) => ({ parameter: path.join('.'), message, code: 'INVALID_PARAMETER' })),
    );
  }
  const { since, limit, wait } = read.data;
  const position = since === undefined ? {} : decodePosition(since);
  if (position !== undefined) return { stream, position, limit, waitMs: wait * 1_000 };
  const message = 'is no position: give next of an earlier call, or feed_position of a manifest';
  throw invalidRequest([{ parameter: 'since', message, code: 'INVALID_POSITION' }]);
}

function refuseOthers({ role }: Access, { roles }: FeedRouteDependencies): void {
  if (roles.includes(role)) return;
  throw new ProblemError({
    status: 403,
    code: 'NOT_PERMITTED',
    title: 'Not permitted',
    detail: `a feed tells of single people under their pseudonyms: it is for tokens of the role ${roles.join(' or ')}`,
  });
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The next page; where there is nothing, what comes within the wait. */
async function pageFor(
  warehouse: Warehouse,
  { stream, position, limit, waitMs }: Asked,
  gone: () => boolean,
): Promise<FeedPage> {
  const until = Date.now() + waitMs;
  for (;;) {
    const page = await readEventFeed(warehouse, stream, position, limit);
    if (page.events.length > 0 || !page.complete || Date.now() >= until || gone()) return page;
    await pause(LOOK_EVERY_MS);
  }
}

/** Of somebody who sees some programmes, only their events; an event of no programme is of none of these. */
function visible({ events }: FeedPage, { programmes }: Access) {
  return programmes === 'all' ? events : events.filter(({ programme_id }) => programmes.includes(String(programme_id)));
}

/** GET /v1/feed/:stream. */
export function addFeedRoutes(app: FastifyInstance, dependencies: FeedRouteDependencies): void {
  const { warehouse, queryMetrics } = dependencies;
  app.get('/v1/feed/:stream', {
    schema: {
      summary: 'The events of a stream from a position on',
      description:
        'Every event that counts comes once, also when the reader or the projector is stopped and goes on; an event comes again only if an older copy of it took its place. Corrections (supersedes) and voids are events. Keep meta.next when you have kept the events.',
      tags: ['feed'],
      params: nameParameter,
      querystring: feedParameters,
      response: { 200: feedAnswer, 400: problemAnswer, 403: problemAnswer, 404: problemAnswer, 503: problemAnswer },
    },
    handler: (request, reply) =>
      queryMetrics.timed('/v1/feed/{stream}', async () => {
        const { access, answered } = request;
        refuseOthers(access, dependencies);
        const question = asked(request);
        const page = await pageFor(warehouse, question, () => request.raw.destroyed);
        const data = visible(page, access);
        const { stream, limit } = question;
        answered.questions.push({ feed: stream, events: data.length });
        const next = encodePosition(page.next);
        reply.header('cache-control', 'private, no-store');
        return {
          data,
          meta: { stream, next, complete: page.complete, row_count: data.length },
          links: { self: request.url, next: `/v1/feed/${stream}?since=${next}&limit=${limit}` },
        };
      }),
  });
}
