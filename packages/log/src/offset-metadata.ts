/** The pending range in the metadata of a committed offset: which chunk its owner was about to store. */
import type { OffsetRange } from './records.ts';

/** `epoch` names the build of the projection that the range belongs to. */
export type PendingRange = OffsetRange & { epoch: number };

const VERSION = 1;

/** Compact JSON, far below the broker's limit (offset.metadata.max.bytes, 4096 by default). */
export function encodePending(pending: PendingRange): string {
  const { first, last, epoch } = pending;
  return JSON.stringify({ v: VERSION, first: String(first), last: String(last), epoch });
}

function offsetOf(value: unknown): bigint | undefined {
  return typeof value === 'string' && /^\d{1,19}$/.test(value) ? BigInt(value) : undefined;
}

/** The pending range, or undefined where there is none: empty metadata, another program's, a version not ours. */
export function parsePending(metadata: string | null | undefined): PendingRange | undefined {
  if (!metadata) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(metadata);
  } catch {
    return undefined;
  }
  if (typeof parsed !== 'object' || parsed === null) return undefined;
  const { v, first, last, epoch } = parsed as Record<string, unknown>;
  const [from, to] = [offsetOf(first), offsetOf(last)];
  if (v !== VERSION || from === undefined || to === undefined || to < from || typeof epoch !== 'number')
    return undefined;
  return { first: from, last: to, epoch };
}
