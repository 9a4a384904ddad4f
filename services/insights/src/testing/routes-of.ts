import type { FastifyInstance } from 'fastify';

export type Route = { method: string; url: string };

const LINE = /^(.*?)── (\S+) \((.+)\)$/;
const INDENT = 4;

/** Every route that an app has, read from the tree that it draws of itself. */
export function routesOf(app: FastifyInstance): Route[] {
  const path: string[] = [];
  return app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line): Route[] => {
      const [, before, part, methods] = LINE.exec(line) ?? [];
      if (before === undefined || part === undefined || methods === undefined) return [];
      path.length = Math.floor(before.length / INDENT);
      path.push(part);
      const url = path.join('');
      return methods
        .split(', ')
        .filter((method) => method !== 'HEAD')
        .map((method) => ({ method, url }));
    });
}
