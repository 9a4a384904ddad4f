/** ClickHouse's failures, sorted: worth another try, the data's fault, or neither. Codes decide, never messages. */

// Busy, out of something that comes back, or lost on the way: the same insert can pass later.
const RETRIABLE: Readonly<Record<number, string>> = {
  74: 'CANNOT_READ_FROM_FILE_DESCRIPTOR',
  75: 'CANNOT_WRITE_TO_FILE_DESCRIPTOR',
  76: 'CANNOT_OPEN_FILE',
  159: 'TIMEOUT_EXCEEDED',
  173: 'CANNOT_ALLOCATE_MEMORY',
  198: 'DNS_ERROR',
  202: 'TOO_MANY_SIMULTANEOUS_QUERIES',
  203: 'NO_FREE_CONNECTION',
  209: 'SOCKET_TIMEOUT',
  210: 'NETWORK_ERROR',
  225: 'NO_ZOOKEEPER',
  236: 'ABORTED',
  241: 'MEMORY_LIMIT_EXCEEDED',
  242: 'TABLE_IS_READ_ONLY',
  243: 'NOT_ENOUGH_SPACE',
  252: 'TOO_MANY_PARTS',
  279: 'ALL_CONNECTION_TRIES_FAILED',
  285: 'TOO_FEW_LIVE_REPLICAS',
  286: 'UNSATISFIED_QUORUM_FOR_PREVIOUS_WRITE',
  319: 'UNKNOWN_STATUS_OF_INSERT',
  373: 'SESSION_IS_LOCKED',
  394: 'QUERY_WAS_CANCELLED',
  425: 'SYSTEM_ERROR',
  439: 'CANNOT_SCHEDULE_TASK',
  473: 'DEADLOCK_AVOIDED',
  722: 'ASYNC_LOAD_WAIT_FAILED',
  733: 'TABLE_IS_BEING_RESTARTED',
  745: 'SERVER_OVERLOADED',
  999: 'KEEPER_EXCEPTION',
};

// The engine read the data and refused them: trying again changes nothing, quarantining the record does. A column of another
// type than the record's field is refused by other codes (16, 36, 44, 53, 70): that is the table's fault.
const DATA_FAULT: Readonly<Record<number, string>> = {
  6: 'CANNOT_PARSE_TEXT',
  26: 'CANNOT_PARSE_QUOTED_STRING',
  27: 'CANNOT_PARSE_INPUT_ASSERTION_FAILED',
  33: 'CANNOT_READ_ALL_DATA',
  41: 'CANNOT_PARSE_DATETIME',
  69: 'ARGUMENT_OUT_OF_BOUND',
  72: 'CANNOT_PARSE_NUMBER',
  117: 'INCORRECT_DATA',
  131: 'TOO_LARGE_STRING_SIZE',
  321: 'VALUE_IS_OUT_OF_RANGE_OF_DATA_TYPE',
  349: 'CANNOT_INSERT_NULL_IN_ORDINARY_COLUMN',
  376: 'CANNOT_PARSE_UUID',
  407: 'DECIMAL_OVERFLOW',
  469: 'VIOLATED_CONSTRAINT',
};

const NETWORK: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ERR_STREAM_PREMATURE_CLOSE',
]);

const STD_EXCEPTION = 1001;
// Code 1001 is any C++ exception, a full disk's included. Its type is named in the text, and Avro's is the data's fault.
const OF_AVRO = /^(Code: 1001\. DB::Exception: )?std::exception\. Code: 1001, type: avro::Exception,/;

type Nature = { code: string; retriable: boolean; dataFault: boolean; clickhouseCode: number | null };

/** Broken infrastructure or a refused statement. `retriable`: the same call may pass later. */
export class WarehouseError extends Error {
  readonly code: string;
  readonly retriable: boolean;
  /** True when the engine refused the data themselves: the record belongs in the dead letters. */
  readonly dataFault: boolean;
  readonly clickhouseCode: number | null;

  constructor(nature: Nature, message: string, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause });
    this.name = 'WarehouseError';
    this.code = nature.code;
    this.retriable = nature.retriable;
    this.dataFault = nature.dataFault;
    this.clickhouseCode = nature.clickhouseCode;
  }
}

const TOO_MANY_PARTS = 252;
const OUT_OF_MEMORY: readonly (number | null)[] = [173, 241];

