import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const root = new URL('../../../', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, root), 'utf8');

type Package = { name: string; dependencies?: Record<string, string> };
const packageIn = (folder: string) => JSON.parse(read(`${folder}/package.json`)) as Package;

/** The folders of the workspace packages that a package needs to run, its own excepted. */
function neededBy(folder: string, found = new Set<string>()): Set<string> {
  for (const name of Object.keys(packageIn(folder).dependencies ?? {})) {
    if (!name.startsWith('@rapport/')) continue;
    const short = name.slice('@rapport/'.length);
    const own = [`packages/${short}`, short].find((one) => existsSync(new URL(`${one}/package.json`, root)));
    if (own === undefined) throw new Error(`${name} is in no folder that an image could have`);
    if (found.has(own)) continue;
    found.add(own);
    neededBy(own, found);
  }
  return found;
}

describe('an image', () => {
  const copied = [...read('infra/compose/Dockerfile').matchAll(/^COPY (\S+)\/package\.json /gm)].map(
    ([, folder]) => folder,
  );
  const services = [...read('infra/compose/compose.yaml').matchAll(/SERVICE: (\w+)/g)].map(([, name = '']) => name);

  it.each(services)('of %s is installed with every package that it needs', (service) => {
    expect(copied).toEqual(expect.arrayContaining([...neededBy(`services/${service}`)]));
  });

  it('of the dashboard has every package that it needs, and what its page is built from', () => {
    const own = [...read('infra/compose/dashboard.Dockerfile').matchAll(/^COPY (\S+)\/package\.json /gm)].map(
      ([, folder]) => folder,
    );
    expect(own).toEqual(expect.arrayContaining([...neededBy('services/dashboard'), 'packages/client']));
    expect(read('infra/compose/compose.yaml')).toContain('dashboard.Dockerfile');
  });

  it('is made of every service that runs', () => {
    expect(services.toSorted()).toEqual(['attention', 'ingest', 'insights', 'projector']);
  });
});
