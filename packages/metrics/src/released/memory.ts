/** What was worked out once, while it may be asked again: nothing of a release ever changes. */
export type Memory<T> = { get: (key: string, make: () => Promise<T>) => Promise<T> };

const MOST = 1_000;

/** Keeps the newest thousand. What is asked twice at the same time is made once; what failed is made again. */
export function createMemory<T>(): Memory<T> {
  const kept = new Map<string, Promise<T>>();
  function get(key: string, make: () => Promise<T>): Promise<T> {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const made = make();
    kept.set(key, made);
    made.catch(() => kept.delete(key));
    const [oldest] = kept.keys();
    if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
    return made;
  }
  return { get };
}
