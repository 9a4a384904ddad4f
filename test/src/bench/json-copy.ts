/** The events of the load in the JSON that ClickHouse and most consumers read as it is. */
import type { RapportEvent } from '@rapport/events';

const stampNames = ['occurred_at', 'recorded_at', 'starts_at'];

const stamp = (ms: number): string => new Date(ms).toISOString().slice(0, -1).replace('T', ' ');

/** Times as ClickHouse writes them, the type without its stream's name: the values that the table will hold. */
export function jsonRow(event: RapportEvent): Record<string, unknown> {
  const entries = Object.entries(event).map(([name, value]) => [
    name,
    typeof value === 'number' && stampNames.includes(name) ? stamp(value) : value,
  ]);
  return { ...Object.fromEntries(entries), type: event.type.slice('meeting.'.length) };
}
