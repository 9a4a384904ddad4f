/** Smallest number of distinct people, on each side, that a cell of this API may be about. */
export const SMALLEST_GROUP = 5;

/** What every question of this API is asked with, whoever asks. */
export const protection = { k: SMALLEST_GROUP } as const;
