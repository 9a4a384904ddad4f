import { groupText } from '../../cells/row-text.ts';
import { bucketText } from '../../charts/buckets.ts';
import type { Row } from '../../data/types.ts';

/** What a row is about: its group and period, or all. */
export const changedRowName = ({ group, bucket }: Pick<Row, 'group' | 'bucket'>): string =>
  [groupText(group), bucketText(bucket)].filter(Boolean).join(' · ') || 'all';
