/** Notices that records are waiting and nothing moves, although everything looks well: heartbeats fine, no error anywhere. */

/** One partition at one look: where it has been stored up to, and where the log ends. */
export type Standing = { key: string; position: bigint; end: bigint };

export type StallWatch = {
  /**
   * Takes a look at all partitions. True when one of them had records waiting at every look of the last `stallMs` and
   * did not move. A quiet partition is none of these.
   */
  look(standings: readonly Standing[], nowMs: number): boolean;
  /** Forgets what was seen: something else explains the standstill, or has just been done about it. */
  reset(): void;
};

export function createStallWatch(stallMs: number): StallWatch {
  let stuck = new Map<string, { position: bigint; sinceMs: number }>();

  function look(standings: readonly Standing[], nowMs: number): boolean {
    const before = stuck;
    stuck = new Map();
    for (const { key, position, end } of standings) {
      if (end <= position) continue;
      const known = before.get(key);
      stuck.set(key, known?.position === position ? known : { position, sinceMs: nowMs });
    }
    return [...stuck.values()].some(({ sinceMs }) => nowMs - sinceMs >= stallMs);
  }

  return { look, reset: () => stuck.clear() };
}
