/** When something began, as a dimension: start_quarter, pairing_year. */
export const isBeginning = (dimension: string): boolean => /^(start|pairing)_(month|quarter|year)$/.test(dimension);

/** The dimensions that somebody may divide or filter by: releases tell of beginnings by their periods, and by no dimension. */
export const dimensionsFor = (dimensions: readonly string[], isReleased: boolean): readonly string[] =>
  isReleased ? dimensions.filter((dimension) => !isBeginning(dimension)) : dimensions;
