/** Which cells of a table must be hidden so that nobody can work out those of few people. */
import { candidateIn, hide, type OpenLines, settleLines } from './line-rule.ts';
import { componentOf, isWide } from './linear-program.ts';
import { unprovedAmounts } from './moves.ts';
import { cellName, fewest, isNobody, type PeopleCell } from './people-cell.ts';
import { type Decided, type Node, nothingDecided, type Table, tableOf } from './table.ts';

/** hidden: the given cells not to show. protectable: false where only the total of everything may be shown. */
export type Mask = { readonly hidden: ReadonlySet<PeopleCell>; readonly protectable: boolean };

export type ProtectOptions = {
  /** Cells of fewer distinct people, on any side, are hidden. */
  k: number;
  /** `cellName`s of cells that must stay hidden and unknown, however many people they hold now. */
  hiddenBefore?: ReadonlySet<string>;
  /** Names of cells that another answer hides: hidden here too, without being what is protected. */
  hiddenElsewhere?: ReadonlySet<string>;
  /** Names of cells that another answer shows: hiding them here would hide nothing, so others are hidden instead. */
  shownElsewhere?: ReadonlySet<string>;
  /** Whether the total of everything may be hidden to protect others: where its parts are told elsewhere. */
  hidesTotal?: boolean;
  /** Names of cells that are told, however few they hold: not for this table to hide. */
  toldAnyway?: ReadonlySet<string>;
  /** Whether it may be told that nobody is in some hidden cells together: where they are hidden for other numbers than these. */
  tellsNobody?: boolean;
};

/** Beyond these the linear program is left out, and what cannot be proved without it counts as too narrow. */
const MOST_UNKNOWNS = 300;
const MOST_PROGRAMS = 60;
/** Larger tables with something to hide keep a process busy for seconds: of these only the total is shown. */
const MOST_CELLS = 40_000;

const isSmall = ({ people }: PeopleCell, k: number) => !isNobody(people) && fewest(people) < k;

/** All but the total of everything, and that too where it is small; and what others show. */
export function onlyTotal(
  cells: readonly PeopleCell[],
  k: number,
  { hiddenBefore, hiddenElsewhere, shownElsewhere, hidesTotal }: Decided,
): Mask {
  const isTotal = ({ key }: PeopleCell) => key.length > 0 && key.every((part) => part === null);
  const isShown = (cell: PeopleCell) => {
    const name = cellName(cell.key);
    if (isSmall(cell, k) || hiddenBefore.has(name) || hiddenElsewhere.has(name)) return false;
    return (isTotal(cell) && !hidesTotal) || shownElsewhere.has(name);
  };
  return { hidden: new Set(cells.filter((cell) => !isShown(cell))), protectable: false };
}

type Audit = (target: Node) => boolean;

function createAudit(table: Table): Audit {
  let programs = 0;
  return function audit(target) {
    const amounts = unprovedAmounts(table, target);
    if (amounts.length === 0) return true;
    const isBounded = programs < MOST_PROGRAMS && componentOf(table, target).nodes.length <= MOST_UNKNOWNS;
    if (!isBounded) return false;
    programs += 1;
    return isWide(table, target, amounts);
  };
}

/** One more node to hide for a cell that is known too well: in its own lines, else anywhere that hangs together with it. */
function helperOf(table: Table, target: Node): Node | undefined {
  return candidateIn(table, table.linesOf.get(target) ?? []) ?? candidateIn(table, componentOf(table, target).lines);
}

/** Hides until every target is safe; false where nothing is left to hide. */
function settle(table: Table, k: number): boolean {
  const open: OpenLines = new Set();
  for (const node of table.nodes) if (node.hidden) hide(table, node, open);
  const targets = table.nodes.filter(({ isTarget, cell }) => isTarget && cell !== undefined);
  const audit = createAudit(table);
  if (!settleLines(table, open, k)) return false;
  // In one round: what is wide enough stays so, however much more is hidden for others.
  for (const target of targets) {
    while (!audit(target)) {
      const next = helperOf(table, target);
      if (next === undefined) return false;
      hide(table, next, open);
      if (!settleLines(table, open, k)) return false;
    }
  }
  return true;
}

/**
 * The mask of a table. 1. Cells of fewer than k people on a side are hidden. 2. In every line (cells that differ on one axis, and
 * their margin) at least two are hidden, together of at least k people. 3. For each such cell, and each hidden before, the least
 * and the most it can be by all that is shown are at least k apart, by linear programming; until then more is hidden. 4. Where nothing
 * is left to hide, or the table is too large, all but the total of everything is, and what others show. Margins that are not given count as known, unless small: they can be asked
 * for elsewhere. Cells of nobody are shown. The same cells give the same mask in any order.
 * @throws Error when two cells have one key
 */
export function protectTable(cells: readonly PeopleCell[], options: ProtectOptions): Mask {
  const { k, ...others } = options;
  const decided: Decided = { ...nothingDecided, ...others };
  const { hiddenBefore, hiddenElsewhere } = decided;
  const isDecided = ({ key }: PeopleCell) => hiddenBefore.has(cellName(key)) || hiddenElsewhere.has(cellName(key));
  const hasDecided = hiddenBefore.size + hiddenElsewhere.size > 0;
  if (!cells.some((cell) => isSmall(cell, k) || (hasDecided && isDecided(cell))))
    return { hidden: new Set(), protectable: true };
  if (cells.length > MOST_CELLS) return onlyTotal(cells, k, decided);
  const table = tableOf(cells, k, decided);
  if (!settle(table, k)) return onlyTotal(cells, k, decided);
  const hidden = table.nodes.flatMap((node) => (node.hidden && node.cell !== undefined ? [node.cell] : []));
  return { hidden: new Set(hidden), protectable: true };
}
