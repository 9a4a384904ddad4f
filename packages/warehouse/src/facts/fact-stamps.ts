/** Names for the facts between two makings, of a keeper that is named `holder`: the same name, the same facts. */
export function createStamps(holder: string) {
  let [makings, isMaking] = [0, false];

  /** Facts that are being made anew are of two moments at once: they have no name meanwhile, and another one afterwards. */
  async function making<T>(work: () => Promise<T>): Promise<T> {
    makings += 1;
    isMaking = true;
    try {
      return await work();
    } finally {
      isMaking = false;
    }
  }

  async function stampOf(stands: () => Promise<boolean>): Promise<string | undefined> {
    const before = makings;
    const isWhole = !isMaking && (await stands()) && !isMaking && makings === before;
    return isWhole ? `${holder} ${makings}` : undefined;
  }
  return { making, stampOf };
}