/** A chunk that was not written. Code is ClickHouse's name for the fault, or ours: UNREACHABLE, TIMEOUT, HTTP_503, … */
export class SinkError extends WarehouseError {
  /** True when fewer, larger chunks would have a better chance: merges cannot keep up with the inserts. */
  readonly wantsLargerChunks: boolean;
  /** True when the engine has not the memory for chunks of this size. */
  readonly wantsSmallerChunks: boolean;

  constructor(nature: Nature, message: string, cause?: unknown) {
    super(nature, message, cause);
    this.name = 'SinkError';
    this.wantsLargerChunks = nature.clickhouseCode === TOO_MANY_PARTS;
    this.wantsSmallerChunks = OUT_OF_MEMORY.includes(nature.clickhouseCode);
  }
}

/** What a failure means that ClickHouse reported with this code and text. */
export function natureOfClickHouseFault(code: number, text: string, type?: string): Nature {
  if (code !== STD_EXCEPTION) return natureOfClickHouseCode(code, type);
  const dataFault = OF_AVRO.test(text);
  return {
    code: dataFault ? 'AVRO_EXCEPTION' : 'STD_EXCEPTION',
    retriable: !dataFault,
    dataFault,
    clickhouseCode: code,
  };
}

/** What ClickHouse's numeric code means for the caller. A code that is not listed is neither retriable nor the data's fault. */
export function natureOfClickHouseCode(code: number, type?: string): Nature {
  const name = RETRIABLE[code] ?? DATA_FAULT[code] ?? type ?? `CLICKHOUSE_${code}`;
  return { code: name, retriable: code in RETRIABLE, dataFault: code in DATA_FAULT, clickhouseCode: code };
}

/** What an HTTP status without a ClickHouse code means: something between us and the engine answered. */
export function natureOfStatus(status: number): Nature {
  const retriable = status >= 500 || status === 408 || status === 429;
  return { code: `HTTP_${status}`, retriable, dataFault: false, clickhouseCode: null };
}

const TIMEOUT: Nature = { code: 'TIMEOUT', retriable: true, dataFault: false, clickhouseCode: null };
const UNREACHABLE: Nature = { code: 'UNREACHABLE', retriable: true, dataFault: false, clickhouseCode: null };
const UNKNOWN: Nature = { code: 'UNKNOWN', retriable: false, dataFault: false, clickhouseCode: null };

function codesOf(error: unknown): string[] {
  if (error instanceof AggregateError) return error.errors.flatMap(codesOf);
  if (!(error instanceof Error) || !('code' in error)) return [];
  return [String(error.code)];
}

function natureOf(error: unknown, timedOut: boolean): Nature {
  if (timedOut) return TIMEOUT;
  const codes = codesOf(error);
  if (codes.some((code) => NETWORK.has(code))) return UNREACHABLE;
  const [code] = codes;
  if (code === undefined || !/^\d+$/.test(code)) return UNKNOWN;
  const type = error instanceof Error && 'type' in error ? String(error.type) : undefined;
  return natureOfClickHouseFault(Number(code), error instanceof Error ? error.message : '', type);
}

/** The thrown thing as a WarehouseError. `timedOut`: our own clock ended the call. */
export function warehouseErrorFrom(error: unknown, timedOut = false): WarehouseError {
  if (error instanceof WarehouseError) return error;
  const message = error instanceof Error && error.message !== '' ? error.message : codesOf(error).join(', ');
  return new WarehouseError(
    natureOf(error, timedOut),
    message === '' ? 'ClickHouse could not be asked' : message,
    error,
  );
}

/**
 * The same fault as the sink's own error. The sink's statements are always the same, so what the engine refuses in them
 * and is not the data's fault (a missing table or column, a right taken away) is the state of the warehouse: somebody can
 * mend it, and until then the chunk waits.
 */
export function sinkErrorFrom(error: unknown): SinkError {
  const fault = warehouseErrorFrom(error);
  const { code, dataFault, clickhouseCode } = fault;
  const mendable = !dataFault && (clickhouseCode !== null || code.startsWith('HTTP_'));
  return new SinkError(
    { code, dataFault, clickhouseCode, retriable: fault.retriable || mendable },
    fault.message,
    fault,
  );
}
