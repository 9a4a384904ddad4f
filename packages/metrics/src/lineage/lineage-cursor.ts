/** Where a list of units goes on: opaque, and with the instants of its first page, so that pages never shift. */
import { createHash } from 'node:crypto';
import type { MetricRequest } from '../request.ts';
import { createIssues } from '../request-issues.ts';
import type { LineageCell } from './lineage-cell.ts';

/**
 * The moments of a list, in epoch milliseconds: what had happened, what had been told, and (a text of the warehouse's own
 * clock) what had been stored. A record that was told before and stored later is not seen by later pages either.
 */
export type LineageMoments = { asOf: number; knownAt: number; storedBy: string };

/** The key of the last unit of a page, and how many units of that very key were given: twins are not told apart. */
export type LineagePosition = { after: readonly string[]; twins: number };

export type LineageCursor = { moments: LineageMoments; position: LineagePosition };

type Written = { v: 1; q: string; m: LineageMoments; p: LineagePosition };

/** The question that a cursor belongs to: with another one it makes no sense. */
function questionPrint(request: MetricRequest, cell: LineageCell): string {
  const { asOf: _asOf, knownAt: _knownAt, ...asked } = request;
  const sorted = JSON.stringify([asked, cell], (_name, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
  return createHash('sha256').update(sorted).digest('base64url').slice(0, 16);
}

/** The cursor as one word. */
export function writeCursor(request: MetricRequest, cell: LineageCell, { moments, position }: LineageCursor): string {
  const written: Written = { v: 1, q: questionPrint(request, cell), m: moments, p: position };
  return Buffer.from(JSON.stringify(written)).toString('base64url');
}

function isWritten(value: unknown): value is Written {
  const { v, m, p } = (value ?? {}) as Partial<Written>;
  return (
    v === 1 &&
    Number.isSafeInteger(m?.asOf) &&
    Number.isSafeInteger(m?.knownAt) &&
    /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}$/.test(String(m?.storedBy)) &&
    Array.isArray(p?.after) &&
    p.after.every((part: unknown) => typeof part === 'string') &&
    Number.isSafeInteger(p.twins) &&
    p.twins > 0
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Reads a cursor. @throws MetricRequestError for one that is not ours, or belongs to another question */
export function readCursor(request: MetricRequest, cell: LineageCell, text: string): LineageCursor {
  const issues = createIssues();
  const value = parsed(text);
  if (!isWritten(value)) issues.add('INVALID_CURSOR', 'cursor', 'this is no cursor of ours');
  else if (value.q !== questionPrint(request, cell)) {
    issues.add('INVALID_CURSOR', 'cursor', 'this cursor belongs to another question or cell');
  }
  issues.throwIfAny();
  const { m, p } = value as Written;
  return { moments: m, position: p };
}
