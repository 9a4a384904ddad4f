import type { SampleContext } from '../definition.ts';

/** SQL: the last instant of a bucket `b` (label, from, to): that before its end; where that is as_of, as_of is part of it. */
export function takenAt(context: SampleContext): string {
  return `if(b.3 = ${context.asOf}, b.3, b.3 - toIntervalMillisecond(1))`;
}
