/** Which cells of a table must be hidden, and what of an estimate may be shown. */
export { coarseCells, type ShareCell } from './coarse-cells.ts';
export { roundedCount, roundedShare } from './export-rounding.ts';
export { type CurvePoint, isCrowdedQuantile, mergedSteps } from './merged-steps.ts';
export { cellName, type PeopleCell } from './people-cell.ts';
export { isFewLeftOut, type LeftOut, type NestedCell, protectNested } from './protect-nested.ts';
export { type Mask, type ProtectOptions, protectTable } from './protect-table.ts';
export { isCrowdedBetween, refinedSteps, type ToldDay } from './refined-steps.ts';
export { isTelling, nearShare, type ShownShare, shownShare } from './shown-share.ts';
export { unknownTogether } from './unknown-together.ts';
