/** The metric engine with a memory: which questions may be answered from it, and for how long. */
import type { AnswerMemory } from './answer-memory.ts';
import { findMetric } from './catalogue.ts';
import type { MetricEngine } from './engine.ts';
import type { MetricRequest } from './request.ts';

/** An answer of now says of when it is; a minute later nobody would call that now. */
const NOW_LASTS_MS = 60_000;

/** The fields of a question in one order, whatever order they were given in. */
function keyOf(kind: string, request: MetricRequest): string {
  const inOrder = (_: string, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  return JSON.stringify([kind, request], inOrder);
}

/** Records of the log and dead letters are written beside the events: no stamp names them. */
function isOfFacts({ metric }: MetricRequest): boolean {
  const relations = findMetric(metric)?.relations;
  return relations !== undefined && !relations.includes('event_receipts') && !relations.includes('dead_letters');
}

/**
 * The engine with a memory for `compare` and `triangle`. What is remembered is what the engine would answer, as of the moment that its meta tells.
 * Questions of now are made anew after a minute. Passes on what the engine and the memory throw.
 */
export function createRememberingEngine({
  engine,
  memory,
}: {
  engine: MetricEngine;
  memory: AnswerMemory;
}): MetricEngine {
  function remembering<T extends { rows: readonly unknown[] }>(
    kind: string,
    request: MetricRequest,
    ask: () => Promise<T>,
  ) {
    if (!isOfFacts(request)) return ask();
    const lastsMs = request.asOf === undefined ? NOW_LASTS_MS : undefined;
    return memory.remember({ key: keyOf(kind, request), lastsMs, cellsOf: ({ rows }) => cellsIn(rows) }, ask);
  }
  return {
    run: engine.run,
    explain: engine.explain,
    compare: (request) => remembering('compare', request, () => engine.compare(request)),
    triangle: (request) => remembering('triangle', request, () => engine.triangle(request)),
  };
}

/** Rows of a triangle have cells, and rows of a curve points: each weighs like one more row. */
function cellsIn(rows: readonly unknown[]): number {
  const within = (row: unknown) => {
    const { cells, points, curve } = row as Partial<Record<'cells' | 'points' | 'curve', readonly unknown[]>>;
    return 1 + (cells?.length ?? 0) + (points?.length ?? 0) + (curve?.length ?? 0);
  };
  return rows.reduce<number>((sum, row) => sum + within(row), 1);
}
