/** Broken infrastructure, as an exception with a code and whether trying again can help. */

export type LogErrorCode =
  | 'KAFKA_UNAVAILABLE'
  | 'KAFKA_REFUSED'
  | 'KAFKA_PROTOCOL'
  | 'OWNERSHIP_LOST'
  | 'TOPIC_UNKNOWN'
  | 'RECORD_TOO_LARGE'
  | 'RECORDS_CORRUPT'
  | 'CODEC_UNSUPPORTED'
  | 'CLOSED';

export class LogError extends Error {
  readonly code: LogErrorCode;
  readonly retriable: boolean;

  constructor(code: LogErrorCode, message: string, options: { retriable: boolean; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.name = 'LogError';
    this.code = code;
    this.retriable = options.retriable;
  }
}

type KafkaFault = Error & { type?: unknown; retriable?: unknown; cause?: unknown };

// The group has moved on without us: what we hold belongs to somebody else now.
const OWNERSHIP_TYPES = new Set([
  'REBALANCE_IN_PROGRESS',
  'ILLEGAL_GENERATION',
  'UNKNOWN_MEMBER_ID',
  'FENCED_INSTANCE_ID',
  'NOT_COORDINATOR_FOR_GROUP',
]);
const TOO_LARGE_TYPES = new Set(['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE']);
// A producer's numbering has come apart. A new producer id starts another one, so sending again helps.
const NUMBERING_TYPES = new Set([
  'OUT_OF_ORDER_SEQUENCE_NUMBER',
  'DUPLICATE_SEQUENCE_NUMBER',
  'INVALID_PRODUCER_EPOCH',
  'UNKNOWN_PRODUCER_ID',
]);
const REFUSED = /AUTHORIZATION_FAILED|SASL|UNSUPPORTED_VERSION|SECURITY_DISABLED/;

function isKafkaFault(error: unknown): error is KafkaFault {
  return error instanceof Error && error.name.startsWith('KafkaJS');
}

// kafkajs wraps: "number of retries exceeded" carries what it tried in vain to do.
function rootOf(error: unknown): KafkaFault {
  let current = error as KafkaFault;
  while (typeof current.type !== 'string' && isKafkaFault(current.cause)) current = current.cause;
  return current;
}

/** The broker's name for the fault (such as ILLEGAL_GENERATION), or '' when it did not come from a broker's answer. */
export function protocolType(error: unknown): string {
  const { type } = rootOf(error);
  return typeof type === 'string' ? type : '';
}

/** Whether the broker says that this consumer no longer speaks for its partitions. */
export function isOwnershipLost(error: unknown): boolean {
  return OWNERSHIP_TYPES.has(protocolType(error));
}

// Told to a member that the group has already given up: what it held is somebody else's, and not only soon.
const EVICTED_TYPES = new Set(['UNKNOWN_MEMBER_ID', 'ILLEGAL_GENERATION', 'FENCED_INSTANCE_ID']);

/** Whether the broker says that the group goes on without this consumer, so that nobody waits for what it has in flight. */
export function isEvicted(error: unknown): boolean {
  return error instanceof Error && EVICTED_TYPES.has(protocolType(error));
}

/** Any fault of the client library as one of ours; one of ours comes back as it is. */
export function toLogError(error: unknown): LogError {
  if (error instanceof LogError) return error;
  const root = rootOf(error);
  const type = protocolType(error);
  const message = root.message || String(error);
  const made = (code: LogErrorCode, retriable: boolean) => new LogError(code, message, { retriable, cause: error });
  if (OWNERSHIP_TYPES.has(type)) return made('OWNERSHIP_LOST', true);
  if (TOO_LARGE_TYPES.has(type)) return made('RECORD_TOO_LARGE', false);
  if (type === 'UNKNOWN_TOPIC_OR_PARTITION') return made('TOPIC_UNKNOWN', true);
  if (REFUSED.test(type) || root.name === 'KafkaJSSASLAuthenticationError') return made('KAFKA_REFUSED', false);
  if (type !== '') return made('KAFKA_PROTOCOL', root.retriable === true || NUMBERING_TYPES.has(type));
  if (isKafkaFault(root)) return made('KAFKA_UNAVAILABLE', true);
  return made('KAFKA_PROTOCOL', false);
}
