/** The projector as a process of its own, composed as its main.ts does, of wrapped parts (see plan.ts). */
import { createLogClient } from '@rapport/log';
import { createProjector, createWarehouseSink } from '@rapport/projector';
import { createLogger, createRegistry, onShutdown, runMain } from '@rapport/service';
import { activeEpoch, createWarehouse, migrate, warehouseProjection } from '@rapport/warehouse';
import { planFrom } from './plan.ts';
import { createCurrentChunk, createStriker, wrapLog, wrapProducer, wrapWarehouse } from './wrapped.ts';

const DEFAULT_SESSION_MS = 6_000;
const plan = planFrom(process.env);
const pace = plan.oneAtATime === true ? { maxInFlight: 1 } : {};
const projection = plan.quietAs ?? warehouseProjection;
const logger = createLogger('projector-under-test');

function named(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
}

async function main(): Promise<void> {
  const topicPrefix = named('RAPPORT_TOPIC_PREFIX');
  const striker = createStriker(plan.blow);
  const current = createCurrentChunk();
  const warehouse = wrapWarehouse(
    createWarehouse({
      url: named('RAPPORT_CLICKHOUSE_URL'),
      database: named('RAPPORT_CLICKHOUSE_DATABASE'),
      ...(plan.requestTimeoutMs === undefined ? {} : { requestTimeoutMs: plan.requestTimeoutMs }),
    }),
    striker,
    plan,
    current,
  );
  const brokers = named('RAPPORT_KAFKA_BROKERS').split(',');
  const log = wrapLog(
    createLogClient({ brokers, clientId: 'chaos-projector', topicPrefix, logger }),
    striker,
    plan,
    current,
  );
  await migrate(warehouse);
  const producer = await log.createProducer();
  const epoch = await activeEpoch(warehouse, projection);
  const sink = createWarehouseSink(warehouse, { projection, epoch });
  const projector = createProjector(
    { log, producer: wrapProducer(producer, plan), sink, logger, registry: createRegistry('projector') },
    {
      projection,
      epoch,
      topicPrefix,
      limits: { maxRows: Number(named('RAPPORT_SINK_MAX_ROWS')), maxBytes: 4 * 1024 * 1024, maxAgeMs: 100 },
      consumer: { ...pace, sessionTimeoutMs: plan.sessionTimeoutMs ?? DEFAULT_SESSION_MS },
    },
  );
  onShutdown(logger, async () => {
    await projector.stop();
    await producer.close();
    await log.close();
    await warehouse.close();
  });
  await Promise.race([projector.start(), projector.finished]);
  await projector.finished;
}

runMain(logger, main);
