/** How far a reader of a feed has come: the last offset of each partition, in a text that says nothing to its bearer. */

export type FeedPosition = Readonly<Record<string, Readonly<Record<string, number>>>>;

const VERSION = 1;
const LONGEST = 4_096;

/** The position as a text for addresses and manifests. */
export function encodePosition(position: FeedPosition): string {
  return Buffer.from(JSON.stringify({ v: VERSION, o: position })).toString('base64url');
}

const isOffset = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= -1;

function isOffsets(value: unknown): value is FeedPosition {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every(
    (partitions) =>
      typeof partitions === 'object' &&
      partitions !== null &&
      Object.entries(partitions).every(([partition, offset]) => /^\d{1,9}$/.test(partition) && isOffset(offset)),
  );
}

/** The position of a text, or undefined where it is none of ours. */
export function decodePosition(text: string): FeedPosition | undefined {
  if (text.length > LONGEST) return undefined;
  try {
    const { v, o } = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as { v?: unknown; o?: unknown };
    return v === VERSION && isOffsets(o) ? o : undefined;
  } catch {
    return undefined;
  }
}
