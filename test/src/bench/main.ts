/**
 * `npm run bench`: how fast events become queryable, beside what this machine's parts can do alone, in one run on one stack.
 * Figures go to stdout as a table and, with `--json`, as JSON. Quote ratios: machines are noisy.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { startStack } from '@rapport/local-stack';
import { measureLatency } from './latency.ts';
import { createPipeline } from './pipeline.ts';
import { measureConsuming, measureInserting, measurePipeline, produceLoad } from './throughput.ts';

const EVENTS = Number(process.env['BENCH_EVENTS'] ?? 500_000);
const LATENCY_SECONDS = 30;
const RATE_PER_SECOND = 200;

type Figure = { figure: string; value: number; unit: string };

const say = (text: string) => process.stderr.write(`${text}\n`);

async function measure(home: string): Promise<Figure[]> {
  const stack = await startStack({ home, kafkaPort: 0, clickhousePort: 0, progress: say });
  const pipeline = await createPipeline(stack);
  try {
    say(`producing ${EVENTS.toLocaleString('en')} events …`);
    const produced = await produceLoad(pipeline, EVENTS);
    say('limit: kafkajs consuming only …');
    const consuming = await measureConsuming(pipeline, EVENTS);
    say('limit: ClickHouse inserting only …');
    const inserting = await measureInserting(pipeline, EVENTS);
    say('Kafka → queryable …');
    const whole = await measurePipeline(pipeline, EVENTS);
    say(`latency at ${RATE_PER_SECOND} events/s for ${LATENCY_SECONDS} s …`);
    const latency = await measureLatency(pipeline, {
      firstNumber: EVENTS,
      perSecond: RATE_PER_SECOND,
      seconds: LATENCY_SECONDS,
    });
    return [
      { figure: 'produce, acks=all', value: produced, unit: 'events/s' },
      { figure: 'limit: kafkajs consuming only', value: consuming, unit: 'events/s' },
      { figure: 'limit: ClickHouse inserting only', value: inserting, unit: 'events/s' },
      { figure: 'Kafka → queryable', value: whole, unit: 'events/s' },
      { figure: '… of consuming only', value: whole / consuming, unit: 'ratio' },
      { figure: '… of inserting only', value: whole / inserting, unit: 'ratio' },
      { figure: `produce → queryable at ${RATE_PER_SECOND}/s, p50`, value: latency.p50, unit: 'ms' },
      { figure: `produce → queryable at ${RATE_PER_SECOND}/s, p99`, value: latency.p99, unit: 'ms' },
      { figure: '… of which produce → acknowledged, p50', value: latency.acknowledgedP50, unit: 'ms' },
      { figure: '… of which a one-row insert alone, p50', value: latency.insertP50, unit: 'ms' },
    ];
  } finally {
    await pipeline.close();
    await stack.stop();
  }
}

function shown({ figure, value, unit }: Figure): string {
  const text = unit === 'events/s' ? Math.round(value).toLocaleString('en') : value.toFixed(unit === 'ratio' ? 2 : 1);
  return `${figure.padEnd(48)} ${text.padStart(12)} ${unit}`;
}

const home = mkdtempSync(join(tmpdir(), 'rapport-bench-'));
try {
  const figures = await measure(home);
  const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}`;
  process.stdout.write(`${machine}; ${EVENTS.toLocaleString('en')} events\n${figures.map(shown).join('\n')}\n`);
  if (process.argv.includes('--json'))
    process.stdout.write(`${JSON.stringify({ machine, events: EVENTS, figures })}\n`);
} finally {
  rmSync(home, { recursive: true, force: true });
}
