/** Which columns of a unit's row its cell tells of: what must be the same for a cell to be unchanged. */
import type { MetricDefinition } from '../definition.ts';

/**
 * told: what people did, or what was said of them. grown: what moves with time alone (how long something open has been watched). A cell
 * whose rows differ in what is grown only has changed, but nobody in it has done anything behind which others could hide.
 */
export type ToldColumns = { told: readonly string[]; grown: readonly string[] };

const only = (...told: string[]): ToldColumns => ({ told, grown: [] });
// How long until it ended tells of the person; how long it has been open so far, only of the calendar.
const timed = (outcome: string, ...grown: string[]): ToldColumns => {
  return { told: [outcome, `if(${outcome} != 0, toString(elapsed_ms), '')`], grown: ['elapsed_ms', ...grown] };
};

/** The columns of a metric's sample that enter its numbers, beside the people, the groups and the bucket. */
export function toldColumns({ estimator, time }: MetricDefinition): ToldColumns {
  switch (estimator.name) {
    case 'count':
    case 'composition':
      return only();
    case 'distinct':
      return only('unit_id');
    case 'sum':
      return only('amount');
    case 'proportion':
    case 'clustered_proportion':
    case 'representation':
      return only('success');
    case 'same_group':
      return only('mentor_value', 'mentee_value');
    case 'rate':
    case 'clustered_rate':
      return { told: ['events'], grown: ['exposure'] };
    case 'survival':
      return timed('ended', ...(estimator.delayedEntry === true ? ['entry_ms'] : []));
    case 'incidence':
      return timed('outcome');
    case 'mean':
    case 'clustered_mean':
    case 'nps':
      return only('score');
    case 'paired_change':
      return only('before', 'after');
    case 'alpha':
      return only('scores');
    case 'quantile':
    case 'gini':
      // Ages of what is open grow every day, everybody's at once.
      return time === 'instant' ? only('amount') : { told: [], grown: ['amount'] };
    case 'lateness':
      return only('seconds');
    case 'contrast':
      return only('arm', 'success', 'stratum', 'before', 'earlier');
    default:
      throw new Error(`unknown estimator ${(estimator satisfies never as { name: string }).name}`);
  }
}
