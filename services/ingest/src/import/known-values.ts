/** What the files of one import have defined so far: the people, say, that a pairing may name. */
import type { Definition } from './row-mapper.ts';

export type KnownValues = {
  define(definition: Definition): void;
  /** True also for a kind that no file of this import defines: then there is nothing to compare with. */
  isKnown(kind: string, value: string): boolean;
};

/** Memory grows with the defined values (a few dozen bytes each), not with the rows that refer to them. */
export function createKnownValues(kinds: Iterable<string>): KnownValues {
  const values = new Map([...kinds].map((kind) => [kind, new Set<string>()]));
  return {
    define: ({ kind, value }) => void values.get(kind)?.add(value),
    isKnown: (kind, value) => values.get(kind)?.has(value) ?? true,
  };
}
