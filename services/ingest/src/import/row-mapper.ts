/** One row of a file → its events, or the reasons why there are none. A row is taken whole or not at all. */
import type { RapportEvent } from '@rapport/events';
import type { ColumnTable } from './column-table.ts';
import type { EventBuilder } from './event-builder.ts';
import type { FileText } from './mapping-schema.ts';
import type { PseudonymRule } from './pseudonym.ts';
import type { Cells, RowProblem } from './row-problem.ts';

export type Definition = { kind: string; value: string };
type MappedRow = { ok: true; events: RapportEvent[]; defines?: Definition } | { ok: false; problems: RowProblem[] };

/** `isKnown` answers whether an earlier file of this import defined the value; true where none defines its kind. */
type RowContext = { recordedAt: number; isKnown: (kind: string, value: string) => boolean };
export type RowMapper = (cells: Cells, context: RowContext) => MappedRow;

export type RowMapperParts = {
  file: FileText;
  emptyValues: ReadonlySet<string>;
  pseudonym: (value: string, rule: PseudonymRule) => string;
  builders: readonly EventBuilder[];
};

// Before anything else sees a cell: "n/a" becomes empty and a name becomes a pseudonym, so that neither keys, nor ids,
// nor messages can carry a name.
function compileCleaning(
  { file, emptyValues, pseudonym }: RowMapperParts,
  table: ColumnTable,
): (cells: Cells) => Cells {
  const rules = table.names().map((column) => file.columns[column]?.pseudonym);
  if (emptyValues.size === 0 && rules.every((rule) => rule === undefined)) return (cells) => cells;
  return function clean(cells) {
    return cells.map((text, place) => {
      if (text === '' || emptyValues.has(text)) return '';
      const rule = rules[place];
      return rule === undefined ? text : pseudonym(text, rule);
    });
  };
}

function compileRequirements(file: FileText, table: ColumnTable) {
  const required = file.requires.map(({ kind, column }) => ({ kind, column, place: table.place(column) }));
  return function unknownValues(cells: Cells, { isKnown }: RowContext): RowProblem[] {
    return required.flatMap(({ kind, column, place }) => {
      const value = cells[place] ?? '';
      if (value === '' || isKnown(kind, value)) return [];
      return [
        { code: 'UNKNOWN_REFERENCE', column, message: `"${value.slice(0, 80)}" is no known ${kind} of this import` },
      ];
    });
  };
}

function compileChecks(file: FileText, table: ColumnTable) {
  const time = (column: string) => ({ column, place: table.place(column), parse: table.time(column) });
  const pairs = file.checks.map((check) => ({ later: time(check.column), earlier: time(check.not_before) }));
  return function brokenChecks(cells: Cells): RowProblem[] {
    return pairs.flatMap(({ later, earlier }) => {
      const [laterText, earlierText] = [cells[later.place] ?? '', cells[earlier.place] ?? ''];
      if (laterText === '' || earlierText === '') return [];
      const [end, start] = [later.parse(laterText), earlier.parse(earlierText)];
      if (!end.ok) return [{ code: end.code, column: later.column, message: end.message }];
      if (!start.ok) return [{ code: start.code, column: earlier.column, message: start.message }];
      if (end.ms >= start.ms) return [];
      const message = `${later.column} ${laterText} is before ${earlier.column} ${earlierText}`;
      return [{ code: 'WRONG_ORDER', column: later.column, message }];
    });
  };
}

function withoutRepeats(problems: readonly RowProblem[]): RowProblem[] {
  const byText = new Map(problems.map((problem) => [`${problem.code} ${problem.message}`, problem]));
  return [...byText.values()];
}

/** The mapper of one file entry. It asks `table` for every column it needs, so compile before reading a header. */
export function createRowMapper(parts: RowMapperParts, table: ColumnTable): RowMapper {
  const { file, builders } = parts;
  const unknownValues = compileRequirements(file, table);
  const brokenChecks = compileChecks(file, table);
  const defines = file.defines === undefined ? undefined : { ...file.defines, place: table.place(file.defines.column) };
  const clean = compileCleaning(parts, table);

  return function mapRow(raw, context) {
    const cells = clean(raw);
    const problems = [...unknownValues(cells, context), ...brokenChecks(cells)];
    const events: RapportEvent[] = [];
    for (const builder of builders) {
      if (!builder.applies(cells)) continue;
      const built = builder.build(cells, context.recordedAt);
      if (built.ok) events.push(built.event);
      else problems.push(...built.problems);
    }
    const defined = defines === undefined ? undefined : cells[defines.place];
    if (defines !== undefined && defined === '') {
      problems.push({ code: 'MISSING', column: defines.column, message: `${defines.column} is empty` });
    }
    if (problems.length > 0) return { ok: false, problems: withoutRepeats(problems) };
    if (defines === undefined || defined === undefined) return { ok: true, events };
    return { ok: true, events, defines: { kind: defines.kind, value: defined } };
  };
}
