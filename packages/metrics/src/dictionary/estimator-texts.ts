import type { Estimator } from '../definition.ts';

/** What each estimator does, for readers. Every interval is at 95 %. */
export const estimatorTexts: Readonly<Record<Estimator['name'], string>> = {
  count: 'an exact count; it has no interval, as nothing is estimated',
  distinct: 'an exact count of different ones; it has no interval',
  sum: 'an exact sum; it has no interval',
  proportion: 'a share with the Wilson interval',
  clustered_proportion: 'a share whose interval allows for units of one mentor being alike',
  composition: 'the share of the group in its bucket, with the Wilson interval',
  representation: 'the share of the group among successes over its share among all, with a log-delta interval',
  same_group: 'pairings within one group over those that random pairing would give',
  rate: 'events over time at risk, with the exact Poisson interval',
  clustered_rate: 'events over time at risk, with an interval that allows for units of one mentor being alike',
  survival: 'the Kaplan–Meier curve: units still open are censored, not left out',
  incidence: 'the Aalen–Johansen curve: another outcome that comes first competes, it does not censor',
  mean: 'a mean with the t interval',
  clustered_mean: 'a mean whose interval allows for units of one mentor being alike',
  nps: 'promoters (9–10) minus detractors (0–6), in points',
  paired_change:
    'the mean change of complete pairs with the t interval; who is missing on one side is counted beside it',
  alpha: 'Cronbach’s alpha with Feldt’s interval, from complete answers',
  gini: 'the Gini index of the load: 0 is equal, 1 is one person bears all',
  quantile: 'a quantile with a distribution-free interval',
  lateness: 'the share that came late, with the Wilson interval, and quantiles of the delay',
  contrast: 'participants minus others, with a badge that says how the difference was made',
};
