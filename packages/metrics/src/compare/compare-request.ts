/** What a request may ask to be compared with, and the sentences with which it is refused. */
import { isDate } from '../calendar.ts';
import { nearest } from '../nearest.ts';
import type { MetricRequest } from '../request.ts';
import { createIssues, type Issues, quoted } from '../request-issues.ts';
import { type Alignment, alignments, type CompareKind, compareKinds } from './compared-period.ts';

export type ComparisonRequest = MetricRequest & {
  /** previous: the period before. year: the same dates a year before. custom: compareFrom and compareTo. */
  compare?: string | undefined;
  compareFrom?: string | undefined;
  compareTo?: string | undefined;
  /** With compare=year: date (default) or weekday. */
  align?: string | undefined;
  /** A group of the first breakdown with which every other group is compared. */
  reference?: string | undefined;
};

export type Comparison =
  | { kind: 'none' }
  | { kind: 'previous' | 'year'; align: Alignment }
  | { kind: 'custom'; from: string; to: string };

function oneOf<T extends string>(field: string, value: string, known: readonly T[], fallback: T, issues: Issues): T {
  const found = known.find((one) => one === value);
  if (found !== undefined) return found;
  const message = `${field} must be one of ${known.join(', ')}, not ${quoted(value)}`;
  issues.add('INVALID_COMPARISON', field, message, nearest(value, known));
  return fallback;
}

function customOf(request: ComparisonRequest, issues: Issues): Comparison {
  const { compareFrom = '', compareTo = '' } = request;
  for (const [field, value] of [
    ['compareFrom', compareFrom],
    ['compareTo', compareTo],
  ] as const) {
    if (!isDate(value)) issues.add('INVALID_DATE', field, `compare=custom needs ${field}, a date such as 2024-01-31`);
  }
  if (isDate(compareFrom) && isDate(compareTo) && compareTo <= compareFrom)
    issues.add('EMPTY_RANGE', 'compareTo', `compareTo (${compareTo}) must lie after compareFrom (${compareFrom})`);
  return { kind: 'custom', from: compareFrom, to: compareTo };
}

function refuseStray(request: ComparisonRequest, kind: CompareKind | undefined, issues: Issues): void {
  for (const field of ['compareFrom', 'compareTo'] as const) {
    if (request[field] !== undefined && kind !== 'custom')
      issues.add('OPTION_NOT_APPLICABLE', field, `${field} belongs to compare=custom`);
  }
  if (request.align !== undefined && kind !== 'year')
    issues.add('OPTION_NOT_APPLICABLE', 'align', 'align belongs to compare=year');
}

/**
 * The comparison that is asked for.
 * @throws MetricRequestError with everything that is wrong with it
 */
export function parseComparison(request: ComparisonRequest): Comparison {
  const issues = createIssues();
  const { compare, align } = request;
  const kind = compare === undefined ? undefined : oneOf('compare', compare, compareKinds, 'previous', issues);
  refuseStray(request, kind, issues);
  if (kind !== undefined && kind !== 'custom' && request.from === undefined)
    issues.add('INVALID_COMPARISON', 'compare', `compare=${kind} needs from: all of time has no period before it`);
  if ((request.reference ?? '') !== '' && (request.groupBy ?? []).length === 0)
    issues.add('INVALID_COMPARISON', 'reference', 'reference names a group: it needs a breakdown');
  const comparison = comparisonOf(request, kind, align, issues);
  issues.throwIfAny();
  return comparison;
}

function comparisonOf(
  request: ComparisonRequest,
  kind: CompareKind | undefined,
  align: string | undefined,
  issues: Issues,
): Comparison {
  switch (kind) {
    case undefined:
      return { kind: 'none' };
    case 'custom':
      return customOf(request, issues);
    case 'previous':
    case 'year':
      return { kind, align: align === undefined ? 'date' : oneOf('align', align, alignments, 'date', issues) };
    default:
      throw new Error(`no such comparison: ${kind satisfies never}`);
  }
}
