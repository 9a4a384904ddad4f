/** Token buckets: so many at once, refilled evenly. */

export type Bucket = {
  /** Seconds until there is something in it; 0 when there is. */
  wait(now: number): number;
  /** Takes out `amount`, which may leave it owing: what an answer costs is known only afterwards. */
  take(amount: number, now: number): void;
};

const MINUTE_MS = 60_000;

/** A full bucket of `perMinute`. `now` is in epoch milliseconds. */
export function createBucket(perMinute: number, now: number): Bucket {
  let level = perMinute;
  let at = now;

  function refill(moment: number): void {
    // A clock that was set back gives nothing, and takes nothing.
    level = Math.min(perMinute, level + (Math.max(0, moment - at) * perMinute) / MINUTE_MS);
    at = moment;
  }

  function wait(moment: number): number {
    refill(moment);
    return level >= 1 ? 0 : Math.max(1, Math.ceil(((1 - level) / perMinute) * 60));
  }

  function take(amount: number, moment: number): void {
    refill(moment);
    level -= amount;
  }
  return { wait, take };
}
