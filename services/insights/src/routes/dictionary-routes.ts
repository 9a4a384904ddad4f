import { dictionary, dictionaryHtml } from '@rapport/metrics';
import type { FastifyInstance } from 'fastify';
import { dictionaryAnswer } from '../question-answers.ts';

const CACHE = 'private, max-age=300';

/** GET /v1/dictionary for programs, /dictionary for people: both are made from the definitions that compute. */
export function addDictionaryRoutes(app: FastifyInstance): void {
  app.get('/v1/dictionary', {
    schema: {
      summary: 'Every metric with all that is said about it',
      tags: ['metrics'],
      response: { 200: dictionaryAnswer },
    },
    handler: async (_request, reply) => {
      const data = dictionary();
      reply.header('cache-control', CACHE);
      return { data, meta: { row_count: data.metrics.length }, links: { self: '/v1/dictionary', page: '/dictionary' } };
    },
  });
  app.get('/dictionary', {
    schema: { hide: true },
    handler: async (_request, reply) =>
      reply
        .type('text/html; charset=utf-8')
        .header('cache-control', CACHE)
        // The page needs nothing but its own style.
        .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
        .send(dictionaryHtml(dictionary())),
  });
}
