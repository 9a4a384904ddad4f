/** Plain text tables: columns padded, numbers to the right. */

const NUMERIC = /^[-+−]?[\d.,]+( ?%)?$/;

/** Lays rows out under a header. Columns whose every cell is a number (or a dash) are aligned to the right. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const right = header.map((_, column) => rows.length > 0 && rows.every((row) => isNumber(row[column] ?? '')));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => (right[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  return [line(header), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line)].join('\n');
}

function isNumber(cell: string): boolean {
  return cell === '–' || NUMERIC.test(cell);
}
