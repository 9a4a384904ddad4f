/**
 * Checks of single fields on Avro bytes. They make no object and no text: a check takes a position and answers where the
 * field ends, or NOT_SURE. Written in any but the shortest form, a number or length is not sure either: a reader in
 * another language may see it differently.
 */
import { DASH, HEX, type TextClass, UUID_CLASSES, VARIANT, VERSION } from './byte-classes.ts';

/** The answer for bytes that break a rule, and for whatever is left to the full reading: nobody is refused here. */
export const NOT_SURE = -1;

/**
 * Where the field at `at` ends when its bytes surely keep its rule, or NOT_SURE. Looks at nothing outside [at, end);
 * `start` is where the datum begins.
 */
export type FieldCheck = (bytes: Buffer, at: number, end: number, start: number) => number;

const UUID_LENGTH = 36;
// The zigzag form of 36, the length before a UUID.
const UUID_LENGTH_BYTE = 2 * UUID_LENGTH;
const UUID_SHAPE = Uint8Array.from('hhhhhhhh-hhhh-Vhhh-Nhhh-hhhhhhhhhhhh', (mark) => {
  if (mark === '-') return DASH;
  if (mark === 'V') return VERSION;
  return mark === 'N' ? VARIANT : HEX;
});

/** A length or number of items from 0 to 8191 in its shortest form, or NOT_SURE. It takes `lengthBytes` of it bytes. */
export function lengthAt(bytes: Buffer, at: number, end: number): number {
  if (at >= end) return NOT_SURE;
  const low = bytes[at] as number;
  if ((low & 1) === 1) return NOT_SURE;
  if (low < 0x80) return low >> 1;
  const high = at + 1 < end ? (bytes[at + 1] as number) : 0;
  if (high === 0 || high >= 0x80) return NOT_SURE;
  return ((low & 0x7f) | (high << 7)) >> 1;
}

/** How many bytes the shortest form of a length up to 8191 takes. */
export function lengthBytes(length: number): number {
  return length < 64 ? 1 : 2;
}

/** A text of ASCII characters of one class. */
export function textCheck({ first, rest, min, max }: TextClass): FieldCheck {
  return function checkText(bytes, at, end) {
    const length = lengthAt(bytes, at, end);
    if (length < min || length > max) return NOT_SURE;
    const from = at + lengthBytes(length);
    const to = from + length;
    if (to > end) return NOT_SURE;
    if (length > 0 && first[bytes[from] as number] === 0) return NOT_SURE;
    for (let index = from + 1; index < to; index += 1) {
      if (rest[bytes[index] as number] === 0) return NOT_SURE;
    }
    return to;
  };
}

/** A UUID with a version from 1 to 8 and the usual variant, in either case. */
export function checkUuid(bytes: Buffer, at: number, end: number): number {
  const from = at + 1;
  const to = from + UUID_LENGTH;
  if (to > end || bytes[at] !== UUID_LENGTH_BYTE) return NOT_SURE;
  for (let index = 0; index < UUID_LENGTH; index += 1) {
    const classes = UUID_CLASSES[bytes[from + index] as number] as number;
    if ((classes & (UUID_SHAPE[index] as number)) === 0) return NOT_SURE;
  }
  return to;
}

/** A nullable UUID that must differ from the one with which the datum begins, whatever case their letters have. */
export function otherThanFirst(nullableUuid: FieldCheck): FieldCheck {
  return function checkOtherThanFirst(bytes, at, end, start) {
    const next = nullableUuid(bytes, at, end, start);
    if (next - at < UUID_LENGTH) return next;
    for (let back = 1; back <= UUID_LENGTH; back += 1) {
      const own = bytes[start + 1 + UUID_LENGTH - back] as number;
      if (((bytes[next - back] as number) | 0x20) !== (own | 0x20)) return next;
    }
    return NOT_SURE;
  };
}

const HIGH = 2 ** 28;

/** An int or long from `min` to `max`, both within 48 bits. */
export function wholeNumberCheck(min: number, max: number): FieldCheck {
  return function checkWholeNumber(bytes, at, end) {
    let next = at;
    let low = 0;
    let high = 0;
    let byte = 0x80;
    // Two halves of 28 and 21 bits, as bit operations have 32.
    for (let shift = 0; shift < 28 && byte >= 0x80; shift += 7) {
      if (next >= end) return NOT_SURE;
      byte = bytes[next++] as number;
      low |= (byte & 0x7f) << shift;
    }
    for (let shift = 0; shift < 21 && byte >= 0x80; shift += 7) {
      if (next >= end) return NOT_SURE;
      byte = bytes[next++] as number;
      high |= (byte & 0x7f) << shift;
    }
    if (byte >= 0x80 || (byte === 0 && next - at > 1)) return NOT_SURE;
    const negative = (low & 1) === 1;
    const half = (low >>> 1) + high * (HIGH / 2);
    const value = negative ? -half - 1 : half;
    return value >= min && value <= max ? next : NOT_SURE;
  };
}

/** A double from `min` to `max` that is a number. */
export function realNumberCheck(min: number, max: number): FieldCheck {
  return function checkRealNumber(bytes, at, end) {
    if (at + 8 > end) return NOT_SURE;
    const value = bytes.readDoubleLE(at);
    return Number.isFinite(value) && value >= min && value <= max ? at + 8 : NOT_SURE;
  };
}

/** One of the words of an Avro enum; `allowed` has a 1 at the index of each that may stand here. */
export function wordCheck(allowed: Uint8Array): FieldCheck {
  return function checkWord(bytes, at, end) {
    if (at >= end) return NOT_SURE;
    const byte = bytes[at] as number;
    return (byte & 0x81) === 0 && allowed[byte >> 1] === 1 ? at + 1 : NOT_SURE;
  };
}

/** A boolean. */
export function checkBoolean(bytes: Buffer, at: number, end: number): number {
  return at < end && (bytes[at] as number) <= 1 ? at + 1 : NOT_SURE;
}

/** One byte that says null or empty: a field that is not filled. */
export function emptyCheck(emptyByte: number): FieldCheck {
  return function checkEmpty(bytes, at, end) {
    return at < end && bytes[at] === emptyByte ? at + 1 : NOT_SURE;
  };
}

/** A field that must be filled: the byte that says so, then the value. */
export function filledCheck(filledByte: number, value: FieldCheck): FieldCheck {
  return function checkFilled(bytes, at, end, start) {
    return at < end && bytes[at] === filledByte ? value(bytes, at + 1, end, start) : NOT_SURE;
  };
}

/** A field that may be left out: one byte says that it is, otherwise `filled` reads it. */
export function optionalCheck(emptyByte: number, filled: FieldCheck): FieldCheck {
  return function checkOptional(bytes, at, end, start) {
    if (at >= end) return NOT_SURE;
    return bytes[at] === emptyByte ? at + 1 : filled(bytes, at, end, start);
  };
}
