/** The dashboard process: environment in, page out. */
import { fileURLToPath } from 'node:url';
import { createLogger, createRegistry, isLoopback, loadConfig, onShutdown, runMain, settings } from '@rapport/service';
import { createDashboard } from './server/dashboard-app.ts';
import { oidcShape, providerSettingsOf } from './server/oidc-settings.ts';
import { createProvider } from './server/provider.ts';
import { createSessions } from './server/sessions.ts';
import { createTokenSignIn } from './server/sign-in.ts';

const logger = createLogger('dashboard');
const withoutSlash = (address: string) => address.replace(/\/+$/, '');

runMain(logger, async () => {
  const config = loadConfig({
    RAPPORT_HOST: settings.host,
    RAPPORT_DASHBOARD_PORT: settings.dashboardPort,
    RAPPORT_INSIGHTS_URL: settings.insightsUrl,
    RAPPORT_INGEST_URL: settings.ingestUrl,
    RAPPORT_PUBLIC_INSIGHTS_URL: settings.publicUrl,
    RAPPORT_PUBLIC_INGEST_URL: settings.publicUrl,
    ...oidcShape,
  });
  const provider = providerSettingsOf(config);
  const { RAPPORT_INSIGHTS_URL: insightsUrl, RAPPORT_INGEST_URL: ingestUrl } = config;
  const app = await createDashboard({
    logger,
    registry: createRegistry('dashboard'),
    sessions: createSessions(Date.now),
    signIn: createTokenSignIn({ insightsUrl }),
    ...(provider === undefined ? {} : { provider: createProvider(provider) }),
    insightsUrl,
    ingestUrl,
    apis: {
      insights: withoutSlash(config.RAPPORT_PUBLIC_INSIGHTS_URL ?? insightsUrl),
      ingest: withoutSlash(config.RAPPORT_PUBLIC_INGEST_URL ?? ingestUrl),
    },
    pageFolder: fileURLToPath(new URL('../dist', import.meta.url)),
    loopback: isLoopback(config.RAPPORT_HOST),
  });
  onShutdown(logger, () => app.close());
  const address = await app.listen({ host: config.RAPPORT_HOST, port: config.RAPPORT_DASHBOARD_PORT });
  logger.info({ address }, 'listening');
});
