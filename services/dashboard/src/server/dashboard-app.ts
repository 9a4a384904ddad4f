/** The page's server: the built page, who is signed in, and the APIs behind it, all from one origin. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import cookie from '@fastify/cookie';
import fastifyStatic from '@fastify/static';
import {
  createHttpService,
  isFromHere,
  type Logger,
  notPermitted,
  ProblemError,
  type Registry,
  tokenNeeded,
} from '@rapport/service';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { addApis } from './apis.ts';
import type { Provider } from './provider.ts';
import { addProviderRoutes } from './provider-routes.ts';
import { isSameOrigin } from './same-origin.ts';
import { type Apis, addSessionRoutes, COOKIE, createOpenSession } from './session-routes.ts';
import type { Sessions } from './sessions.ts';
import type { SignIn } from './sign-in.ts';

/**
 * Scripts and styles come from here and from nowhere else, and none stands in the page itself. Nobody may frame it.
 */
const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
} as const;

const YEAR_SECONDS = 31_536_000;

export type DashboardDependencies = {
  logger: Logger;
  registry: Registry;
  sessions: Sessions;
  signIn: SignIn;
  /** Absent where people sign in with tokens only. */
  provider?: Provider;
  clock?: () => number;
  insightsUrl: string;
  ingestUrl: string;
  /** What pages say about where the two are, to people who write programs. */
  apis: Apis;
  /** Where the built page lies. */
  pageFolder: string;
  /** True while only this machine can reach the process: then nobody need sign in where the API asks for no token either. */
  loopback: boolean;
};

/** The token of a request's session. Without one only this machine may ask on, as nobody. @throws ProblemError 401 */
function callerOf(request: FastifyRequest, { sessions, loopback }: DashboardDependencies): string | undefined {
  const id = request.cookies[COOKIE];
  const token = id === undefined ? undefined : sessions.get(id);
  if (token === undefined && !(loopback && isFromHere(request.headers))) throw tokenNeeded();
  return token;
}

async function addPage(app: FastifyInstance, pageFolder: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: pageFolder,
    serve: false,
    preCompressed: true,
    cacheControl: false,
    index: false,
  });
  const send = (reply: FastifyReply, file: string, isForEver: boolean) => {
    reply.header('cache-control', isForEver ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache');
    return reply.sendFile(file);
  };
  app.get<{ Params: { '*': string } }>('/assets/*', (request, reply) =>
    send(reply, `assets/${request.params['*']}`, true),
  );
  app.get('/icon.svg', (_, reply) => send(reply, 'icon.svg', false));
  app.get('/', (_, reply) => send(reply, 'index.html', false));
  // Every other address is a place in the page, which says itself whether there is such a place; what looks like a file is none.
  app.get<{ Params: { '*': string } }>('/*', (request, reply) => {
    const { '*': path } = request.params;
    if (path.startsWith('api/') || /\.\w+$/.test(path)) {
      throw new ProblemError({
        status: 404,
        code: 'NOT_FOUND',
        title: 'Not found',
        detail: `there is no GET /${path}`,
      });
    }
    return send(reply, 'index.html', false);
  });
}

/** The app, ready to listen. @throws where the page was not built */
export async function createDashboard(dependencies: DashboardDependencies): Promise<FastifyInstance> {
  const { logger, registry, pageFolder, insightsUrl } = dependencies;
  if (!existsSync(join(pageFolder, 'index.html'))) {
    throw new Error('the page is not built: `npm start` builds it, or `node services/dashboard/src/build/main.ts`');
  }
  const app = createHttpService({
    logger,
    registry,
    readiness: {
      insights: async () => {
        const answer = await fetch(`${insightsUrl}/healthz`);
        if (!answer.ok) throw new Error(`answered ${answer.status}`);
      },
    },
  });
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(HEADERS);
    if (!isSameOrigin(request.method, request.headers)) {
      throw notPermitted('this request does not come from the page itself');
    }
  });
  await app.register(cookie);
  const openSession = createOpenSession(dependencies.sessions);
  addSessionRoutes(app, {
    ...{ ...dependencies, openSession },
    callerOf: (request) => callerOf(request, dependencies),
  });
  const { provider, signIn, clock = Date.now } = dependencies;
  addProviderRoutes(app, { provider, signIn, openSession, logger, clock });
  await addApis(app, { ...dependencies, callerOf: (request) => callerOf(request, dependencies) });
  await addPage(app, pageFolder);
  return app;
}
