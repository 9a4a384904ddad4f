/** Which contrast is asked for, and why some are refused. */
import type { MetricDefinition } from '../definition.ts';
import { nearest } from '../nearest.ts';
import type { MetricRequest } from '../request.ts';
import { type Issues, quoted } from '../request-issues.ts';
import { type ContrastMethod, contrastMethods } from './contrast-method.ts';

const IMMORTAL =
  'index must be pairing: counting participants from an earlier day credits them with the time they had to stay to be paired at all (immortal time). Others get an index date drawn from the participants’ starts';

const NO_EARLIER =
  'has no outcome before the start that could be subtracted, so difference in differences does not exist for it';

function checkIndex(index: string | undefined, issues: Issues): void {
  if (index === undefined || index === 'pairing') return;
  issues.add('INVALID_METHOD', 'index', IMMORTAL);
}

/** The method, the metric's first where none is asked for; null for metrics that contrast nothing. */
export function methodOf(
  { method, index }: Pick<MetricRequest, 'method' | 'index'>,
  { id, estimator }: MetricDefinition,
  issues: Issues,
): ContrastMethod | null {
  if (estimator.name !== 'contrast') {
    if (method !== undefined) issues.add('OPTION_NOT_APPLICABLE', 'method', `${id} contrasts no groups`);
    if (index !== undefined) issues.add('OPTION_NOT_APPLICABLE', 'index', `${id} contrasts no groups`);
    return null;
  }
  checkIndex(index, issues);
  const [first = 'raw'] = estimator.methods;
  if (method === undefined) return first;
  const known = contrastMethods.find((one) => one === method);
  if (known === undefined) {
    const message = `method must be one of ${estimator.methods.join(', ')}, not ${quoted(method)}`;
    issues.add('INVALID_METHOD', 'method', message, nearest(method, estimator.methods));
  } else if (!estimator.methods.includes(known)) issues.add('INVALID_METHOD', 'method', `${id} ${NO_EARLIER}`);
  return known ?? first;
}
