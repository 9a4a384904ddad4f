/** The same programme behind tokens: a read API and a dashboard of their own over the stack's data, where nobody gets in without one. */
import { type ChildProcess, spawn } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { listProcesses } from '@rapport/local-stack';
import { inject } from 'vitest';
import { eventually } from '../src/eventually.ts';
import { createRapportCommand, projectRoot } from '../src/rapport-command.ts';

const ROLES = ['lead', 'analyst', 'data', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export type WithTokens = { dashboard: string; tokens: Readonly<Record<Role, string>>; stop(): Promise<void> };

async function freePort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return String(port);
}

const isReady = async (address: string) => (await fetch(`${address}/healthz`).catch(() => undefined))?.ok === true;

function stopped(child: ChildProcess): Promise<unknown> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  return ended;
}

/** Leads see the simulated programme and no other; a release is made, since most are answered from none but that. */
export async function startWithTokens(): Promise<WithTokens> {
  const [insightsPort, dashboardPort] = await Promise.all([freePort(), freePort()]);
  const ingest = listProcesses(inject('rapportHome')).find(({ name }) => name === 'ingest')?.port;
  const settings = {
    RAPPORT_CLICKHOUSE_DATABASE: inject('database'),
    RAPPORT_TOPIC_PREFIX: inject('topicPrefix'),
    RAPPORT_SUBSCRIPTIONS_EVERY_SECONDS: '0',
    RAPPORT_INSIGHTS_PORT: insightsPort,
    RAPPORT_DASHBOARD_PORT: dashboardPort,
    RAPPORT_INSIGHTS_URL: `http://127.0.0.1:${insightsPort}`,
    RAPPORT_INGEST_URL: `http://127.0.0.1:${ingest}`,
  };
  const stack = { kafkaBrokers: inject('kafkaBrokers'), clickhouseUrl: inject('clickhouseUrl') };
  const rapport = createRapportCommand(stack, settings);
  const tokens: Partial<Record<Role, string>> = {};
  for (const role of ROLES) {
    const scope = role === 'lead' ? ['--programme', 'north'] : [];
    const { code, stdout, stderr } = await rapport.run('token', 'create', `the ${role}`, '--role', role, ...scope);
    if (code !== 0) throw new Error(stderr);
    tokens[role] = stdout.trim();
  }
  const published = await rapport.run('release', 'publish');
  if (published.code !== 0) throw new Error(published.stderr);
  const env = {
    ...{ ...process.env, ...settings, RAPPORT_HOME: rapport.home },
    ...{ RAPPORT_KAFKA_BROKERS: stack.kafkaBrokers.join(','), RAPPORT_CLICKHOUSE_URL: stack.clickhouseUrl },
  };
  const start = (service: string) =>
    spawn(process.execPath, [join(projectRoot, 'services', service, 'src', 'main.ts')], { env, stdio: 'ignore' });
  const children = [start('insights'), start('dashboard')];
  const stop = async () => {
    await Promise.all(children.map(stopped));
    await rapport.remove();
  };
  const dashboard = `http://127.0.0.1:${dashboardPort}`;
  try {
    await eventually('the read API behind tokens', () => isReady(settings.RAPPORT_INSIGHTS_URL));
    await eventually('the dashboard behind tokens', () => isReady(dashboard));
  } catch (error) {
    await stop();
    throw error;
  }
  return { dashboard, tokens: tokens as Record<Role, string>, stop };
}
