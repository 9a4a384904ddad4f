/** The real projector as its own process on a stack, and connections for whoever measures it. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { topicOf } from '@rapport/events';
import { freePort, type Stack } from '@rapport/local-stack';
import { createLogClient, type LogClient } from '@rapport/log';
import { createWarehouse, groupIdOf, migrate, type Warehouse, warehouseProjection } from '@rapport/warehouse';
import { eventually } from '../eventually.ts';
import { projectRoot } from '../rapport-command.ts';

export const benchTopic = topicOf('meeting');
const GROUP = groupIdOf(warehouseProjection);

export type Pipeline = {
  stack: Stack;
  log: LogClient;
  warehouse: Warehouse;
  /** Starts the projector process; resolves when it is ready. */
  startProjector(): Promise<void>;
  stopProjector(): Promise<void>;
  /** How many records of the load are behind the projector's checkpoint. */
  done(): Promise<number>;
  close(): Promise<void>;
};

export async function createPipeline(stack: Stack): Promise<Pipeline> {
  const log = createLogClient({ brokers: stack.kafkaBrokers, clientId: 'bench' });
  const warehouse = createWarehouse({ url: stack.clickhouseUrl, database: 'rapport' });
  await migrate(warehouse);
  await log.ensureTopics();
  let projector: ReturnType<typeof spawn> | undefined;

  async function startProjector(): Promise<void> {
    const port = await freePort();
    const env = {
      ...process.env,
      RAPPORT_KAFKA_BROKERS: stack.kafkaBrokers.join(','),
      RAPPORT_CLICKHOUSE_URL: stack.clickhouseUrl,
      RAPPORT_PROJECTOR_PORT: String(port),
    };
    projector = spawn(process.execPath, [join(projectRoot, 'services', 'projector', 'src', 'main.ts')], {
      env,
      stdio: 'ignore',
    });
    await eventually('the projector to be ready', async () => {
      const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined);
      return answer?.ok;
    });
  }

  async function stopProjector(): Promise<void> {
    if (projector === undefined || projector.exitCode !== null) return;
    const ended = new Promise((resolve) => projector?.once('exit', resolve));
    projector.kill('SIGTERM');
    await ended;
  }

  async function done(): Promise<number> {
    const committed = await log.committed(GROUP, benchTopic);
    return [...committed.values()].reduce((sum, { offset }) => sum + Number(offset), 0);
  }

  async function close(): Promise<void> {
    await stopProjector();
    await Promise.all([log.close(), warehouse.close()]);
  }

  return { stack, log, warehouse, startProjector, stopProjector, done, close };
}
