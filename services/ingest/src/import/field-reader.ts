/** Fields of an event that are more than one cell: attributes by name, answers by question. */
import { type CellReader, type Complain, columnsOf, compileCell } from './cell-reader.ts';
import type { ColumnTable } from './column-table.ts';
import type { EventField } from './event-fields.ts';
import type { FieldText } from './mapping-schema.ts';
import { ABSENT, type Cells, type Read } from './row-problem.ts';

export type FieldReader = { field: string; read: CellReader; columns: ReadonlyMap<string, string> };

type Part = { name: string; read: CellReader };

// undefined stands for a part that was refused, so that the first refusal ends the work.
function readParts(parts: readonly Part[], cells: Cells): { present: [string, unknown][]; refused?: Read } {
  const present: [string, unknown][] = [];
  for (const { name, read } of parts) {
    const part = read(cells);
    if (!part.ok) return { present, refused: part };
    if (part.value !== undefined) present.push([name, part.value]);
  }
  return { present };
}

function compileParts(
  spec: Extract<FieldText, { columns: unknown }>,
  field: EventField,
  table: ColumnTable,
  complain: Complain,
): CellReader {
  const answers = field.kind === 'answers';
  const parts = Object.entries(spec.columns).map(
    ([name, cell]): Part => ({ name, read: compileCell(cell, answers ? 'number' : 'text', table, complain) }),
  );
  return function readPartsOfField(cells) {
    const { present, refused } = readParts(parts, cells);
    if (refused !== undefined) return refused;
    if (present.length === 0) return ABSENT;
    if (answers) return { ok: true, value: present.map(([item_id, value]) => ({ item_id, value })) };
    return { ok: true, value: Object.fromEntries(present.map(([name, value]) => [name, String(value)])) };
  };
}

function isParts(spec: FieldText): spec is Extract<FieldText, { columns: unknown }> {
  return typeof spec === 'object' && 'columns' in spec;
}

function columnNames(spec: FieldText, field: string): Map<string, string> {
  if (!isParts(spec)) return new Map(columnsOf(spec).map((column) => [field, column]));
  return new Map(
    Object.entries(spec.columns).flatMap(([part, cell]) =>
      columnsOf(cell).map((column) => [`${field}.${part}`, column] as const),
    ),
  );
}

/** The reader of one field of one event type; what the mapping got wrong goes to `complain`. */
export function compileField(spec: FieldText, field: EventField, table: ColumnTable, complain: Complain): FieldReader {
  const columns = columnNames(spec, field.name);
  const compound = field.kind === 'map' || field.kind === 'answers';
  if (isParts(spec)) {
    if (!compound) complain(`{columns} is for attributes and answers; ${field.name} is one value`);
    return { field: field.name, columns, read: compileParts(spec, field, table, complain) };
  }
  const isValue = typeof spec === 'object' && 'value' in spec;
  if (isValue && field.kind !== 'time') checkConstant(spec.value, field, complain);
  if (!isValue && compound) complain(`${field.name} needs {columns: {name: column, …}}`);
  if (!isValue && field.kind === 'other') complain(`${field.name} can only be filled by {value}`);
  return { field: field.name, columns, read: compileCell(spec, field.kind, table, complain) };
}

/** Complains when a fixed value breaks the rule of its field. */
function checkConstant(value: unknown, field: EventField, complain: Complain): void {
  const checked = field.rule.safeParse(value);
  if (!checked.success) complain(`${field.name} ${checked.error.issues.map((issue) => issue.message).join('; ')}`);
}
