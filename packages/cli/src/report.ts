/** The report of headline metrics that `npm start` ends with. */
import { createMetricEngine, type MetricResult, type MetricRow } from '@rapport/metrics';
import type { Warehouse } from '@rapport/warehouse';
import { intervalText, short, valueText } from './metric-text.ts';
import { table } from './table.ts';
import type { Terminal } from './terminal.ts';

const headlines: readonly string[] = [
  'pairings',
  'meetings',
  'active-pairs',
  'pair-survival',
  'premature-closure',
  'time-to-first-meeting',
  'meetings-per-pair-month',
  'cadence-adherence',
  'meeting-completion',
  'no-show',
  'employee-retention',
  'promotion',
  'milestone-rate',
  'survey-response-rate',
  'nps',
  'satisfaction',
];

function line(result: MetricResult, row: MetricRow): string[] {
  const group = Object.values(row.group).join(', ');
  return [
    group === '' ? result.meta.metric : `${result.meta.metric} (${group})`,
    row.value === null ? row.state : valueText(row),
    result.meta.unit,
    intervalText(row),
    short(row.n),
    row.ci?.method ?? '–',
  ];
}

// A metric that is always given by side has no row where there is no side: that too is said.
function lines(result: MetricResult): string[][] {
  if (result.rows.length > 0) return result.rows.map((row) => line(result, row));
  return [[result.meta.metric, 'no_data', result.meta.unit, '–', '0', '–']];
}

/** A programme and the time as of which it is reported: a history that ends there says nothing about later days. */
export type ReportedProgramme = { programme: string; asOf: string };

/** Prints one table a programme: value, interval and n of every headline metric. */
export async function printReport(
  warehouse: Warehouse,
  terminal: Terminal,
  programmes: readonly ReportedProgramme[],
): Promise<void> {
  const engine = createMetricEngine({ query: warehouse.query });
  for (const { programme, asOf } of programmes) {
    const results: MetricResult[] = [];
    for (const metric of headlines) {
      results.push(await engine.run({ metric, programme, asOf, protection: { k: 5 } }));
    }
    const rows = results.flatMap(lines);
    terminal.print(`\nProgramme ${programme}, as of ${asOf} (the end of its history)`);
    terminal.print(table(['metric', 'value', 'unit', '95 % interval', 'n', 'method'], rows));
  }
}
