/** How much one token may ask: requests and cells a minute. Hidden cells cost what shown ones do. */
import { ProblemError, type Registry, type StoredToken, type TokenSource } from '@rapport/service';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Counter } from 'prom-client';
import { isOpen } from './access.ts';
import { type Bucket, createBucket } from './bucket.ts';

/** What every token has where its file says nothing else. */
export const usualLimits = { requestsPerMinute: 600, cellsPerMinute: 200_000 } as const;

type Buckets = { requests: Bucket; cells: Bucket; of: string };
type Dependencies = { tokens?: TokenSource; registry: Registry; clock: () => number };

function tooMany(what: string, seconds: number): ProblemError {
  return new ProblemError({
    status: 429,
    code: 'TOO_MANY_REQUESTS',
    title: 'Too much at once',
    detail: `this token has asked for too many ${what} in a minute; try again in ${seconds} s`,
    retryAfterSeconds: seconds,
  });
}

function bucketsFor(token: StoredToken | undefined, now: number): Buckets {
  const { requests_per_minute: requests = usualLimits.requestsPerMinute } = token ?? {};
  const { cells_per_minute: cells = usualLimits.cellsPerMinute } = token ?? {};
  return { requests: createBucket(requests, now), cells: createBucket(cells, now), of: `${requests} ${cells}` };
}

/** Turns away what goes beyond a token's limits. The demo has none: whoever is on this machine has it all anyway. */
export function addLimits(app: FastifyInstance, { tokens, registry, clock }: Dependencies): void {
  const byToken = new Map<string, Buckets>();
  const refused = new Counter({
    name: 'rapport_requests_limited_total',
    help: 'Requests turned away because their token had asked for too much',
    labelNames: ['limit'],
    registers: [registry],
  });

  async function bucketsOf(id: string): Promise<Buckets> {
    const kept = (await tokens?.current()) ?? [];
    // Only tokens that were let in come here, so there are never more buckets than tokens in the file.
    const fresh = bucketsFor(
      kept.find((token) => token.id === id),
      clock(),
    );
    const known = byToken.get(id);
    if (known !== undefined && known.of === fresh.of) return known;
    byToken.set(id, fresh);
    return fresh;
  }

  function refuse(request: FastifyRequest, limit: 'requests' | 'cells', seconds: number): never {
    refused.inc({ limit });
    request.answered.limited = true;
    throw tooMany(limit, seconds);
  }

  app.addHook('onRequest', async (request) => {
    const { tokenId } = request.access;
    if (tokenId === null || isOpen(request)) return;
    const { requests, cells } = await bucketsOf(tokenId);
    const now = clock();
    const [forRequests, forCells] = [requests.wait(now), cells.wait(now)];
    if (forRequests > 0) refuse(request, 'requests', forRequests);
    if (forCells > 0) refuse(request, 'cells', forCells);
    requests.take(1, now);
  });
  app.addHook('onResponse', async (request) => {
    const { shown, hidden } = request.answered;
    const { tokenId } = request.access;
    if (tokenId !== null) byToken.get(tokenId)?.cells.take(shown + hidden, clock());
  });
}
