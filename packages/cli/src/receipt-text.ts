/** Change receipts as text. */
import type { ChangeReceipt, ChangingEvents, RowChange } from '@rapport/metrics';
import { short } from './metric-text.ts';
import { table } from './table.ts';

/** Rows that changed, as a table. */
export function changesText(rows: readonly RowChange[]): string {
  const cells = rows.map(({ group, bucket, before, after, difference }) => [
    [...Object.values(group), ...(bucket === null ? [] : [bucket])].join(' · ') || 'all',
    short(before?.value),
    short(after?.value),
    difference === null ? '–' : `${difference > 0 ? '+' : ''}${short(difference)}`,
    `${short(before?.n)} → ${short(after?.n)}`,
  ]);
  return table(['row', 'was', 'is', 'difference', 'n'], cells);
}

function eventsText({ told, units, total, counts, listed = [], left_out = 0 }: ChangingEvents): string[] {
  const summary = `${told} events were told in between on the streams that this metric reads; ${total} of them changed ${units} units`;
  if (total === 0) return [summary];
  const rows = listed.map((event) => [
    event.class,
    event.type,
    event.entity,
    event.occurred_at,
    event.recorded_at,
    `${event.stream}/${event.partition}/${event.offset}`,
    event.event_id,
  ]);
  return [
    summary,
    '',
    table(
      ['type', 'class', 'events'],
      counts.map(({ type, class: kind, events }) => [type, kind, String(events)]),
    ),
    ...(rows.length === 0
      ? []
      : ['', table(['class', 'type', 'about', 'happened', 'told', 'stream/partition/offset', 'event'], rows)]),
    ...(left_out === 0 ? [] : [`and ${left_out} more: --list shows them`]),
  ];
}

/** What changed, and which events changed it. */
export function receiptText(receipt: ChangeReceipt): string {
  const { definition, rows, unchanged_rows, hidden_rows, events } = receipt;
  const changes = definition.changes.map(({ version, date, what }) => `  version ${version}, ${date}: ${what}`);
  return [
    `${receipt.title} in ${receipt.unit} (${receipt.metric}, version ${receipt.version})`,
    `as of ${receipt.as_of}; known at ${receipt.known_before} and at ${receipt.known_after}`,
    changes.length === 0
      ? 'the definition did not change in between'
      : `the definition changed in between; both answers are made with version ${definition.version}\n${changes.join('\n')}`,
    '',
    rows.length === 0 ? 'no row changed' : changesText(rows),
    `${unchanged_rows} rows unchanged${hidden_rows === 0 ? '' : `, ${hidden_rows} hidden`}`,
    '',
    ...(events === null ? ['events are not counted, as rows are hidden'] : eventsText(events)),
  ].join('\n');
}
