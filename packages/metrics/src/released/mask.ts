/** Which cells of a released table may be known at a release. */
import { cellName } from '@rapport/privacy';
import { composedDimensions } from '../composition.ts';
import { isAlike } from '../disclosure.ts';
import type { MetricQuery } from '../request.ts';
import { numberIn } from '../summary-row.ts';
import type { Candidate } from './openness.ts';
import { hiddenCells, type SliceCell } from './slice-mask.ts';
import { type MarginCell, marginsBySlice, placeOf, type Relative, sliceOf } from './slices.ts';
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

/** The margin cell whose numbers every part of it shows (`composition.ts`). */
function wholeName(place: readonly (string | null)[], { spec, query }: Asked): string | undefined {
  const composed = composedDimensions(query.metric, spec.by);
  if (composed.length === 0) return undefined;
  const first = spec.programme === null ? 1 : 0;
  return cellName(place.map((part, index) => (composed.includes(spec.by[index - first] ?? '') ? null : part)));
}

function marginCell({ place, cell }: MarginCell): SliceCell {
  const { people, units, changed, wasPublished, published } = cell;
  return { key: place, people, units, changed, wasPublished, decision: published ? 'shown' : 'hidden' };
}

function ownCell(
  asked: Asked,
  one: Candidate,
  hiddenMargins: ReadonlySet<string>,
  finer: BodyCell | undefined,
): SliceCell {
  const { cell, changed, before } = one;
  const key = placeOf(cell.key, asked.spec, asked.spec, asked.query.metric);
  const whole = wholeName(key, asked);
  const isHeld =
    !one.isOpen ||
    isAlike(asked.query.metric, cell.row) ||
    (whole !== undefined && hiddenMargins.has(whole)) ||
    finer?.open === false;
  const follows = finer?.published === false;
  return {
    ...{ key, people: cell.people, units: numberIn(cell.row, 'n'), changed },
    wasPublished: before?.published ?? true,
    decision: isHeld ? 'held' : follows ? 'follows' : 'open',
  };
}

function hiddenInSlice(
  asked: Asked,
  own: readonly Candidate[],
  margins: readonly MarginCell[],
  finer: ReadonlyMap<string, BodyCell>,
): Candidate[] {
  const around = margins.map(marginCell);
  const hiddenMargins = new Set(around.filter(({ decision }) => decision === 'hidden').map(({ key }) => cellName(key)));
  const cells = new Map(own.map((one) => [ownCell(asked, one, hiddenMargins, finer.get(cellName(one.cell.key))), one]));
  const hidden = hiddenCells([...cells.keys(), ...around], asked.spec.k);
  return [...cells].flatMap(([cell, one]) => (hidden.has(cell) ? [one] : []));
}

/** A snapshot that another table shows too is known exactly where that shows it. */
function hiddenOfTwin(own: readonly Candidate[], { of, body }: Twin): Candidate[] {
  const decided = byName(body.cells);
  return own.filter(({ cell }) => decided.get(cellName([...cell.groups, of]))?.published !== true);
}

/** The cells whose number of this release must not be known. */
export function heldBack(asked: Asked, candidates: readonly Candidate[]): ReadonlySet<Candidate> {
  const { spec, query, twinOf } = asked;
  const margins = marginsBySlice(spec, query.metric, asked.relatives);
  const finer = byName(asked.finer?.cells ?? []);
  const slices = Map.groupBy(candidates, ({ cell }) => sliceOf(cell.bucket, spec, query.metric));
  const hidden = [...slices].flatMap(([slice, own]) => {
    const twin = twinOf(slice);
    return twin === undefined ? hiddenInSlice(asked, own, margins.get(slice) ?? [], finer) : hiddenOfTwin(own, twin);
  });
  return new Set(hidden);
}
