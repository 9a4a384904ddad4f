import { CODE, column, type RelationColumn } from './relation.ts';

/** Attributes of participants that queries slice by: a new one is a new word here. */
export const participantAttributes = ['department', 'level', 'location', 'gender', 'cohort', 'job_family'] as const;

/**
 * A column `<prefix>_<name>` for each of these attributes beside the map of all. A slice by a column of few values reads a
 * tenth of what the map takes: 25 ms against 280 for 6,000,000 meetings.
 */
export function attributeColumns(prefix: string, whose: string, map: string): RelationColumn[] {
  return participantAttributes.map((name) =>
    column(
      `${prefix}_${name}`,
      CODE,
      `toLowCardinality(${map}['${name}'])`,
      `${whose} ${name.replaceAll('_', ' ')}, out of the attributes; empty when unknown`,
    ),
  );
}
