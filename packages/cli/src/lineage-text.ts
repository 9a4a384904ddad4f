/** Lineage as text: units and events, in lines that are printed as they come. */
import { csvCell, type EventTrace, type LineageEvent, type ListedUnit, type Recount } from '@rapport/metrics';
import { short } from './metric-text.ts';
import { table } from './table.ts';

type Names = { unit: readonly string[]; gives: readonly string[] };

const textOf = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);

const EVENT_HEADS = [
  'event',
  'type',
  'topic',
  'partition',
  'offset',
  'schema',
  'occurred',
  'recorded',
  'supersedes',
  'superseded by',
];

const schemaText = ({ schema }: LineageEvent) => (schema === null ? '' : `${schema.id} (v${schema.version})`);

function eventCells(event: LineageEvent): string[] {
  const { event_id, type, topic, partition, offset, occurred_at, recorded_at, supersedes, superseded_by } = event;
  return [
    ...[event_id, type, topic, String(partition), offset, schemaText(event), occurred_at, recorded_at],
    ...[supersedes ?? '', superseded_by ?? ''],
  ];
}

const unitCells = ({ unit, at, state, gives }: ListedUnit, names: Names): string[] => [
  ...names.unit.map((name) => unit[name] ?? ''),
  at ?? '',
  state,
  ...names.gives.map((name) => textOf(gives[name])),
];

const heads = ({ unit, gives }: Names): string[] => [...unit, 'at', 'state', ...gives];

/** A batch of units as a table; with events, each unit's beneath it. */
export function unitsTable(units: readonly ListedUnit[], names: Names): string {
  if (units.every(({ events }) => events === undefined)) {
    return table(
      heads(names),
      units.map((unit) => unitCells(unit, names)),
    );
  }
  return units
    .map((unit) => {
      const left = unit.events_left_out === undefined ? '' : `\n… and ${unit.events_left_out} more`;
      const own = table(EVENT_HEADS, (unit.events ?? []).map(eventCells));
      return `${table(heads(names), [unitCells(unit, names)])}\n${own.replaceAll(/^/gm, '  ')}${left}`;
    })
    .join('\n\n');
}

const csvLine = (cells: readonly string[]) => `${cells.map(csvCell).join(',')}\r`;

/** The first line of a CSV. */
export function csvHead(names: Names, withEvents: boolean): string {
  return csvLine([...heads(names), ...(withEvents ? EVENT_HEADS.map((name) => name.replaceAll(' ', '_')) : [])]);
}

/** Lines of a CSV: a unit each, or with events an event each. */
export function csvLines(units: readonly ListedUnit[], names: Names): string[] {
  return units.flatMap((unit) => {
    const own = unitCells(unit, names);
    return unit.events === undefined
      ? [csvLine(own)]
      : unit.events.map((event) => csvLine([...own, ...eventCells(event)]));
  });
}

/** Whether the list gives the cell. */
export function recountText({ units, estimate, differs }: Recount): string {
  const counted = `${short(units.listed)} units listed, ${short(units.counted)} counted, ${short(units.immature)} too young`;
  const said = differs.length === 0 ? 'the recount gives the cell' : `the recount differs in ${differs.join(', ')}`;
  return `${counted}: value ${short(estimate.value)}, n ${short(estimate.n)}; ${said}`;
}

/** All that is known of one event. */
export function eventTraceText({ event, fields, receipts, delays, chain, feeds }: EventTrace): string {
  const told = Object.entries(fields).map(([name, value]) => [name, textOf(value)]);
  const places = receipts.map((one) => [
    one.topic,
    String(one.partition),
    one.offset,
    one.recorded_at,
    one.kafka_at,
    one.stored_at,
  ]);
  return [
    table(EVENT_HEADS, chain.map(eventCells)),
    `\n${table(['field', 'value'], told)}`,
    `\n${table(['topic', 'partition', 'offset', 'recorded', 'taken by Kafka', 'stored'], places)}`,
    `\nto Kafka ${short(delays.to_kafka)} s, from there to the warehouse ${short(delays.to_warehouse)} s`,
    `feeds ${
      Object.entries(feeds.units)
        .map(([name, id]) => `${name} ${id}`)
        .join(', ') || 'no single unit'
    }`,
    `and the metrics ${feeds.metrics.join(', ') || '–'}`,
    ...(event.superseded_by === null ? [] : [`it no longer counts: ${event.superseded_by} stands in for it`]),
  ].join('\n');
}
