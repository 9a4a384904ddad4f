/** Which methods an address takes, so that a wrong one is told from an unknown address (RFC 9110, section 15.5.6). */
import type { FastifyInstance } from 'fastify';

const PARAMETER = /:[^/]+/g;
const SPECIAL = /[.*+?^${}()|[\]\\]/g;

function patternOf(route: string): RegExp {
  const parts = route.split(PARAMETER).map((part) => part.replace(SPECIAL, '\\$&'));
  return new RegExp(`^${parts.join('[^/]+')}/?$`);
}

/** To be called before routes are added: it sees those that come after. Gives the methods of an address, sorted. */
export function createAllowedMethods(app: FastifyInstance): (url: string) => string[] {
  const routes: { pattern: RegExp; methods: string[] }[] = [];
  app.addHook('onRoute', ({ url, method }) => {
    routes.push({ pattern: patternOf(url), methods: [method].flat() });
  });
  return (url) => {
    const path = url.split('?')[0] ?? '';
    const methods = routes.filter(({ pattern }) => pattern.test(path)).flatMap((route) => route.methods);
    return [...new Set(methods)].toSorted();
  };
}
