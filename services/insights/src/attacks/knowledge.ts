/** What an attacker knows of how many units lie where, and what follows from it: equations over the cells of a space, solved as a linear program. */
import {
  type Known,
  type Range,
  rangeOf,
  type Terms,
} from '../../../../packages/privacy/src/testing/attacker-program.ts';

/** Axes and their values. Every combination of values is an unknown. */
export type Space = Readonly<Record<string, readonly string[]>>;
/** Values on some axes; on the others all. */
export type Region = Readonly<Record<string, readonly string[]>>;

export type Knowledge = {
  /** So many units are there, or (with `slack`) about so many. */
  tell: (region: Region, units: number, slack?: number) => void;
  /**
   * Somebody is there, if cells of nobody are told from hidden ones: in each of these margins, because the margin is known or the same
   * answer shows another cell of it to be empty.
   */
  tellSome: (region: Region, margins: readonly Region[], empty: readonly Region[]) => void;
  /** Undefined where what was told contradicts itself. */
  rangeOf: (region: Region) => Range | undefined;
  /** Of the units of one region less those of another. */
  rangeOfDifference: (region: Region, less: Region) => Range | undefined;
};

function cellsOf(space: Space): Readonly<Record<string, string>>[] {
  return Object.entries(space).reduce<Record<string, string>[]>(
    (cells, [axis, values]) => cells.flatMap((cell) => values.map((value) => ({ ...cell, [axis]: value }))),
    [{}],
  );
}

export function createKnowledge(space: Space): Knowledge {
  const cells = cellsOf(space);
  const told = new Map<string, Known>();
  const somewhere: { known: Known; margins: readonly { name: string; showsEmpty: boolean }[] }[] = [];
  const indexesOf = (region: Region): number[] => {
    const limits = Object.entries(region);
    return cells.flatMap((cell, index) =>
      limits.every(([axis, values]) => values.includes(cell[axis] ?? '')) ? [index] : [],
    );
  };
  const termsOf = (region: Region): Terms => new Map(indexesOf(region).map((index) => [index, 1]));

  const nameOf = (region: Region) => JSON.stringify(indexesOf(region));

  function add(region: Region, low: number, high: number): void {
    const terms = termsOf(region);
    if (terms.size > 0) told.set(nameOf(region), { terms, low, high });
  }
  function all(): Known[] {
    const peopled = somewhere.filter(({ margins }) =>
      margins.every(({ name, showsEmpty }) => showsEmpty || told.has(name)),
    );
    return [...told.values(), ...peopled.map(({ known }) => known)];
  }
  return {
    tell: (region, units, slack = 0) => add(region, units - slack, units + slack),
    tellSome: (region, margins, empty) => {
      const isIn = (part: Region, whole: ReadonlySet<number>) => indexesOf(part).every((index) => whole.has(index));
      const known = { terms: termsOf(region), low: 1, high: Number.POSITIVE_INFINITY };
      if (known.terms.size > 0)
        somewhere.push({
          known,
          margins: margins.map((margin) => {
            const whole = new Set(indexesOf(margin));
            return { name: nameOf(margin), showsEmpty: empty.some((part) => isIn(part, whole)) };
          }),
        });
    },
    rangeOf: (region) => rangeOf(cells.length, all(), termsOf(region)),
    rangeOfDifference: (region, less) => {
      const terms = new Map(termsOf(region));
      for (const index of indexesOf(less)) terms.set(index, (terms.get(index) ?? 0) - 1);
      return rangeOf(cells.length, all(), terms);
    },
  };
}
