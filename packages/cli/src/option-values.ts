/** Option values as the user types them, put into values. */
import { InvalidArgumentError } from 'commander';

export type Filters = Record<string, string[]>;

/** A whole number from 0 on. @throws InvalidArgumentError */
export function whole(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value)) throw new InvalidArgumentError('must be a whole number');
  return value;
}

/** How many people a cell must be about. @throws InvalidArgumentError */
export function smallestGroup(text: string): number {
  const k = whole(text);
  if (k >= 2) return k;
  throw new InvalidArgumentError('must be at least 2');
}

/** `a,b` and then `c` → [a, b, c]. */
export function collectList(text: string, before: readonly string[] = []): string[] {
  return [...before, ...text.split(',').filter((part) => part !== '')];
}

/** `dimension=a,b`, given as often as one likes → values by dimension. @throws InvalidArgumentError */
export function collectFilter(text: string, before: Filters = {}): Filters {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('must be DIMENSION=VALUE, such as start_year=2023');
  const name = text.slice(0, at);
  // Own properties only: a dimension may be called like something that every object inherits.
  const own = new Map(Object.entries(before));
  own.set(name, [...(own.get(name) ?? []), ...text.slice(at + 1).split(',')]);
  return Object.fromEntries(own);
}

const AGES: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A time (`2026-03-01`, `2026-03-01T09:00:00Z`) or an age (`90m`, `2h`, `7d`) → epoch milliseconds. @throws InvalidArgumentError */
export function moment(text: string): number {
  const [, amount, unit] = /^(\d+)([smhd])$/.exec(text) ?? [];
  if (amount !== undefined && unit !== undefined) return Date.now() - Number(amount) * (AGES[unit] ?? 0);
  const time = Date.parse(text);
  if (Number.isNaN(time))
    throw new InvalidArgumentError('must be a time such as 2026-03-01T09:00:00Z, or an age such as 2h');
  return time;
}
