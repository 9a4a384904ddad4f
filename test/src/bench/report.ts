/** The figures as tables for people. */
import type { Latency } from './latency.ts';
import type { Run } from './measure.ts';

export type Table = { title: string; head: readonly string[]; rows: readonly (readonly string[])[] };

const MILLION = 1_000_000;

const seconds = (value: number): string => value.toFixed(2);
const megabytes = (value: number | undefined): string => (value === undefined ? '' : value.toFixed(0));

function rowOf(run: Run): string[] {
  const each = MILLION / run.events;
  const mover = run.mover?.cpuSeconds ?? 0;
  return [
    run.name,
    seconds(run.seconds),
    Math.round(run.events / run.seconds).toLocaleString('en'),
    seconds((mover + run.clickhouse.cpuSeconds) * each),
    run.mover === undefined ? '' : seconds(mover * each),
    seconds(run.clickhouse.cpuSeconds * each),
    seconds(run.kafka.cpuSeconds * each),
    megabytes(run.mover?.peakMb),
    megabytes(run.clickhouse.peakMb || undefined),
  ];
}

export function runTable(title: string, runs: readonly Run[]): Table {
  const cpu = 'CPU s / million';
  const head = [
    '',
    'seconds',
    'events/s',
    cpu,
    'of which mover',
    'of which ClickHouse',
    '(Kafka)',
    'mover MB',
    'ClickHouse MB',
  ];
  return { title, head, rows: runs.map(rowOf) };
}

export function latencyTable(answers: readonly Latency[]): Table {
  return {
    title: 'Produce → queryable at 200 events/s for 30 s, milliseconds',
    head: ['', 'p50', 'p99', 'acknowledged p50', 'CPU s / s', 'never seen'],
    rows: answers.map(({ name, p50, p99, acknowledgedP50, cpuPerSecond, unseen }) => [
      name,
      p50.toFixed(0),
      p99.toFixed(0),
      acknowledgedP50.toFixed(1),
      cpuPerSecond.toFixed(2),
      String(unseen),
    ]),
  };
}

/** Aligned columns, or a table in Markdown. */
export function textOf({ title, head, rows }: Table, markdown: boolean): string {
  const lines = [head, ...rows];
  if (markdown) {
    const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
    const rule = `| --- |${' ---: |'.repeat(head.length - 1)}`;
    return [`\n${title}`, '', line(head), rule, ...rows.map(line)].join('\n');
  }
  const widths = head.map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ');
  return [`\n${title}`, ...lines.map(line)].join('\n');
}
