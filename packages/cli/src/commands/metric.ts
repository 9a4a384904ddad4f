/** `rapport metric`: the catalogue, and answers from it. */
import { createMetricEngine, describeMetric, type MetricRequest, metrics } from '@rapport/metrics';
import { type Format, metricText } from '../metric-text.ts';
import type { Connections } from '../platform.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';

/** Prints every metric, by family. */
export function printCatalogue(terminal: Terminal, format: Format): void {
  const described = metrics.map(describeMetric);
  const text = table(
    ['family', 'metric', 'unit', 'question'],
    described.map((m) => [m.family, m.id, m.unit, m.question]),
  );
  terminal.print(format === 'json' ? JSON.stringify(described, null, 2) : text);
}

/** Answers one request and prints it. Small groups are shown: whoever can run this command owns the data. */
export async function showMetric(
  { warehouse }: Connections,
  terminal: Terminal,
  request: Omit<MetricRequest, 'protection'>,
  format: Format,
): Promise<void> {
  const engine = createMetricEngine({ query: warehouse.query });
  const result = await engine.run({ ...request, protection: 'none' });
  terminal.say('as administrator of the local stack: small groups are shown, do not pass them on');
  terminal.print(metricText(result, format));
}
