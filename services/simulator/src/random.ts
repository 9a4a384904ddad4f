/** Seeded randomness: sfc32 (Chris Doty-Humphrey), seeded by a text hash. The same text gives the same numbers everywhere. */

export type Random = {
  /** In [0, 1), 32 bits. */
  uniform(): number;
  between(low: number, high: number): number;
  chance(probability: number): boolean;
  /** Waiting time of a Poisson process with `rate` events per unit of time; infinite for rate 0. */
  exponential(rate: number): number;
  /** A whole number in [0, count). */
  below(count: number): number;
  pick<T>(choices: readonly [T, ...T[]]): T;
  /** Index drawn with these weights, which need not sum to 1. */
  weighted(weights: readonly number[]): number;
};

const WARM_UP_ROUNDS = 12;

/** One independent stream of numbers for each seed text: an entity has its own, so that entities do not shift each other. */
export function createRandom(seedText: string): Random {
  const next = sfc32(hash128(seedText));
  for (let round = 0; round < WARM_UP_ROUNDS; round++) next();
  const uniform = () => next() / 2 ** 32;
  const below = (count: number) => Math.floor(uniform() * count);
  return {
    uniform,
    below,
    between: (low, high) => low + uniform() * (high - low),
    chance: (probability) => uniform() < probability,
    exponential: (rate) => (rate === 0 ? Number.POSITIVE_INFINITY : -Math.log1p(-uniform()) / rate),
    pick: (choices) => choices[below(choices.length)] ?? choices[0],
    weighted(weights) {
      let left = uniform() * weights.reduce((sum, weight) => sum + weight, 0);
      const index = weights.findIndex((weight) => {
        left -= weight;
        return left < 0;
      });
      return index === -1 ? weights.length - 1 : index;
    },
  };
}

type State = [number, number, number, number];

function sfc32(state: State): () => number {
  let [a, b, c, counter] = state;
  return function next() {
    const out = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + out) | 0;
    return out >>> 0;
  };
}

/** FNV-1a with four offsets, each mixed to the end by murmur3's finaliser: 128 bits of seed out of any text. */
function hash128(text: string): State {
  const lanes: State = [0x811c9dc5, 0x1b873593, 0x9e3779b9, 0x85ebca6b];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    for (let lane = 0; lane < lanes.length; lane++) {
      lanes[lane] = Math.imul((lanes[lane] ?? 0) ^ (unit + lane * 0x101), 0x01000193 + lane * 0x2e);
    }
  }
  return lanes.map(finalise) as State;
}

function finalise(lane: number): number {
  let mixed = lane ^ (lane >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** A pseudonym: 16 hex digits that say nothing about who or what they name. */
export function pseudonym(text: string): string {
  const [first, second] = hash128(text);
  return first.toString(16).padStart(8, '0') + second.toString(16).padStart(8, '0');
}
