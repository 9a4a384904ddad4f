/** The formats of exports. ClickHouse writes every one of them itself: no row passes through JavaScript. */

export const exportFormats = ['csv', 'ndjson', 'parquet', 'arrow'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/**
 * `formatted` is for spreadsheets: a text that a spreadsheet would run as a formula gets a leading apostrophe. Only CSV has
 * it; files for programs hold the texts as they are.
 */
export const exportVariants = ['raw', 'formatted'] as const;
export type ExportVariant = (typeof exportVariants)[number];

export type FormatFacts = {
  /** ClickHouse's name for it. */
  clickhouse: string;
  extension: string;
  mediaType: string;
  settings: Readonly<Record<string, string | number>>;
};

const ISO_TIMES = { date_time_output_format: 'iso' } as const;

export const formatFacts: Readonly<Record<ExportFormat, FormatFacts>> = {
  csv: {
    clickhouse: 'CSVWithNames',
    extension: 'csv',
    mediaType: 'text/csv; charset=utf-8; header=present',
    // RFC 4180: lines end with CRLF. What is unknown is an empty field and not a word that may be a value.
    settings: { ...ISO_TIMES, output_format_csv_crlf_end_of_line: 1, format_csv_null_representation: '' },
  },
  ndjson: {
    clickhouse: 'JSONEachRow',
    extension: 'ndjson',
    mediaType: 'application/x-ndjson',
    settings: { ...ISO_TIMES, output_format_json_quote_64bit_integers: 0 },
  },
  parquet: { clickhouse: 'Parquet', extension: 'parquet', mediaType: 'application/vnd.apache.parquet', settings: {} },
  arrow: {
    clickhouse: 'Arrow',
    extension: 'arrow',
    mediaType: 'application/vnd.apache.arrow.file',
    // Not every Arrow library unpacks buffers, and none maps packed ones into memory. Who wants small files takes Parquet.
    settings: { output_format_arrow_compression_method: 'none' },
  },
};

/** A column of an export: ClickHouse's type, what it means, and the expression that makes it. */
export type ExportColumn = { name: string; type: string; comment: string; sql: string };

const isNested = (type: string) => /^(Array|Map|Tuple)\(/.test(type);
const isText = (type: string) => /^(LowCardinality\()?(Nullable\()?String\)*$/.test(type);

/** The expression of a column as the format wants it. */
function columnFor(format: ExportFormat, variant: ExportVariant, { name, type, sql }: ExportColumn): string {
  const as = ` AS \`${name}\``;
  if (format !== 'csv') return sql + as;
  // A CSV field that holds a list, a map or a tuple holds it as JSON, which everybody can read.
  if (isNested(type)) return `toJSONString(${sql})${as}`;
  if (!isText(type)) return sql + as;
  // A line break inside a field is LF: CRLF ends records and nothing else, so that they can be counted.
  const text = `replaceAll(${sql}, '\\r\\n', '\\n')`;
  if (variant === 'raw') return text + as;
  return `if(match(${text}, '^[=+@\\\\t\\\\r-]'), concat('\\'', ${text}), ${text})${as}`;
}

/** The SELECT that gives these columns of a source, which is a SELECT itself. */
export function exportSelect(
  columns: readonly ExportColumn[],
  source: string,
  { format, variant }: { format: ExportFormat; variant: ExportVariant },
): string {
  const list = columns.map((column) => `  ${columnFor(format, variant, column)}`).join(',\n');
  return `SELECT\n${list}\nFROM (\n${source}\n) AS source`;
}
