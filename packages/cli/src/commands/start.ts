/** `rapport start`: the main job. Everything up, two programmes fed, a report, and an orderly end. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeStackData } from '@rapport/local-stack';
import { CliError, exitCodes } from '../cli-error.ts';
import { waitUntilQueryable } from '../lag.ts';
import type { Connections, Platform } from '../platform.ts';
import { printReport } from '../report.ts';
import type { Settings } from '../settings.ts';
import type { Terminal } from '../terminal.ts';
import { importInto, samplePaths } from './import.ts';
import { simulateInto } from './simulate.ts';

export type StartOptions = { fresh?: boolean; once?: boolean; detach?: boolean };
export type StartDependencies = { platform: Platform; settings: Settings; terminal: Terminal };

const sampleProgramme = 'code-review';
const simulatedProgramme = 'simulated';
const SIMULATED_SEED = 1;
// The simulator's default horizon, and the moment at which the sample's history was taken.
const SIMULATED_END = '2026-11-01T00:00:00Z';
const SAMPLE_END = '2024-10-24T19:33:01Z';
const SETTLE_MS = 10_000;

// Names the stack, so that a marker of one never speaks for another. Feeding again would change nothing, only take time.
function markerOf(connections: Connections, settings: Settings): string {
  return JSON.stringify({
    brokers: connections.stack.kafkaBrokers,
    prefix: settings.topicPrefix,
    database: settings.database,
  });
}

async function feed({ settings, terminal }: StartDependencies, connections: Connections): Promise<void> {
  const marker = join(settings.home, 'fed.json');
  const wanted = markerOf(connections, settings);
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) {
    terminal.say('programmes: kept from the last start (`npm start -- --fresh` begins anew)');
    return;
  }
  await simulateInto({ connections, settings, terminal }, { programme: simulatedProgramme, seed: SIMULATED_SEED });
  const rejected = await importInto({ connections, settings, terminal }, samplePaths());
  if (rejected > 0) terminal.say(`the sample had ${rejected} rows that were not taken`);
  mkdirSync(settings.home, { recursive: true });
  writeFileSync(marker, wanted);
}

// What the environment names is not ours to empty, and without that a new beginning would only feed the same again.
async function reset({ platform, settings, terminal }: StartDependencies): Promise<void> {
  if (settings.external) {
    throw new CliError(
      `--fresh throws away the data of a stack of our own, and this Kafka and ClickHouse are named by the environment: remove the topics ${settings.topicPrefix}mentorship.* and the database ${settings.database} there yourself, or set RAPPORT_STACK=local`,
      exitCodes.usage,
    );
  }
  await platform.down();
  const removed = await removeStackData(settings.home);
  rmSync(join(settings.home, 'fed.json'), { force: true });
  terminal.say(removed.length === 0 ? 'began anew: there was no data' : `began anew: removed ${removed.join(', ')}`);
}

/** Resolves on the first signal, or when the process that started us is gone. */
function untilTold(): Promise<string> {
  return new Promise((resolve) => {
    const parent = process.ppid;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(signal));
    // Not unref'd: between the report and Ctrl-C this timer is all that keeps the command alive.
    setInterval(() => {
      if (process.ppid !== parent) resolve('the end of the command that started it');
    }, 1_000);
  });
}

async function job(dependencies: StartDependencies): Promise<void> {
  const { platform, settings, terminal } = dependencies;
  await platform.up();
  const connections = await platform.connect();
  try {
    await feed(dependencies, connections);
    const progress = terminal.progress('projecting');
    const events = await waitUntilQueryable(connections.log, settings.topicPrefix, progress);
    progress.end(`${events.toLocaleString('en')} records are queryable`);
    await printReport(connections.warehouse, terminal, [
      { programme: simulatedProgramme, asOf: SIMULATED_END },
      { programme: sampleProgramme, asOf: SAMPLE_END },
    ]);
    const dashboard = await platform.addressOf('dashboard');
    terminal.say(`\nDashboard: ${dashboard}/?programme=${simulatedProgramme}&as_of=${SIMULATED_END}`);
    terminal.say(
      `API: ${await platform.addressOf('insights')}/v1/metrics   ingest: ${await platform.addressOf('ingest')}/v1/events`,
    );
  } finally {
    await connections.close();
  }
}

// A job cut short may still start something while everything is being stopped: stop, let it fail, stop what is left.
async function cutShort({ platform, terminal }: StartDependencies, working: Promise<unknown>): Promise<void> {
  terminal.say('stopping …');
  await platform.down();
  await Promise.race([
    working.catch(() => undefined),
    new Promise((resolve) => setTimeout(resolve, SETTLE_MS).unref()),
  ]);
  await platform.down();
  terminal.say('stopped before it was done: no process left');
}

/** Runs the main job; whatever ends it, nothing of ours stays behind unless `detach` asks for that. */
export async function start(dependencies: StartDependencies, options: StartOptions): Promise<number> {
  const { platform, terminal } = dependencies;
  const told = untilTold();
  if (options.fresh) await reset(dependencies);
  const working = job(dependencies);
  try {
    const early = await Promise.race([working.then(() => undefined), told]);
    if (early !== undefined) {
      await cutShort(dependencies, working);
      return exitCodes.interrupted;
    }
  } catch (error) {
    await platform.down();
    throw error;
  }
  if (options.detach) {
    terminal.say('Running in the background; `npm run -s rapport -- down` stops it.');
    return exitCodes.ok;
  }
  if (!options.once) {
    terminal.say('Running until Ctrl-C …');
    await told;
  }
  terminal.say('stopping …');
  await platform.down();
  terminal.say('stopped: no process left, data kept');
  return exitCodes.ok;
}
