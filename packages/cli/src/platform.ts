/** The running whole: a stack (Kafka, ClickHouse) and our services on it. Starts it, finds it, stops it. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  freePort,
  listProcesses,
  runningStack,
  type Stack,
  startProcess,
  startStack,
  stopProcess,
  stopStack,
} from '@rapport/local-stack';
import { createLogClient, type LogClient } from '@rapport/log';
import { knownVariables } from '@rapport/service';
import { createWarehouse, migrate, publishReporting, type Warehouse } from '@rapport/warehouse';
import { CliError, exitCodes } from './cli-error.ts';
import { projectRoot, type Settings } from './settings.ts';
import type { Terminal } from './terminal.ts';

export const serviceNames = ['projector', 'ingest', 'insights', 'attention', 'dashboard'] as const;
type ServiceName = (typeof serviceNames)[number];

const run = promisify(execFile);
const READY_TIMEOUT_MS = 60_000;
const STOP_GRACE_MS = 25_000;

/** Open connections to a running stack; `close` gives them back. */
export type Connections = { stack: Stack; log: LogClient; warehouse: Warehouse; close(): Promise<void> };

export type Platform = {
  up(): Promise<void>;
  down(): Promise<void>;
  /** Connects to what runs. @throws CliError (try again) when nothing does. */
  connect(): Promise<Connections>;
  /** The address of a service of ours, or undefined when it does not run. */
  addressOf(service: ServiceName): Promise<string | undefined>;
  processes(): ReturnType<typeof listProcesses>;
};

export type PlatformDependencies = { settings: Settings; terminal: Terminal };

// What the environment says of the stack and of other services is not this service's business.
const notForServices = Object.fromEntries(
  Object.keys(knownVariables)
    .filter((name) => /_(STACK|IMAGE|HOME|CACHE_DIR|PORT|SLOTS|HEAP)$|LOCAL/.test(name))
    .map((name) => [name, undefined]),
);

const serviceEnvironment = (settings: Settings, stack: Stack) => ({
  ...notForServices,
  RAPPORT_KAFKA_BROKERS: stack.kafkaBrokers.join(','),
  RAPPORT_CLICKHOUSE_URL: stack.clickhouseUrl,
  RAPPORT_CLICKHOUSE_DATABASE: settings.database,
  RAPPORT_TOPIC_PREFIX: settings.topicPrefix,
  RAPPORT_TOKENS_PATH: settings.tokensPath,
  RAPPORT_EXPORTS_PATH: settings.exportsPath,
});

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}

/** Builds the dashboard's page where its sources have changed: a few seconds after a change, nothing otherwise. */
async function buildPage(terminal: Terminal): Promise<void> {
  const main = join(projectRoot, 'services', 'dashboard', 'src', 'build', 'main.ts');
  try {
    const { stderr } = await run(process.execPath, [main]);
    if (!stderr.includes('already')) terminal.say(stderr.trim());
  } catch (error) {
    throw new CliError(`the dashboard’s page could not be built: ${error instanceof Error ? error.message : error}`);
  }
}

async function prepareStores({ warehouse, log }: Connections, terminal: Terminal): Promise<void> {
  const { applied } = await migrate(warehouse);
  if (applied.length > 0) terminal.say(`migrations: ${applied.length} applied`);
  await publishReporting(warehouse);
  await log.ensureTopics();
}

/** Our processes on a stack: where each runs, and starting those that do not. */
function createServices(settings: Settings) {
  const runningNow = (name: ServiceName) =>
    listProcesses(settings.home).find((process) => process.name === name && process.alive);

  /** Known before anything starts: the dashboard is told where the others will be. */
  async function portOf(name: ServiceName): Promise<number> {
    const running = runningNow(name)?.port;
    if (running !== undefined) return running;
    return settings.servicePorts[name] === 0 ? freePort() : settings.servicePorts[name];
  }

  async function startService(
    name: ServiceName,
    port: number,
    stack: Stack,
    beside: Readonly<Record<string, string>>,
  ): Promise<void> {
    if (runningNow(name) !== undefined) return;
    await startProcess({
      home: settings.home,
      name,
      command: process.execPath,
      args: [join(projectRoot, 'services', name, 'src', 'main.ts')],
      port,
      env: { ...serviceEnvironment(settings, stack), ...beside, [`RAPPORT_${name.toUpperCase()}_PORT`]: String(port) },
      ready: (process) => answers(`http://127.0.0.1:${process.port ?? port}/readyz`),
      readyTimeoutMs: READY_TIMEOUT_MS,
    });
  }

  /** Together: each waits for its own readiness, and the dashboard for its page. */
  async function startAll(stack: Stack, page: Promise<void>): Promise<void> {
    const ports = Object.fromEntries(
      await Promise.all(serviceNames.map(async (name) => [name, await portOf(name)] as const)),
    ) as Record<ServiceName, number>;
    const others = {
      RAPPORT_INSIGHTS_URL: `http://127.0.0.1:${ports.insights}`,
      RAPPORT_INGEST_URL: `http://127.0.0.1:${ports.ingest}`,
    };
    await Promise.all(
      serviceNames.map(async (name) => {
        if (name === 'dashboard') await page;
        await startService(name, ports[name], stack, name === 'dashboard' ? others : {});
      }),
    );
  }
  return { runningNow, startAll };
}

export function createPlatform({ settings, terminal }: PlatformDependencies): Platform {
  const services = createServices(settings);

  function connectTo(stack: Stack): Connections {
    const log = createLogClient({
      brokers: stack.kafkaBrokers,
      clientId: 'rapport-cli',
      topicPrefix: settings.topicPrefix,
    });
    const warehouse = createWarehouse({ url: stack.clickhouseUrl, database: settings.database });
    return { stack, log, warehouse, close: async () => void (await Promise.all([log.close(), warehouse.close()])) };
  }

  async function find(): Promise<Stack | undefined> {
    return settings.external ? startStack({ home: settings.home }) : runningStack(settings.home);
  }

  async function connect(): Promise<Connections> {
    const stack = await find();
    if (stack === undefined) {
      throw new CliError(
        'Rapport is not running here: start it with `npm start` or `npm run -s rapport -- up`',
        exitCodes.tryAgain,
      );
    }
    return connectTo(stack);
  }

  async function up(): Promise<void> {
    const stack = await startStack({
      home: settings.home,
      kafkaPort: settings.kafkaPort,
      clickhousePort: settings.clickhousePort,
      progress: terminal.say,
    });
    terminal.say(`stack: ${stack.kind}, data ${stack.data}`);
    const connections = connectTo(stack);
    try {
      await prepareStores(connections, terminal);
    } finally {
      await connections.close();
    }
    await services.startAll(stack, buildPage(terminal));
    terminal.say(`services: ${serviceNames.join(', ')} ready`);
  }

  async function down(): Promise<void> {
    await Promise.all(serviceNames.map((name) => stopProcess(settings.home, name, { graceMs: STOP_GRACE_MS })));
    await stopStack(settings.home);
  }

  async function addressOf(service: ServiceName): Promise<string | undefined> {
    const port = services.runningNow(service)?.port;
    return port === undefined ? undefined : `http://127.0.0.1:${port}`;
  }

  return { up, down, connect, addressOf, processes: () => listProcesses(settings.home) };
}
