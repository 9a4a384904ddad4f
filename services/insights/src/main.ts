/** The insights process: environment in, read API out. */
import { createLogger, createRegistry, loadConfig, onShutdown, runMain, settings } from '@rapport/service';
import { createWarehouse } from '@rapport/warehouse';
import { createInsights } from './app.ts';

const logger = createLogger('insights');

runMain(logger, async () => {
  const config = loadConfig({
    RAPPORT_CLICKHOUSE_URL: settings.clickhouseUrl,
    RAPPORT_CLICKHOUSE_DATABASE: settings.clickhouseDatabase,
    RAPPORT_HOST: settings.host,
    RAPPORT_INSIGHTS_PORT: settings.insightsPort,
  });
  const warehouse = createWarehouse({
    url: config.RAPPORT_CLICKHOUSE_URL,
    database: config.RAPPORT_CLICKHOUSE_DATABASE,
  });
  const app = await createInsights({ warehouse, logger, registry: createRegistry('insights') });
  onShutdown(logger, async () => {
    await app.close();
    await warehouse.close();
  });
  await app.listen({ host: config.RAPPORT_HOST, port: config.RAPPORT_INSIGHTS_PORT });
  const address = app.server.address();
  logger.info({ listening: typeof address === 'object' ? address?.port : address }, 'listening');
});
