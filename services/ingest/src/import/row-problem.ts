/** Why a row, or one of its cells, was refused. */

/** `column` is the file's own name, `field` the event's; `message` says what was wrong and what would be right. */
export type RowProblem = { code: string; message: string; column?: string; field?: string };

/** A cell as a value (undefined = absent), or the reason why it is none. */
export type Read = { ok: true; value: unknown } | { ok: false; problem: RowProblem };

/** The cells of a row that the mapping uses, in the order of the mapping's column list. */
export type Cells = readonly string[];

export const ABSENT: Read = { ok: true, value: undefined };

export function refuse(code: string, message: string, column?: string): { ok: false; problem: RowProblem } {
  return { ok: false, problem: { code, message, ...(column === undefined ? {} : { column }) } };
}
