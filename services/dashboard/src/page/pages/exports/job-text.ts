/** What a job is about, in words. Pure. */

type Asked = { kind: 'metric' | 'rows'; query: Readonly<Record<string, unknown>> };

/** "pair-survival of north, by month", "rows: pairings". */
export function jobTitle({ kind, query }: Asked): string {
  if (kind === 'rows') return `rows: ${String(query['rows'] ?? '')}`;
  const { metric, programme, grain, group_by: groupBy } = query;
  const by = [...(typeof grain === 'string' ? [grain] : []), ...(Array.isArray(groupBy) ? groupBy.map(String) : [])];
  const of = typeof programme === 'string' ? ` of ${programme}` : '';
  return `${String(metric ?? '')}${of}${by.length === 0 ? '' : `, by ${by.join(' and ').replaceAll('_', ' ')}`}`;
}

/** The command that takes up a stream's events where the last call ended. `origin`: of the read API. */
export const feedCommand = (stream: string, origin: string): string =>
  [
    'since=""',
    'while page=$(curl -sf -H "Authorization: Bearer $TOKEN" \\',
    `  "${origin}/v1/feed/${stream}?wait=20\${since:+&since=$since}"); do`,
    `  echo "$page" | jq -c '.data[]' >> ${stream}.ndjson`,
    '  since=$(echo "$page" | jq -r .meta.next)',
    'done',
  ].join('\n');
