/** Which cells of a table must be hidden, and what of an estimate may be shown. */
export { cellName, type PeopleCell } from './people-cell.ts';
export { type Mask, type ProtectOptions, protectTable } from './protect-table.ts';
