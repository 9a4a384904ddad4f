/** The tables of an old release may be dropped while a question is on its way to them. */
import type { MetricEngine } from '@rapport/metrics';

/** ClickHouse's UNKNOWN_TABLE. */
const UNKNOWN_TABLE = 60;

/**
 * An engine that is made anew, and asked once more, when a table that it knew is gone: the new one looks which are there, and
 * folds the events where they are not. What is missing then, too, is missing for another reason.
 */
export function askAgainWithoutTables(make: () => MetricEngine): MetricEngine {
  let engine = make();

  async function ask<T>(question: (of: MetricEngine) => Promise<T>): Promise<T> {
    const asked = engine;
    try {
      return await question(asked);
    } catch (error) {
      if ((error as { clickhouseCode?: unknown }).clickhouseCode !== UNKNOWN_TABLE) throw error;
      if (engine === asked) engine = make();
      return question(engine);
    }
  }
  return {
    run: (request) => ask((of) => of.run(request)),
    compare: (request) => ask((of) => of.compare(request)),
    triangle: (request) => ask((of) => of.triangle(request)),
    explain: (request) => ask((of) => of.explain(request)),
  };
}
