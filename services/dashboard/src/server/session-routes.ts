/** /session: who is signed in, signing in, signing out. */
import { PROBLEM_MEDIA_TYPE, ProblemError } from '@rapport/service';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { SESSION_MS, type Sessions } from './sessions.ts';
import type { SignedIn, SignIn } from './sign-in.ts';

export const COOKIE = 'rapport_session';

const credentials = z.strictObject({ token: z.string().min(1).max(500) });

/** Where programs outside the browser find the two APIs. */
export type Apis = { insights: string; ingest: string };

type Dependencies = {
  apis: Apis;
  sessions: Sessions;
  signIn: SignIn;
  openSession: OpenSession;
  callerOf(request: FastifyRequest): string | undefined;
};

/** Behind a proxy that ends TLS the browser still speaks https. */
export const secureOf = (request: FastifyRequest): boolean =>
  request.protocol === 'https' || request.headers['x-forwarded-proto'] === 'https';

const cookieOf = (request: FastifyRequest) =>
  ({ path: '/', httpOnly: true, sameSite: 'strict', secure: secureOf(request) }) as const;

/** Signs a browser in by a token that was checked. One browser, one session: what was open before ends. */
export type OpenSession = (request: FastifyRequest, reply: FastifyReply, token: string) => void;

export const createOpenSession =
  (sessions: Sessions): OpenSession =>
  (request, reply, token) => {
    const before = request.cookies[COOKIE];
    if (before !== undefined) sessions.close(before);
    reply.setCookie(COOKIE, sessions.open(token), { ...cookieOf(request), maxAge: SESSION_MS / 1000 });
  };

function answerOf(found: SignedIn, apis: Apis, reply: FastifyReply): FastifyReply {
  if (found.kind === 'refused')
    return reply.status(found.status).type(PROBLEM_MEDIA_TYPE).send(JSON.stringify(found.body));
  return reply.header('cache-control', 'no-store').send({ ...found.identity, apis });
}

/** @throws ProblemError where insights does not answer */
async function asking(found: Promise<SignedIn>): Promise<SignedIn> {
  try {
    return await found;
  } catch (error) {
    const detail = 'the insights API does not answer: `rapport status` says whether it runs';
    throw new ProblemError({ status: 503, code: 'UNAVAILABLE', title: 'Unavailable', detail, cause: error });
  }
}

export function addSessionRoutes(
  app: FastifyInstance,
  { apis, sessions, signIn, openSession, callerOf }: Dependencies,
): void {
  app.get('/session', async (request, reply) => answerOf(await asking(signIn.whois(callerOf(request))), apis, reply));

  app.post('/session', async (request, reply) => {
    const read = credentials.safeParse(request.body);
    if (!read.success) {
      const detail = 'a token is needed: { "token": "…" }';
      throw new ProblemError({ status: 400, code: 'INVALID_BODY', title: 'Invalid body', detail });
    }
    const found = await asking(signIn.signIn(read.data));
    if (found.kind === 'in') openSession(request, reply, found.token);
    return answerOf(found, apis, reply);
  });

  app.delete('/session', async (request, reply) => {
    const id = request.cookies[COOKIE];
    if (id !== undefined) sessions.close(id);
    return reply.clearCookie(COOKIE, cookieOf(request)).status(204).send();
  });
}
