/** Which cells of a released table may be known at a release. */
import { cellName, isFewLeftOut } from '@rapport/privacy';
import { isAlike } from '../disclosure.ts';
import type { MetricQuery } from '../request.ts';
import { numberIn } from '../summary-row.ts';
import type { Candidate } from './openness.ts';
import { hiddenCells, type SliceCell } from './slice-mask.ts';
import { isAbove, type MarginCell, marginsBySlice, placeOf, type Relative, sliceOf } from './slices.ts';
import type { BodyCell, TableBody } from './table-body.ts';
import type { TableSpec } from './table-spec.ts';

/** Another table's bucket that shows the very same snapshot. */
export type Twin = { of: string; body: TableBody };

type Asked = {
  spec: TableSpec;
  query: MetricQuery;
  relatives: readonly Relative[];
  /** The same table at the next smaller k of the ladder. */
  finer: TableBody | undefined;
  twinOf: (bucket: string) => Twin | undefined;
};

const byName = (cells: readonly BodyCell[]) => new Map(cells.map((cell) => [cellName(cell.key), cell]));

function marginCell({ place, cell }: MarginCell): SliceCell {
  const { people, units, leftOut = [], changed, leftOutChanged = [], wasPublished, published } = cell;
  const own = { key: place, people, units, leftOut, changed, leftOutChanged, wasPublished };
  return { ...own, decision: published ? 'shown' : 'hidden' };
}

type Margins = {
  hiddenMargins: readonly SliceCell[];
  shownEmpty: readonly SliceCell[];
  /** Whether a cell of the slice is closed: then those that were hidden for its sake stay so, and no new ones must be. */
  hasClosed: boolean;
};

const isNobody = (people: readonly number[]) => people.every((count) => count === 0);

function ownCell(
  asked: Asked,
  one: Candidate,
  { hiddenMargins, shownEmpty, hasClosed }: Margins,
  finer: BodyCell | undefined,
): SliceCell {
  const { cell, changed, leftOutChanged, before } = one;
  const { people, leftOut = [] } = cell;
  const key = placeOf(cell.key, asked.spec, asked.spec, asked.query.metric);
  const first = asked.spec.programme === null ? 1 : 0;
  const isHeld =
    !one.isOpen ||
    isAlike(asked.query.metric, cell.row) ||
    (!isNobody(people) && leftOut.some((left) => isFewLeftOut(left, asked.spec.k))) ||
    hiddenMargins.some((margin) => isAbove(margin.key, key, first)) ||
    finer?.open === false;
  const wasHelper = before?.open === true && !before.published;
  const follows = finer?.published === false || (hasClosed && wasHelper);
  // Where nobody is in a margin that is shown, nobody is in its parts, and everybody knows.
  const isKnownEmpty = isNobody(people) && shownEmpty.some((margin) => isAbove(margin.key, key, first));
  return {
    ...{ key, people, units: numberIn(cell.row, 'n'), leftOut, changed, leftOutChanged },
    wasPublished: before?.published ?? true,
    decision: isKnownEmpty ? 'shown' : isHeld ? 'held' : follows ? 'follows' : 'open',
  };
}

function maskOfSlice(
  asked: Asked,
  own: readonly Candidate[],
  margins: readonly MarginCell[],
  finer: ReadonlyMap<string, BodyCell>,
): { hidden: Candidate[]; protectable: boolean } {
  const around = margins.map(marginCell);
  const known: Margins = {
    hiddenMargins: around.filter(({ decision }) => decision === 'hidden'),
    hasClosed: own.some(({ isOpen }) => !isOpen),
    shownEmpty: around.filter(({ decision, people }) => decision === 'shown' && isNobody(people)),
  };
  const cells = new Map(own.map((one) => [ownCell(asked, one, known, finer.get(cellName(one.cell.key))), one]));
  const { hidden, protectable } = hiddenCells([...cells.keys(), ...around], asked.spec.k);
  return { hidden: [...cells].flatMap(([cell, one]) => (hidden.has(cell) ? [one] : [])), protectable };
}

/** A snapshot that another table shows too is known exactly where that shows it. */
function hiddenOfTwin(own: readonly Candidate[], { of, body }: Twin): Candidate[] {
  const decided = byName(body.cells);
  return own.filter(({ cell }) => decided.get(cellName([...cell.groups, of]))?.published !== true);
}

/** held: cells whose number of this release must not be known. unprotected: slices whose cells of nobody must not be told from them. */
export type TableMask = { held: ReadonlySet<Candidate>; unprotected: ReadonlySet<string> };

/** What of a table may be known at a release. */
export function maskOfTable(asked: Asked, candidates: readonly Candidate[]): TableMask {
  const { spec, query, twinOf } = asked;
  const margins = marginsBySlice(spec, query.metric, asked.relatives);
  const finer = byName(asked.finer?.cells ?? []);
  const slices = Map.groupBy(candidates, ({ cell }) => sliceOf(cell.bucket, spec, query.metric));
  const unprotected = new Set<string>();
  const held = [...slices].flatMap(([slice, own]) => {
    const twin = twinOf(slice);
    if (twin !== undefined) return hiddenOfTwin(own, twin);
    const { hidden, protectable } = maskOfSlice(asked, own, margins.get(slice) ?? [], finer);
    if (!protectable) unprotected.add(slice);
    return hidden;
  });
  return { held: new Set(held), unprotected };
}
