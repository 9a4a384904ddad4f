/** Once before all browser tests: a stack, Rapport on it as `rapport up` starts it, and a simulated programme. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listProcesses } from '@rapport/local-stack';
import type { TestProject } from 'vitest/node';
import { eventually } from '../src/eventually.ts';
import { createRapportCommand } from '../src/rapport-command.ts';
import { setup as startStack } from '../src/stack-setup.ts';
import { findChromium } from './chromium.ts';
import { startMailbox } from './mailbox.ts';

declare module 'vitest' {
  interface ProvidedContext {
    chromium: string;
    dashboard: string;
    insights: string;
    rapportHome: string;
    /** Of this Rapport alone. */
    database: string;
    topicPrefix: string;
    /** Folder of the mails that were delivered. */
    mailbox: string;
  }
}

type Health = { data: { topics: { lag: number | null }[] } };

/** Whether everything that stands on the log is stored. */
async function isStored(insights: string): Promise<boolean> {
  const answer = await fetch(`${insights}/v1/health`);
  if (!answer.ok) return false;
  const { data } = (await answer.json()) as Health;
  return data.topics.length > 0 && data.topics.every(({ lag }) => lag === 0);
}

async function hasAlerts(insights: string): Promise<boolean> {
  const answer = await fetch(`${insights}/v1/attention?programme=north&limit=1`);
  return answer.ok && ((await answer.json()) as { data: unknown[] }).data.length > 0;
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const chromium = findChromium();
  const given: Partial<Record<string, unknown>> = {};
  const provide = ((name: string, value: unknown) => {
    given[name] = value;
    project.provide(name as 'chromium', value as string);
  }) as TestProject['provide'];
  const stop = await startStack({ ...project, provide } as TestProject);
  const [kafkaBrokers, clickhouseUrl] = [given['kafkaBrokers'] as string[], given['clickhouseUrl'] as string];
  const folder = mkdtempSync(join(tmpdir(), 'rapport-mailbox-'));
  const mailbox = await startMailbox(folder);
  // Alerts are there as soon as the history is: a test does not wait for the usual half minutes.
  const soon = {
    ...{ RAPPORT_ATTENTION_EVERY_SECONDS: '3', RAPPORT_ATTENTION_SETTLE_SECONDS: '1' },
    ...{ RAPPORT_SMTP_URL: mailbox.url, RAPPORT_SUBSCRIPTIONS_EVERY_SECONDS: '2' },
  };
  const rapport = createRapportCommand({ kafkaBrokers, clickhouseUrl }, soon);
  const done = async () => {
    await rapport.remove();
    await mailbox.stop();
    rmSync(folder, { recursive: true, force: true });
    await stop();
  };
  const addressOf = (service: string) =>
    `http://127.0.0.1:${listProcesses(rapport.home).find(({ name, alive }) => name === service && alive)?.port}`;
  try {
    for (const args of [['up'], ['simulate', '--programme', 'north', '--seed', '7', '--pairs', '120']]) {
      const { code, stderr } = await rapport.run(...args);
      if (code !== 0) throw new Error(`rapport ${args.join(' ')} failed:\n${stderr}`);
    }
    await eventually('everything on the log to be stored', () => isStored(addressOf('insights')));
    await eventually('alerts of the programme', () => hasAlerts(addressOf('insights')));
  } catch (error) {
    await done();
    throw error;
  }
  project.provide('chromium', chromium);
  project.provide('dashboard', addressOf('dashboard'));
  project.provide('insights', addressOf('insights'));
  project.provide('rapportHome', rapport.home);
  project.provide('database', rapport.database);
  project.provide('topicPrefix', rapport.topicPrefix);
  project.provide('mailbox', folder);
  return done;
}
