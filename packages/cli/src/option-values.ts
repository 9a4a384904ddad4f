/** Option values as the user types them, put into values. */
import { InvalidArgumentError } from 'commander';

export type Filters = Record<string, string[]>;

/** A whole number from 0 on. @throws InvalidArgumentError */
export function whole(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value)) throw new InvalidArgumentError('must be a whole number');
  return value;
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
