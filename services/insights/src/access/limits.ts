/** How much one token may ask: requests and cells a minute. Hidden cells cost what shown ones do. */
import { ProblemError, type Registry } from '@rapport/service';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Counter } from 'prom-client';
import { isOpen, type Limits } from './access.ts';
import { type Bucket, createBucket } from './bucket.ts';

/** Requests of one token that are answered at the same time: the warehouse is everybody's. */
const MOST_AT_ONCE = 20;

type Buckets = { requests: Bucket; cells: Bucket; of: Limits };
type Dependencies = { registry: Registry; clock: () => number };

function tooMany(detail: string, seconds: number): ProblemError {
  return new ProblemError({
    status: 429,
    code: 'TOO_MANY_REQUESTS',
    title: 'Too much at once',
    detail: `${detail}; try again in ${seconds} s`,
    retryAfterSeconds: seconds,
  });
}

function bucketsFor(of: Limits, now: number): Buckets {
  return { requests: createBucket(of.requestsPerMinute, now), cells: createBucket(of.cellsPerMinute, now), of };
}

const areSame = (one: Limits, two: Limits) =>
  one.requestsPerMinute === two.requestsPerMinute && one.cellsPerMinute === two.cellsPerMinute;

/** Turns away what goes beyond a token's limits. The demo has none: whoever is on this machine has it all anyway. */
export function addLimits(app: FastifyInstance, { registry, clock }: Dependencies): void {
  const byToken = new Map<string, Buckets>();
  const underWay = new Map<string, number>();
  const counted = new WeakSet<FastifyRequest>();
  const refused = new Counter({
    name: 'rapport_requests_limited_total',
    help: 'Requests turned away because their token had asked for too much',
    labelNames: ['limit'],
    registers: [registry],
  });

  // Only tokens that were let in come here, so there are never more buckets than there were tokens.
  function bucketsOf(id: string, limits: Limits): Buckets {
    const known = byToken.get(id);
    if (known !== undefined && areSame(known.of, limits)) return known;
    const fresh = bucketsFor(limits, clock());
    byToken.set(id, fresh);
    return fresh;
  }

  const words = {
    requests: 'this token has sent too many requests in a minute',
    cells: 'this token has asked for too many cells in a minute',
    at_once: `this token has ${MOST_AT_ONCE} requests under way`,
  } as const;

  function refuse(request: FastifyRequest, limit: keyof typeof words, seconds: number): never {
    refused.inc({ limit });
    request.answered.limited = true;
    throw tooMany(words[limit], seconds);
  }

  function begin(request: FastifyRequest, id: string): void {
    underWay.set(id, (underWay.get(id) ?? 0) + 1);
    counted.add(request);
  }

  function end(request: FastifyRequest, id: string): void {
    if (counted.delete(request)) underWay.set(id, Math.max(0, (underWay.get(id) ?? 0) - 1));
  }

  app.addHook('onRequest', async (request) => {
    const { tokenId, limits } = request.access;
    if (tokenId === null || limits === undefined || isOpen(request)) return;
    const { requests, cells } = bucketsOf(tokenId, limits);
    const now = clock();
    const [forRequests, forCells] = [requests.wait(now), cells.wait(now)];
    if (forRequests > 0) refuse(request, 'requests', forRequests);
    if (forCells > 0) refuse(request, 'cells', forCells);
    if ((underWay.get(tokenId) ?? 0) >= MOST_AT_ONCE) refuse(request, 'at_once', 1);
    requests.take(1, now);
    begin(request, tokenId);
  });
  app.addHook('onResponse', async (request) => {
    const { shown, hidden } = request.answered;
    const { tokenId } = request.access;
    if (tokenId === null) return;
    end(request, tokenId);
    byToken.get(tokenId)?.cells.take(shown + hidden, clock());
  });
}
