/** Which bytes a rule's text may have, as tables by byte. ASCII only: other text is read in full. */

/** An ASCII text of `min` to `max` characters; a table has a 1 for each byte that may stand first, or after that. */
export type TextClass = { first: Uint8Array; rest: Uint8Array; min: number; max: number };

const ASCII = 128;

function table(fits: (char: string) => boolean): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => (byte < ASCII && fits(String.fromCharCode(byte)) ? 1 : 0));
}

/** What any text of a character or more has. */
export const ANY_ASCII: TextClass = { first: table(() => true), rest: table(() => true), min: 0, max: Infinity };

const CHARACTER_CLASS = String.raw`\[(?:[^\]\\]|\\.)+\]`;
const SHAPE = new RegExp(String.raw`^\^(${CHARACTER_CLASS})?(${CHARACTER_CLASS})(\*|\+|\{(\d+),(\d+)\})\$$`);

function times(quantifier: string, from = '0', to = '0'): [number, number] {
  if (quantifier === '*') return [0, Infinity];
  return quantifier === '+' ? [1, Infinity] : [Number(from), Number(to)];
}

/** The tables of a pattern such as `^[a-z][a-z0-9]{0,9}$` or `^[a-z]*$`; undefined for one of any other shape. */
export function classOfPattern(pattern: RegExp): TextClass | undefined {
  const [, first, rest, quantifier, from, to] = SHAPE.exec(pattern.source) ?? [];
  if (rest === undefined || quantifier === undefined || !/^u?$/.test(pattern.flags)) return undefined;
  const [min, max] = times(quantifier, from, to);
  const restClass = new RegExp(`^${rest}$`, pattern.flags);
  const restTable = table((char) => restClass.test(char));
  if (first === undefined) return { first: restTable, rest: restTable, min, max };
  const firstClass = new RegExp(`^${first}$`, pattern.flags);
  return { first: table((char) => firstClass.test(char)), rest: restTable, min: min + 1, max: max + 1 };
}

export const HEX = 1;
export const DASH = 2;
export const VERSION = 4;
export const VARIANT = 8;

function uuidClasses(char: string): number {
  return (
    (/[0-9a-fA-F]/.test(char) ? HEX : 0) |
    (char === '-' ? DASH : 0) |
    (/[1-8]/.test(char) ? VERSION : 0) |
    (/[89abAB]/.test(char) ? VARIANT : 0)
  );
}

/** The places of a UUID where a byte may stand, as bits. */
export const UUID_CLASSES = Uint8Array.from({ length: 256 }, (_, byte) => uuidClasses(String.fromCharCode(byte)));
