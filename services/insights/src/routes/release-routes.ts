import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { count, links, problemAnswer, release } from '../answers.ts';
import type { QueryMetrics } from '../query-metrics.ts';
import type { Releases } from '../releases/releases.ts';

type Dependencies = { releases: Pick<Releases, 'list'>; queryMetrics: QueryMetrics };

const MOST = 1_000;
const iso = (ms: number) => new Date(ms).toISOString();

const releasesAnswer = z.object({ data: z.array(release), meta: count, links });

/** GET /v1/releases: the instants only, which tell of nobody. */
export function addReleaseRoutes(app: FastifyInstance, { releases, queryMetrics }: Dependencies): void {
  app.get('/v1/releases', {
    schema: {
      summary: 'Instants as of which analysts, leads and data teams are answered, the newest first',
      description: `The first is the one that answers are of now. At most ${MOST}.`,
      tags: ['releases'],
      response: { 200: releasesAnswer, 503: problemAnswer },
    },
    handler: () =>
      queryMetrics.timed('/v1/releases', async () => {
        const data = (await releases.list(MOST)).map(({ id, at, madeAt }) => {
          return { id, at: iso(at), made_at: iso(madeAt) };
        });
        return { data, meta: { row_count: data.length }, links: { self: '/v1/releases' } };
      }),
  });
}
