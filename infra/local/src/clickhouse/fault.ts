/** A failed query: ClickHouse's error code, its name and the text. */
export class QueryFault extends Error {
  readonly code: number;
  readonly type: string;

  constructor(code: number, type: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'QueryFault';
    this.code = code;
    this.type = type;
  }
}

const ENGINE_ERROR = /^Code: (\d+)\. DB::Exception: ([\s\S]*?)(?: \(([A-Z0-9_]{3,})\))?\s*$/;
const NESTED = /^Code: \d+\. DB::Exception: /;
const OWN_FILE = /(?:: )?\(in file\/uri [^)]*\)|: data for INSERT was parsed from file|: While executing File/g;
const INNER_SUFFIX = / \([A-Z0-9_]{3,}\) \(version [^)]*\)\.?$/;

/** An error of the engine as a fault. What it says about our spool files, which a client never saw, is left out. */
export function toFault(error: unknown): QueryFault {
  if (error instanceof QueryFault) return error;
  const text = error instanceof Error ? error.message : String(error);
  const found = ENGINE_ERROR.exec(text);
  if (found === null) return new QueryFault(1002, 'UNKNOWN_EXCEPTION', text, { cause: error });
  const [, code = '1002', message = '', type = 'UNKNOWN_EXCEPTION'] = found;
  const clean = message.replace(OWN_FILE, '').replace(INNER_SUFFIX, '').replace(NESTED, '');
  return new QueryFault(Number(code), type, clean, { cause: error });
}

/** The body of an error answer, as ClickHouse's HTTP interface writes it. */
export function faultText(fault: QueryFault, version: string): string {
  const stop = /[.!?]$/.test(fault.message) ? '' : '.';
  return `Code: ${fault.code}. DB::Exception: ${fault.message}${stop} (${fault.type}) (version ${version} (official build))\n`;
}

// The same sorting as ClickHouse's exceptionCodeToHTTPStatus, by code number.
const STATUS_BY_CODES: readonly (readonly [number, readonly number[]])[] = [
  [400, [6, 8, 15, 25, 26, 27, 36, 37, 38, 41, 44, 53, 62, 72, 117, 123, 167, 168, 223, 321, 376, 427, 441, 675, 676]],
  [401, [194]],
  [403, [192, 193, 497, 512, 516]],
  [404, [46, 47, 50, 56, 60, 63, 73, 78, 81, 115, 152, 336, 511]],
  [408, [159]],
  [411, [381]],
  [413, [229]],
  [415, [779]],
  [501, [48]],
  [503, [76, 209, 439]],
];

/** The HTTP status for a ClickHouse error code; 500 for those with no status of their own. */
export function statusOf(code: number): number {
  return STATUS_BY_CODES.find(([, codes]) => codes.includes(code))?.[0] ?? 500;
}
