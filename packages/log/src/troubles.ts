/** What is failing and being repeated at present, by partition. */
import type { Trouble } from './chunk-work.ts';

export type Troubles = {
  /** Undefined: over. */
  report(topic: string, partition: number, trouble: Trouble | undefined): void;
  /** The one that has been reported first. */
  first(): Trouble | undefined;
};

export function createTroubles(): Troubles {
  const known = new Map<string, Trouble>();

  function report(topic: string, partition: number, trouble: Trouble | undefined): void {
    const key = `${topic}/${partition}`;
    if (trouble === undefined) known.delete(key);
    else known.set(key, trouble);
  }

  return { report, first: () => known.values().next().value };
}
