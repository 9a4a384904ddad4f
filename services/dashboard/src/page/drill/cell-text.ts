/** A cell as the API's lineage names it: `department=Sales,bucket=2026-03`, where a comma in a value is `\,`. Pure. */
import { groupValueText } from '../cells/row-text.ts';
import { bucketText } from '../charts/buckets.ts';
import type { Row } from '../data/types.ts';
import { isBeginning } from '../view/dimensions.ts';

export function cellText({ group, bucket }: Pick<Row, 'group' | 'bucket'>): string {
  const named = bucket === null ? Object.entries(group) : [...Object.entries(group), ['bucket', bucket] as const];
  return named.map(([name, value]) => `${name}=${value.replaceAll(',', '\\,')}`).join(',');
}

/** The same for people: "Sales · Mar 2026". */
export function cellWords(cell: string): string {
  const pairs = cell.split(/(?<!\\),/).map((pair) => {
    const at = pair.indexOf('=');
    return [pair.slice(0, at), pair.slice(at + 1).replaceAll('\\,', ',')] as const;
  });
  return pairs
    .map(([name, value]) => (name === 'bucket' || isBeginning(name) ? bucketText(value) : groupValueText(name, value)))
    .filter(Boolean)
    .join(' · ');
}
