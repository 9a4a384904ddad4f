/** A released table as it is stored: every cell that ever had somebody, with what is shown of it. */
import type { LeftOut } from '@rapport/privacy';
import type { MetricRow } from '../result.ts';
import { ReleaseError } from './release-error.ts';

/** The numbers of a cell as they were published; its group and bucket are the cell's key. */
export type PublishedRow = Omit<MetricRow, 'group' | 'bucket' | 'release'>;

export type BodyCell = {
  /** Values of the breakdowns in the table's order, then the bucket. */
  key: readonly string[];
  /** Distinct people by role, and units, at this release. Never shown as such. */
  people: readonly number[];
  units: number;
  /** Whom wider metrics have in it and this one leaves out, in the order of `widerOf`. Never shown. Bodies stored before there was such a thing have none. */
  leftOut?: readonly LeftOut[];
  /** As `changed`, of those left out: one entry for each. */
  leftOutChanged?: readonly BodyCell['changed'][];
  /** Whether its number of this release may be known: what tables with this cell as a margin must reckon with. */
  published: boolean;
  /** Whether nobody or k people have changed since it was published. */
  open: boolean;
  /** Whether the row that is shown is a bound or rounded. */
  coarse: boolean;
  /**
   * How many people, by role, its number would tell of beside the last published one, and beside the one of the table before. Null where the
   * table was not computed before.
   */
  changed: { published: readonly number[]; last: readonly number[] } | null;
  /** Whether its number could be known at the release of the table before. */
  wasPublished: boolean;
  /** Release whose rows of the sample this cell's are compared with at the next one. */
  base: string;
  /** What is shown: the numbers of `release`, this one or an earlier one. Null: never published. */
  row: PublishedRow | null;
  release: string | null;
  /** Never published with anybody in it, but shown as empty before it had anybody, and so still. */
  wasEmpty: boolean;
};

export type TableBody = {
  format: 1;
  /** The release in which the table was first computed. */
  first: string;
  zones: readonly string[];
  /** Groups and buckets, each with the release in which it was first seen: what empty cells say of their age. */
  groups: readonly (readonly [groups: readonly string[], release: string])[];
  labels: readonly (readonly [label: string, release: string])[];
  cells: readonly BodyCell[];
  /** Slices (`slices.ts`) by the last release in which cells of nobody in them could be told from hidden ones. */
  told: readonly (readonly [slice: string, release: string])[];
  /** Margins that had somebody, by the release of the number that is shown of them; '' where none is. Names as `marginName` gives them. */
  margins: readonly (readonly [name: string, release: string])[];
};

export const bodyText = (body: TableBody): string => JSON.stringify(body);

/** @throws ReleaseError for a body of another format: it was stored by a newer or older program */
export function bodyFrom(text: string): TableBody {
  const body = JSON.parse(text) as TableBody;
  if (body.format === 1) return body;
  throw new ReleaseError(
    'RELEASED_TABLE_UNREADABLE',
    'a released table is stored in a form that this version cannot read',
  );
}
