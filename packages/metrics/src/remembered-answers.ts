/**
 * Answers that are given again while the facts behind them are the same: a page that is opened again, or by the next person, costs
 * one look at how far the store is instead of all its questions.
 */
import { findMetric } from './catalogue.ts';
import type { MetricEngine } from './engine.ts';
import type { MetricRequest } from './request.ts';

type Dependencies = {
  engine: MetricEngine;
  /** Names the facts as they are: the same text, the same facts. Undefined while nobody here knows. */
  stamp: () => Promise<string | undefined>;
  clock: () => number;
  /** The most cells to hold; by default 200,000. The answer that nobody asked for longest goes first. */
  mostCells?: number;
};

type Remembered = { stamp: string; at: number; cells: number; answer: Promise<unknown> };

const MOST_CELLS = 200_000;
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

/** Holds so many cells, and lets go first of what was not asked for longest. */
function createStore(mostCells: number) {
  const held = new Map<string, Remembered>();
  let cells = 0;

  function drop(key: string): void {
    cells -= held.get(key)?.cells ?? 0;
    held.delete(key);
  }

  function hold(key: string, remembered: Remembered): void {
    drop(key);
    held.set(key, remembered);
    cells += remembered.cells;
    for (const oldest of held.keys()) {
      if (cells <= mostCells) return;
      drop(oldest);
    }
  }
  return { held, drop, hold };
}

/** Whoever asks during a look gets the next one: what was stored before the asking is in it, and many share it. */
function createLook(stamp: Dependencies['stamp']): Dependencies['stamp'] {
  let running: Promise<unknown> = Promise.resolve();
  let next: Promise<string | undefined> | undefined;
  return () => {
    next ??= running.then(() => {
      next = undefined;
      const look = stamp();
      running = look.catch(() => undefined);
      return look;
    });
    return next;
  };
}

/**
 * The engine with a memory for `compare` and `triangle`. What is remembered was made while the facts stood still, and is given only while
 * they have not moved since: it is what the engine would answer, as of the moment that its meta tells. Questions of now are made anew after a
 * minute. Passes on what the engine and `stamp` throw.
 */
export function createRememberingEngine({ engine, stamp, clock, mostCells = MOST_CELLS }: Dependencies): MetricEngine {
  const { held, drop, hold } = createStore(mostCells);
  const look = createLook(stamp);

  async function remembering<T extends { rows: readonly unknown[] }>(
    kind: string,
    request: MetricRequest,
    ask: () => Promise<T>,
  ): Promise<T> {
    const now = clock();
    const before = isOfFacts(request) ? await look() : undefined;
    if (before === undefined) return ask();
    const key = keyOf(kind, request);
    const found = held.get(key);
    const isOfNow = request.asOf === undefined;
    if (found?.stamp === before && !(isOfNow && now - found.at > NOW_LASTS_MS)) {
      hold(key, found);
      return found.answer as Promise<T>;
    }
    // Held from the beginning: who asks the same meanwhile waits for the one answer.
    const answer = ask();
    const begun: Remembered = { stamp: before, at: now, cells: 1, answer };
    hold(key, begun);
    const forget = () => (held.get(key) === begun ? drop(key) : undefined);
    try {
      const made = await answer;
      const cells = cellsIn(made.rows);
      if (cells > mostCells || (await look()) !== before) forget();
      else if (held.get(key) === begun) hold(key, { ...begun, cells });
      return made;
    } catch (error) {
      forget();
      throw error;
    }
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
    const { cells, points } = row as { cells?: readonly unknown[]; points?: readonly unknown[] };
    return 1 + (cells?.length ?? 0) + (points?.length ?? 0);
  };
  return rows.reduce<number>((sum, row) => sum + within(row), 1);
}
