/** The APIs behind the page: passed on as they are, with the session's token in place of its cookie. */
import proxy from '@fastify/http-proxy';
import type { FastifyInstance, FastifyRequest } from 'fastify';

type Dependencies = {
  insightsUrl: string;
  ingestUrl: string;
  callerOf(request: FastifyRequest): string | undefined;
};

const METHODS = ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'] as const;
/** Not the API's business: whose cookie, which host, and what could look like an answer to another caller. */
const KEPT_BACK = ['cookie', 'authorization', 'host', 'origin', 'referer', 'x-forwarded-host', 'x-forwarded-for'];

/** `/api/insights/v1/…` and `/api/ingest/v1/…`; nothing else of either process can be reached. */
export async function addApis(app: FastifyInstance, { insightsUrl, ingestUrl, callerOf }: Dependencies): Promise<void> {
  const apis = [
    { name: 'insights', upstream: insightsUrl },
    { name: 'ingest', upstream: ingestUrl },
  ];
  for (const { name, upstream } of apis) {
    await app.register(proxy, {
      upstream,
      prefix: `/api/${name}/v1`,
      rewritePrefix: '/v1',
      httpMethods: [...METHODS],
      // An export may take its time; a connection that dies ends it on both sides.
      http: { requestOptions: { timeout: 300_000 } },
      disableRequestLogging: true,
      // Before anything is passed on: without a session there is nothing to pass on.
      preHandler: async (request) => void callerOf(request),
      replyOptions: {
        rewriteRequestHeaders: (request, headers) => {
          const token = callerOf(request as FastifyRequest);
          const kept = Object.entries(headers).filter(([header]) => !KEPT_BACK.includes(header));
          return { ...Object.fromEntries(kept), ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
        },
      },
    });
  }
}
