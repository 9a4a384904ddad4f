/** SQL that makes up values: everything comes from a seed, a word and a number, the same every time. */

/** Milliseconds of the first and last moment that stored events are about: five years that lie behind every reader. */
export const storySpan = { from: Date.UTC(2020, 0, 1), to: Date.UTC(2025, 0, 1) } as const;

export const DAY_MS = 86_400_000;

export type Dice = {
  /** 64 bits for a word and a number. */
  hash(word: string, n: string): string;
  /** A number in [0, 1). */
  uniform(word: string, n: string): string;
  /** One of the texts; `skew` above 1 makes the first ones likelier. */
  pick(word: string, n: string, values: readonly string[], skew?: number): string;
  /** An event id. */
  eventId(word: string, n: string): string;
  /** `prefix` and 16 hexadecimal digits. */
  id(prefix: string, word: string, n: string): string;
};

export const quoted = (values: readonly string[]): string => `[${values.map((value) => `'${value}'`).join(', ')}]`;

/** Dice of a seed. Their texts are expressions over columns; words and values are constants of the bench. */
export function createDice(seed: number): Dice {
  // The hash of a number depends on its type.
  const hash = (word: string, n: string) => `sipHash64(${seed}, '${word}', toUInt64(${n}))`;
  const uniform = (word: string, n: string) => `(${hash(word, n)} / 1.8446744073709552e19)`;
  return {
    hash,
    uniform,
    pick: (word, n, values, skew = 1) =>
      `arrayElement(${quoted(values)}, 1 + toUInt32(floor(${values.length} * pow(${uniform(word, n)}, ${skew}))))`,
    eventId: (word, n) => `reinterpretAsUUID(sipHash128(${seed}, '${word}', toUInt64(${n})))`,
    id: (prefix, word, n) => `concat('${prefix}', lower(hex(${hash(word, n)})))`,
  };
}

export const instant = (ms: string): string => `fromUnixTimestamp64Milli(toInt64(${ms}), 'UTC')`;
export const orNull = (text: string): string => `nullIf(${text}, '')`;

/** How long after an event it was told, in ms: mostly within the hour, one in ten within days, one in fifty within weeks. */
export function lag(dice: Dice, n: string): string {
  const u = dice.uniform('lag', n);
  return `multiIf(${u} < 0.88, ${u} * 3600000, ${u} < 0.98, (${u} - 0.88) * 20 * ${DAY_MS}, (${u} - 0.98) * 2500 * ${DAY_MS})`;
}
