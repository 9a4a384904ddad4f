/** Who asks: what a request may see, decided once before its route runs, and never by the route. */
import {
  isFromHere,
  leastPeople,
  notPermitted,
  type StoredToken,
  type TokenRole,
  type TokenSource,
  tokenNeeded,
  tokenOf,
} from '@rapport/service';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { problemAnswer } from '../answers.ts';

/** What a token may be for here. What each sees stands in services/insights/README.md. */
type Role = Exclude<TokenRole, 'producer'>;

export type Access = {
  /** For the log and for answers: the token's name, or that there is none. */
  name: string;
  /** Public part of the token; null where nobody had to show one. */
  tokenId: string | null;
  role: Role | 'demo';
  programmes: 'all' | readonly string[];
  /** Smallest number of distinct people, on each side, that a cell may be about. */
  k: number;
  /** Answers of this very moment, or those of the latest release. */
  answers: 'live' | 'released';
  /** What the token may ask in a minute; without it there is no limit. */
  limits?: Limits;
};

export type Limits = { requestsPerMinute: number; cellsPerMinute: number };

/** What every token has where its file says nothing else. */
const usualLimits: Limits = { requestsPerMinute: 600, cellsPerMinute: 200_000 };

declare module 'fastify' {
  interface FastifyRequest {
    access: Access;
  }
}

/** Nobody is asked below this, whatever is configured. */
export const SMALLEST_GROUP = 5;

/** Everybody, on a machine of their own where no token was made: protected inside each answer, live. */
export const demoAccess: Access = {
  name: 'demo: no token, this machine only',
  tokenId: null,
  role: 'demo',
  programmes: 'all',
  k: SMALLEST_GROUP,
  answers: 'live',
};

/** For addresses that answer everybody, and nothing about programmes: a route that asked on would see none. */
const nobody: Access = {
  name: 'nobody',
  tokenId: null,
  role: 'lead',
  programmes: [],
  k: leastPeople.lead,
  answers: 'released',
};

/** Addresses that answer whoever asks: they tell of this process, not of programmes. */
export const openAddresses: readonly string[] = ['/healthz', '/readyz', '/metrics', '/openapi.json', '/asyncapi.json'];

/** What the metric engine is asked with for whom. */
export function protectionOf(access: Pick<Access, 'k'>): { k: number } {
  return { k: Math.max(access.k, SMALLEST_GROUP) };
}

/** May this caller know that the programme exists? */
export function seesProgramme({ programmes }: Pick<Access, 'programmes'>, id: string): boolean {
  return programmes === 'all' || programmes.includes(id);
}

const answersFor: Readonly<Record<Role, Access['answers']>> = {
  admin: 'live',
  analyst: 'released',
  lead: 'released',
  data: 'released',
};

/** What a token is good for. @throws ProblemError 403 for one that is for sending events. */
export function accessOf(token: StoredToken): Access {
  const { id, name, role, programmes, k } = token;
  if (role === 'producer') throw notPermitted('this token is for sending events, not for asking questions');
  return {
    name: `${role}: token ${name}`,
    tokenId: id,
    role,
    programmes,
    k: Math.max(k, leastPeople[role], SMALLEST_GROUP),
    answers: answersFor[role],
    limits: {
      requestsPerMinute: token.requests_per_minute ?? usualLimits.requestsPerMinute,
      cellsPerMinute: token.cells_per_minute ?? usualLimits.cellsPerMinute,
    },
  };
}

export type AccessRules = {
  /** Absent where nobody ever makes a token: every request is a demo then. */
  tokens?: TokenSource;
  /** True while only this machine can reach the process. */
  loopback: boolean;
  /** Epoch milliseconds. */
  clock: () => number;
};

/** @throws ProblemError 401 or 403 */
async function resolve({ headers }: FastifyRequest, rules: AccessRules): Promise<Access> {
  const { tokens, loopback, clock } = rules;
  const { authorization } = headers;
  if (authorization !== undefined) return accessOf(await tokenOf(authorization, tokens, clock()));
  await tokens?.current();
  const isDemo = loopback && (tokens?.rolesSeen().size ?? 0) === 0 && isFromHere(headers);
  if (!isDemo) throw tokenNeeded();
  return demoAccess;
}

/** True for addresses without a route, which say only that, and for those that answer everybody. */
export function isOpen(request: FastifyRequest): boolean {
  const { url } = request.routeOptions;
  return url === undefined || openAddresses.includes(url);
}

const everywhere = { 401: problemAnswer, 403: problemAnswer, 429: problemAnswer } as const;

/** Says in the API's document what every route but the open ones may answer. */
function describeRefusals(app: FastifyInstance): void {
  app.addHook('onRoute', ({ url, schema }) => {
    if (schema === undefined || openAddresses.includes(url)) return;
    schema.response = { ...everywhere, ...(schema.response as object | undefined) };
    schema.security ??= [{ token: [] }, {}];
  });
}

/** Gives every request of `app` its `access`, or refuses it. */
export function addAccess(app: FastifyInstance, rules: AccessRules): void {
  describeRefusals(app);
  app.decorateRequest('access');
  app.addHook('onRequest', async (request, reply) => {
    request.access = nobody;
    if (isOpen(request)) return;
    // What one caller is answered must never be another's from a cache.
    reply.header('vary', 'Authorization');
    request.access = await resolve(request, rules);
  });
  app.addHook('preSerialization', async (request, _reply, payload) => {
    const { meta } = (payload ?? {}) as { meta?: unknown };
    if (typeof meta !== 'object' || meta === null) return payload;
    return { ...(payload as object), meta: { ...meta, access: request.access.name } };
  });
}
