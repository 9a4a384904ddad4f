/** `rapport metric trace` and `rapport event trace`: from a number to its events, and from an event to its numbers. */
import {
  createEventTraces,
  createLineage,
  isEventId,
  type LineageWalk,
  type ListedUnit,
  parseCell,
  type Question,
  requestOf,
} from '@rapport/metrics';
import { CliError, exitCodes } from '../cli-error.ts';
import { csvHead, csvLines, eventTraceText, recountText, unitsTable } from '../lineage-text.ts';
import type { Connections } from '../platform.ts';
import type { Terminal } from '../terminal.ts';
import { AS_ADMINISTRATOR } from './metric.ts';

export const traceFormats = ['table', 'json', 'ndjson', 'csv'] as const;
export type TraceFormat = (typeof traceFormats)[number];

export type TraceOptions = {
  question: Question;
  cell: string;
  format: TraceFormat;
  events: boolean;
  recount: boolean;
  topicPrefix: string;
};

/** What to print for a list that comes in batches: `first` and `last` around it, `batch` for each. */
type Printer = { first: string[]; batch: (units: readonly ListedUnit[], isFirst: boolean) => string[]; last: string[] };

function printerFor({ names, cell, meta, sources }: LineageWalk, { format, events }: TraceOptions): Printer {
  switch (format) {
    case 'ndjson':
      return { first: [], batch: (units) => units.map((unit) => JSON.stringify(unit)), last: [] };
    case 'csv':
      return { first: [csvHead(names, events)], batch: (units) => csvLines(units, names), last: [] };
    case 'json':
      return {
        first: [
          `{"cell":${JSON.stringify(cell)},"meta":${JSON.stringify(meta)},"sources":${JSON.stringify(sources)},"units":[`,
        ],
        batch: (units, isFirst) =>
          units.map((unit, index) => `${isFirst && index === 0 ? '' : ','}${JSON.stringify(unit)}`),
        last: [']}'],
      };
    case 'table':
      return { first: [], batch: (units) => [unitsTable(units, names)], last: [] };
    default:
      throw new Error(`no such format: ${format satisfies never}`);
  }
}

/**
 * Prints a cell's units as they come, a batch in memory at a time. With `recount` the cell is then counted from its units:
 * false where that differs. @throws CliError where the answer has no such cell
 */
export async function traceCell(
  { warehouse }: Pick<Connections, 'warehouse'>,
  terminal: Terminal,
  options: TraceOptions,
): Promise<boolean> {
  const { question, events, topicPrefix } = options;
  const lineage = createLineage({ query: warehouse.query, topicPrefix });
  const walk = await lineage.walk(requestOf(question, 'none'), parseCell(options.cell), events);
  terminal.say(AS_ADMINISTRATOR);
  if (walk.cell === null) throw new CliError('the answer has no such cell, or nobody is in it', exitCodes.notFound);
  const printer = printerFor(walk, options);
  for (const line of printer.first) terminal.print(line);
  let isFirst = true;
  for await (const units of walk.units()) {
    for (const line of printer.batch(units, isFirst)) {
      terminal.print(line);
      await terminal.drained?.();
    }
    isFirst = false;
  }
  for (const line of printer.last) terminal.print(line);
  if (!options.recount) return true;
  const recount = await walk.recount();
  if (recount === null) return true;
  terminal.say(recountText(recount));
  return recount.differs.length === 0;
}

/** The id that the record itself carries before its bytes: which schema it was written with. */
const SCHEMA_ID_AT = 1;
const FRAME_BYTES = 5;

async function writtenWith({ log }: Pick<Connections, 'log'>, topic: string, partition: number, offset: string) {
  const record = (await log.readRecords(topic, partition, [BigInt(offset)])).get(BigInt(offset));
  const value = record?.value;
  if (value === null || value === undefined || value.length < FRAME_BYTES) return null;
  return { schema_id: value.readUInt32BE(SCHEMA_ID_AT), bytes: value.length };
}

/** Prints all that is known of an event, the record on the log included. @throws CliError for one that nobody has */
export async function traceEvent(
  connections: Pick<Connections, 'warehouse' | 'log'>,
  terminal: Terminal,
  { id, format, topicPrefix }: { id: string; format: 'table' | 'json'; topicPrefix: string },
): Promise<void> {
  if (!isEventId(id)) throw new CliError(`"${id.slice(0, 60)}" is no event id: those are UUIDs`, exitCodes.usage);
  const traces = await createEventTraces({ query: connections.warehouse.query, topicPrefix })(id);
  if (traces.length === 0) throw new CliError(`no event ${id} was stored`, exitCodes.notFound);
  terminal.say(AS_ADMINISTRATOR);
  const found = [];
  for (const trace of traces) {
    const { topic, partition, offset } = trace.event;
    found.push({ ...trace, record: await writtenWith(connections, topic, partition, offset) });
  }
  if (format === 'json') return terminal.print(JSON.stringify(found, null, 2));
  for (const { record, ...trace } of found) {
    terminal.print(eventTraceText(trace));
    const there =
      record === null
        ? 'its record is no longer on the log'
        : `its record has ${record.bytes} bytes, schema ${record.schema_id}`;
    terminal.print(there);
  }
}
