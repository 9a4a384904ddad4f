/** The columns of one file that a mapping uses: their places in a row, and how each is read. */
import { createTimeParser, type TimeParser, type TimeRules } from './time-parser.ts';

export type ColumnTable = {
  /** Place of the column in the cells of a row; asking for a column is what makes it needed. */
  place(column: string): number;
  time(column: string): TimeParser;
  /** Every column asked for so far, in order of place. */
  names(): readonly string[];
};

/** Starts empty; `timeRules` says how the times of a column are written. */
export function createColumnTable(timeRules: (column: string) => TimeRules): ColumnTable {
  const places = new Map<string, number>();
  const parsers = new Map<string, TimeParser>();
  return {
    place(column) {
      const known = places.get(column) ?? places.size;
      places.set(column, known);
      return known;
    },
    time(column) {
      const known = parsers.get(column) ?? createTimeParser(timeRules(column));
      parsers.set(column, known);
      return known;
    },
    names: () => [...places.keys()],
  };
}
