import type { StreamName } from '@rapport/events';
import { streams } from '@rapport/events';
import type { Bounds } from './bounds.ts';

const EPOCH_SHIFT_MS = 2_208_988_800_000; // 1900-01-01: makes every legal time a positive number

function typesInOrder(stream: StreamName): string[] {
  const definition = streams.find(({ name }) => name === stream);
  if (definition === undefined) throw new Error(`no stream is called ${stream}`);
  return definition.types.map((type) => type.slice(stream.length + 1));
}

/** SQL of an event's place in its entity's life cycle: 1 for the stream's first type. Breaks ties of time. */
export function lifecycleRank(stream: StreamName, type = 'type'): string {
  return `indexOf([${typesInOrder(stream)
    .map((name) => `'${name}'`)
    .join(', ')}], ${type})`;
}

/** The life-cycle rank of one type as a number, as `lifecycleRank` gives it in SQL. 0 is "nothing yet". */
export function rankOf(stream: StreamName, type: string): number {
  return typesInOrder(stream).indexOf(type) + 1;
}

/**
 * SQL of the total order of a stream's events: occurred_at, then recorded_at, then life cycle (a day's start before the
 * same day's end), then event id. One UInt256, because argMax over a tuple is three times slower than over a number.
 */
function orderKey(stream: StreamName): string {
  const millis = (column: string) => `toUInt256(toUnixTimestamp64Milli(${column}) + ${EPOCH_SHIFT_MS})`;
  return [
    `bitShiftLeft(${millis('occurred_at')}, 192)`,
    `bitShiftLeft(${millis('recorded_at')}, 136)`,
    `bitShiftLeft(toUInt256(${lifecycleRank(stream)}), 128)`,
    'toUInt256(toUInt128(event_id))',
  ].join(' + ');
}

/**
 * SQL of the events that count: one row per event_id (the earliest recorded one: the table's FINAL), known and happened
 * within the bounds, not superseded. What a correction removes depends on when we knew it and not on when it happened:
 * a correction that moves an end from March to June takes the March end away for an April question too. A correction of
 * a correction leaves the first event removed, as the second one stands in for both. Adds `order_key`.
 */
export function effectiveEvents(stream: StreamName, bounds: Bounds): string {
  const events = bounds.events?.(stream) ?? `events_${stream} FINAL`;
  return `(
  SELECT *, ${orderKey(stream)} AS order_key
  FROM ${events}
  WHERE recorded_at <= ${bounds.knownAt} AND occurred_at <= ${bounds.asOf} AND event_id NOT IN (
    SELECT assumeNotNull(supersedes) FROM ${bounds.corrections?.(stream) ?? events}
    WHERE supersedes IS NOT NULL AND recorded_at <= ${bounds.knownAt}
  )
)`;
}
