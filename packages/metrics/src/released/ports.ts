/** What released answers need of a store. `packages/warehouse/src/releases` is one; `testing/memory-store.ts` another. */
import type { RelationSource } from '../definition.ts';

/** An instant at which everything is answered until the next release. */
export type Release = {
  /** `at` as RFC 3339 (2026-11-23T02:00:00Z): unique, and in the order of time. */
  id: string;
  /** as_of and known_at of every answer, epoch milliseconds. */
  at: number;
  /** When it was made, epoch milliseconds. */
  madeAt: number;
};

/** A table as it was published. */
export type StoredTable = {
  /** Id of the release in which it was computed. */
  release: string;
  /** JSON, opaque to the store. */
  body: string;
};

export type ReleaseStore = {
  /** The newest release; undefined before the first. */
  latest: () => Promise<Release | undefined>;
  find: (id: string) => Promise<Release | undefined>;
  /** What was stored under this key in this release. */
  readTable: (key: string, release: Release) => Promise<StoredTable | undefined>;
  /** The newest one of an earlier release. */
  readBefore: (key: string, release: Release) => Promise<StoredTable | undefined>;
  /** First write wins; gives what is stored. Two processes compute the same bytes. */
  writeTable: (key: string, release: Release, body: string) => Promise<StoredTable>;
  /** Keys stored in a release, for preparing the next, sorted. */
  keysOf: (release: Release) => Promise<string[]>;
  /** Relations as of the release, from tables made with it; undefined: the folds at as_of = known_at = `at` are read. */
  relationsOf: (release: Release) => Promise<RelationSource | undefined>;
};
