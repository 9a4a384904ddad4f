/** How many may go on at once, first come, first served. */

/** One user's way in. Releasing without having acquired does nothing. */
export type Slot = {
  acquire(): Promise<void>;
  release(): void;
  /** Somebody waits for a place. */
  contended(): boolean;
};

/** Gives every user a slot of its own; `places` of them can be held at the same time. */
export function createAdmission(places: number): () => Slot {
  const waiting: (() => void)[] = [];
  let free = places;

  function giveBack(): void {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  }

  return function createSlot(): Slot {
    let held = false;
    return {
      acquire: async () => {
        if (free > 0) free -= 1;
        else await new Promise<void>((resolve) => waiting.push(resolve));
        held = true;
      },
      release: () => {
        if (held) giveBack();
        held = false;
      },
      contended: () => waiting.length > 0,
    };
  };
}
