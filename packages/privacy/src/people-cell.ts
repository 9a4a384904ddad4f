/**
 * A cell as protection sees it. key: its value on every axis, null for the margin over that axis (all cells of a table have
 * keys of one length). people: the distinct people behind it, one number a role (mentors, mentees), in one order; the
 * smallest counts. units: the number that the table shows and that adds up over cells (pairings, answers), where it is
 * another than people.
 */
export type PeopleCell = {
  readonly key: readonly (string | null)[];
  readonly people: readonly number[];
  readonly units?: number;
};

/** How a cell is named in `hiddenBefore`, and the order in which ties are broken. */
export const cellName = (key: readonly (string | null)[]): string => JSON.stringify(key);

/** The smallest side of a cell: a pairing's cell needs k mentors and k mentees. */
export const fewest = (people: readonly number[]): number => (people.length === 0 ? 0 : Math.min(...people));

/** Whether nobody is in the cell, on any side. */
export const isNobody = (people: readonly number[]): boolean => people.every((count) => count === 0);
