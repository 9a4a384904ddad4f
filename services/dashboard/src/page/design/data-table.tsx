/** A real HTML table: caption, headers with scope, columns that sort by a button. */
import { type ReactNode, useMemo, useState } from 'react';

export type Column<T> = {
  readonly id: string;
  readonly title: string;
  readonly isNumeric?: boolean;
  cell(row: T): ReactNode;
  /** What the column sorts by; without it, it does not. Nothing (null) comes last either way. */
  sortBy?(row: T): string | number | null;
};

type Order = { id: string; isDescending: boolean };

function compare(a: string | number | null, b: string | number | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -1 : 1;
}

/** Rows in the order of a column. Rows that are alike keep theirs. */
function ordered<T>(rows: readonly T[], columns: readonly Column<T>[], order: Order | undefined): readonly T[] {
  const sortBy = columns.find(({ id }) => id === order?.id)?.sortBy;
  if (order === undefined || sortBy === undefined) return rows;
  const sign = order.isDescending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [left, right] = [sortBy(a), sortBy(b)];
    return left === null || right === null ? compare(left, right) : sign * compare(left, right);
  });
}

type DataTableProps = {
  /** What the table shows, for those who cannot see what stands around it. */
  caption: string;
  isCaptionShown?: boolean;
  /** On a phone every row is a card with the columns' titles in it, rather than a line that runs out of sight. */
  isCardsWhereNarrow?: boolean;
};

/** Said where the stylesheet makes cards of rows: to a browser they would no longer be a table. */
const ROLES = {
  table: { role: 'table' },
  group: { role: 'rowgroup' },
  row: { role: 'row' },
  column: { role: 'columnheader' },
  head: { role: 'rowheader' },
  cell: { role: 'cell' },
} as const;
const NO_ROLES: Readonly<Record<keyof typeof ROLES, object>> = {
  ...{ table: {}, group: {}, row: {}, column: {}, head: {}, cell: {} },
};

const sortName = (order: Order | undefined, id: string) =>
  order?.id !== id ? 'none' : order.isDescending ? 'descending' : 'ascending';

/** The first column heads its rows. */
export function DataTable<T>({
  rows,
  columns,
  keyOf,
  caption,
  isCaptionShown = false,
  isCardsWhereNarrow = false,
}: DataTableProps & { rows: readonly T[]; columns: readonly Column<T>[]; keyOf(row: T, index: number): string }) {
  const [order, setOrder] = useState<Order>();
  const said = isCardsWhereNarrow ? ROLES : NO_ROLES;
  const shown = useMemo(() => ordered(rows, columns, order), [rows, columns, order]);
  const turn = (id: string) =>
    setOrder((before) =>
      before?.id !== id ? { id, isDescending: false } : before.isDescending ? undefined : { id, isDescending: true },
    );
  return (
    // Focusable, so that a table wider than the window can be scrolled by keys.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable
    <section className="table-scroll" tabIndex={0} aria-label={caption}>
      <table className={isCardsWhereNarrow ? 'table table-cards' : 'table'} {...said.table}>
        <caption className={isCaptionShown ? 'soft small' : 'visually-hidden'}>{caption}</caption>
        <thead {...said.group}>
          <tr {...said.row}>
            {columns.map(({ id, title, isNumeric, sortBy }) => (
              <th
                key={id}
                scope="col"
                {...said.column}
                className={isNumeric ? 'numeric' : undefined}
                aria-sort={sortBy === undefined ? undefined : sortName(order, id)}
              >
                {sortBy === undefined ? (
                  title
                ) : (
                  <button type="button" onClick={() => turn(id)}>
                    {title}{' '}
                    <span aria-hidden="true">
                      {{ none: '↕', ascending: '↑', descending: '↓' }[sortName(order, id)]}
                    </span>
                  </button>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...said.group}>
          {shown.map((row, index) => (
            <tr key={keyOf(row, index)} {...said.row}>
              {columns.map(({ id, title, isNumeric, cell }, place) =>
                place === 0 ? (
                  <th key={id} scope="row" {...said.head} className={isNumeric ? 'numeric' : undefined}>
                    {cell(row)}
                  </th>
                ) : (
                  <td
                    key={id}
                    {...said.cell}
                    className={isNumeric ? 'numeric' : undefined}
                    {...(isCardsWhereNarrow ? { 'data-title': title } : {})}
                  >
                    {cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
