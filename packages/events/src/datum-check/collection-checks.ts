/** Checks of lists and maps, written as one block: their number of items, the items, a zero. */
import { type FieldCheck, lengthAt, lengthBytes, NOT_SURE } from './field-checks.ts';

/** How many items a list may have. `unique`: no two may begin with the same text. */
export type ListLimits = { min: number; max: number; unique: boolean };

// Each item is compared with all before it: beyond this many, the full reading is no slower.
const MOST_COMPARED = 64;

// Two texts of other lengths differ in the first byte or two, which hold the length: so no end is looked at.
function sameText(bytes: Buffer, one: number, other: number, size: number): boolean {
  for (let index = 0; index < size; index += 1) {
    if (bytes[one + index] !== bytes[other + index]) return false;
  }
  return true;
}

function isRepeated(bytes: Buffer, starts: Int32Array, count: number, size: number): boolean {
  const own = starts[count] as number;
  for (let index = 0; index < count; index += 1) {
    if (sameText(bytes, starts[index] as number, own, size)) return true;
  }
  return false;
}

function textSize(bytes: Buffer, at: number, end: number): number {
  const length = lengthAt(bytes, at, end);
  return lengthBytes(length) + length;
}

/** A list with an item or more, or with entries: then an item is a name and its value. */
export function filledListCheck(item: FieldCheck, { min, max, unique }: ListLimits): FieldCheck {
  const most = unique ? Math.min(max, MOST_COMPARED) : max;
  const least = Math.max(1, min);
  const starts = new Int32Array(MOST_COMPARED);
  return function checkFilledList(bytes, at, end, start) {
    const items = lengthAt(bytes, at, end);
    if (items < least || items > most) return NOT_SURE;
    let next = at + lengthBytes(items);
    for (let index = 0; index < items; index += 1) {
      const from = next;
      next = item(bytes, from, end, start);
      if (next < 0) return NOT_SURE;
      if (unique) {
        starts[index] = from;
        if (isRepeated(bytes, starts, index, textSize(bytes, from, end))) return NOT_SURE;
      }
    }
    return next < end && bytes[next] === 0 ? next + 1 : NOT_SURE;
  };
}

/** Fields that follow each other: those of a record, or an entry's name and value. */
export function sequenceCheck(fields: readonly FieldCheck[]): FieldCheck {
  return function checkSequence(bytes, at, end, start) {
    let next = at;
    for (let index = 0; index < fields.length; index += 1) {
      next = (fields[index] as FieldCheck)(bytes, next, end, start);
      if (next < 0) return NOT_SURE;
    }
    return next;
  };
}
