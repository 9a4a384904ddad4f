/** Who asks: what a request may see, decided once before its route runs, and never by the route. */
import type { FastifyInstance } from 'fastify';

/** What a token may be for. What each sees stands in services/insights/README.md. */
export const roles = ['admin', 'analyst', 'lead', 'data'] as const;
export type Role = (typeof roles)[number];

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
};

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

/** What the metric engine is asked with for whom. */
export function protectionOf(access: Pick<Access, 'k'>): { k: number } {
  return { k: Math.max(access.k, SMALLEST_GROUP) };
}

/** May this caller know that the programme exists? */
export function seesProgramme({ programmes }: Pick<Access, 'programmes'>, id: string): boolean {
  return programmes === 'all' || programmes.includes(id);
}

/** Gives every request of `app` its `access`. */
export function addAccess(app: FastifyInstance): void {
  app.decorateRequest('access');
  app.addHook('onRequest', async (request) => {
    request.access = demoAccess;
  });
}
