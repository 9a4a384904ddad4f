/**
 * Answers that are given again while the facts behind them are the same: a page that is opened again, or by the next person, costs
 * one look at how far the store is instead of all its questions.
 */

type Dependencies = {
  /** Names the facts as they are: the same text, the same facts. Undefined while nobody here knows. */
  stamp: () => Promise<string | undefined>;
  clock: () => number;
  /** The most cells to hold; by default 200,000. The answer that nobody asked for longest goes first. */
  mostCells?: number;
};

/** What is asked, as text; for how many milliseconds its answer may be given (undefined: while the facts are the same); what it weighs. */
type Asked<T> = { key: string; lastsMs: number | undefined; cellsOf: (answer: T) => number };

export type AnswerMemory = {
  /**
   * The answer that was made before, where the facts have not moved since, else what `make` makes. Whoever asks the same meanwhile waits for the
   * one answer; nothing is kept that was made while the facts moved. Passes on what `make` and `stamp` throw.
   */
  remember<T>(asked: Asked<T>, make: () => Promise<T>): Promise<T>;
};

type Remembered = { stamp: string; at: number; cells: number; answer: Promise<unknown> };

const MOST_CELLS = 200_000;

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

/** A memory of nothing yet. */
export function createAnswerMemory({ stamp, clock, mostCells = MOST_CELLS }: Dependencies): AnswerMemory {
  const { held, drop, hold } = createStore(mostCells);
  const look = createLook(stamp);

  async function remember<T>({ key, lastsMs, cellsOf }: Asked<T>, make: () => Promise<T>): Promise<T> {
    const now = clock();
    const before = await look();
    if (before === undefined) return make();
    const found = held.get(key);
    if (found?.stamp === before && !(lastsMs !== undefined && now - found.at > lastsMs)) {
      hold(key, found);
      return found.answer as Promise<T>;
    }
    // Held from the beginning: who asks the same meanwhile waits for the one answer.
    const answer = make();
    const begun: Remembered = { stamp: before, at: now, cells: 1, answer };
    hold(key, begun);
    const forget = () => (held.get(key) === begun ? drop(key) : undefined);
    try {
      const made = await answer;
      const cells = cellsOf(made);
      if (cells > mostCells || (await look()) !== before) forget();
      else if (held.get(key) === begun) hold(key, { ...begun, cells });
      return made;
    } catch (error) {
      forget();
      throw error;
    }
  }
  return { remember };
}
