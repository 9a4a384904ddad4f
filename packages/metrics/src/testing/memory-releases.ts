/** A store of releases in memory, for tests of what is answered from them. */
import type { RelationSource } from '../definition.ts';
import type { Release, ReleaseStore, StoredTable } from '../released/ports.ts';

export type MemoryReleases = ReleaseStore & {
  /** Adds a release as of an RFC 3339 instant; `relations` are its own, where they are kept. */
  release: (at: string, relations?: RelationSource) => Release;
};

export function createMemoryReleases(): MemoryReleases {
  const releases: Release[] = [];
  const relations = new Map<string, RelationSource>();
  const bodies = new Map<string, Map<string, string>>();

  const read = (key: string, id: string): StoredTable | undefined => {
    const body = bodies.get(id)?.get(key);
    return body === undefined ? undefined : { release: id, body };
  };
  return {
    release: (at, own) => {
      const made = { id: at, at: Date.parse(at), madeAt: Date.parse(at) };
      releases.push(made);
      if (own !== undefined) relations.set(at, own);
      return made;
    },
    latest: async () => releases.at(-1),
    find: async (id) => releases.find((one) => one.id === id),
    readTable: async (key, { id }) => read(key, id),
    readBefore: async (key, { at }) => {
      const earlier = releases.filter((one) => one.at < at).reverse();
      return earlier.map(({ id }) => read(key, id)).find((stored) => stored !== undefined);
    },
    writeTable: async (key, { id }, body) => {
      const own = bodies.get(id) ?? new Map<string, string>();
      bodies.set(id, own);
      if (!own.has(key)) own.set(key, body);
      return { release: id, body: own.get(key) ?? body };
    },
    keysOf: async ({ id }) => [...(bodies.get(id)?.keys() ?? [])].sort(),
    relationsOf: async ({ id }) => relations.get(id),
  };
}
