/** /session/provider: to the identity provider and back. */
import { type Logger, ProblemError } from '@rapport/service';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createExpiring } from './expiring.ts';
import { type Attempt, CALLBACK_PATH, type Finished, type Provider } from './provider.ts';
import { type OpenSession, secureOf } from './session-routes.ts';
import type { SignIn } from './sign-in.ts';

const COOKIE = 'rapport_sign_in';
const ATTEMPT_MS = 600_000;
const MOST = 1_000;
const BASE = 'http://dashboard.invalid';

type Dependencies = {
  provider: Provider | undefined;
  signIn: SignIn;
  openSession: OpenSession;
  logger: Logger;
  clock: () => number;
};

/** A place in the page, and never an address elsewhere. */
export function placeOf(wanted: unknown): string {
  if (typeof wanted !== 'string' || !URL.canParse(wanted, BASE)) return '/';
  const { origin, pathname, search } = new URL(wanted, BASE);
  // `//elsewhere` and `/\elsewhere` are other hosts to a browser.
  return origin === BASE && /^\/(?![/\\])/.test(pathname) && wanted.startsWith('/') ? `${pathname}${search}` : '/';
}

const unavailable = (error: unknown) =>
  new ProblemError({
    ...{ status: 503, code: 'UNAVAILABLE', title: 'Unavailable', cause: error },
    detail: 'the identity provider does not answer: RAPPORT_OIDC_ISSUER names it',
  });

/** Why nobody was signed in, as a parameter of the page that says it in words. */
type Refusal = 'no_access' | 'not_confirmed' | 'too_late';

export function addProviderRoutes(app: FastifyInstance, dependencies: Dependencies): void {
  const { provider, signIn, openSession, logger, clock } = dependencies;
  app.get('/session/ways', async (_, reply) =>
    reply.header('cache-control', 'no-store').send({ provider: provider === undefined ? null : provider.name }),
  );
  if (provider === undefined) return;
  const attempts = createExpiring<Attempt>({ clock, lifeMs: ATTEMPT_MS, most: MOST });
  // The way back comes from another site: a strict cookie would stay behind.
  const cookieOf = (request: FastifyRequest) =>
    ({ path: '/session/provider', httpOnly: true, sameSite: 'lax', secure: secureOf(request) }) as const;

  app.get<{ Querystring: { to?: unknown } }>('/session/provider', async (request, reply) => {
    const { url, attempt } = await provider.begin(placeOf(request.query.to)).catch((error: unknown) => {
      throw unavailable(error);
    });
    reply.setCookie(COOKIE, attempts.open(attempt), { ...cookieOf(request), maxAge: ATTEMPT_MS / 1000 });
    return reply.header('cache-control', 'no-store').redirect(url.href);
  });

  function refuse(reply: FastifyReply, refusal: Refusal, why: string): FastifyReply {
    logger.warn({ refusal, why }, 'nobody was signed in through the identity provider');
    return reply.redirect(`/?sign_in=${refusal}`);
  }

  async function enter(request: FastifyRequest, reply: FastifyReply, finished: Finished, to: string) {
    if (finished.kind !== 'token') {
      return refuse(reply, finished.kind, finished.kind === 'no_access' ? 'no rule fits' : finished.why);
    }
    const found = await signIn.signIn({ token: finished.token });
    if (found.kind === 'refused') return refuse(reply, 'no_access', 'the API refuses the token of the rule that fits');
    openSession(request, reply, found.token);
    return reply.redirect(to);
  }

  app.get(CALLBACK_PATH, async (request, reply) => {
    const id = request.cookies[COOKIE] ?? '';
    const attempt = attempts.get(id);
    // Once only, whatever comes of it.
    attempts.close(id);
    reply.clearCookie(COOKIE, cookieOf(request)).header('cache-control', 'no-store');
    if (attempt === undefined) return refuse(reply, 'too_late', 'no attempt of this browser is open');
    const finished = await provider.finish(attempt, request.url).catch((error: unknown) => {
      throw unavailable(error);
    });
    return enter(request, reply, finished, attempt.returnTo);
  });
}
