/** `npm run bench -- page`: how long the dashboard takes until it is usable, in Chromium, over a store of 10 million events. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { freePort } from '@rapport/local-stack';
import { migrate } from '@rapport/warehouse';
import { type Browser, chromium } from 'playwright-core';
import { CHROMIUM_ARGS, findChromium } from '../../../browser/chromium.ts';
import { type Loads, loadsOf } from '../../../browser/loads.ts';
import { eventually } from '../../eventually.ts';
import { projectRoot } from '../../rapport-command.ts';
import { dropDatabase, whenQuiet } from '../measure.ts';
import { fillStore } from '../query/data.ts';
import { programmes } from '../query/data-pairs.ts';
import { startInsights } from '../query/insights-process.ts';
import { whenKept } from '../query/kept-fact.ts';
import { end, type Rig, say } from '../rig.ts';

const TIMES = { overview: 10, others: 3 };
const REMEMBERED_CELLS = 200_000;
const READY_WITHIN_MS = 30_000;
/** The last whole year of the store's history. */
const YEAR = 'from=2024-01-01&to=2025-01-01';
/** Each page with a question that no other page has asked: the first load finds nothing remembered. */
const PAGES = ['/engagement', '/retention', '/outcomes', '/equity'];

export type PageFigures = { page: string; of: string; remembers: boolean; loads: Loads };

/** The dashboard over an insights, on a port of its own. The caller ends it. */
async function startDashboard(rig: Rig, insightsUrl: string) {
  const port = await freePort();
  const child = rig.start('services/dashboard/src/main.ts', [], {
    RAPPORT_DASHBOARD_PORT: String(port),
    RAPPORT_INSIGHTS_URL: insightsUrl,
  });
  const address = `http://127.0.0.1:${port}`;
  const answers = () =>
    fetch(address).then(
      ({ ok }) => ok,
      () => false,
    );
  await eventually('the dashboard to answer', answers, READY_WITHIN_MS);
  return { address, stop: () => end(child) };
}

type Opened = { browser: Browser; address: string; remembers: boolean };

async function measurePages({ browser, address, remembers }: Opened): Promise<PageFigures[]> {
  const largest = programmes[0]?.id ?? '';
  const figures: PageFigures[] = [];
  const load = async (page: string, of: string, query: string, times: number) => {
    say(`${page} of ${of} …`);
    const loads = await loadsOf(browser, { address, path: `${page}?${query}`, times });
    figures.push({ page, of, remembers, loads });
  };
  await load('/', largest, `programme=${largest}&${YEAR}`, TIMES.overview);
  await load('/', 'all programmes', YEAR, TIMES.overview);
  for (const page of PAGES) await load(page, largest, `programme=${largest}&${YEAR}`, TIMES.others);
  return figures;
}

async function measureWith(rig: Rig, database: string, rememberedCells: number): Promise<PageFigures[]> {
  const insights = await startInsights(rig, database, rememberedCells);
  try {
    await whenKept(rig.warehouse(database));
    await whenQuiet(rig);
    const dashboard = await startDashboard(rig, insights.address);
    const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGS });
    try {
      return await measurePages({ browser, address: dashboard.address, remembers: rememberedCells > 0 });
    } finally {
      await browser.close();
      await dashboard.stop();
    }
  } finally {
    await insights.stop();
  }
}

/** The pages with every answer made anew, then with answers remembered. No log stands behind it: what asks the log is empty. */
export async function pageSection(
  rig: Rig,
  { events, seed }: { events: number; seed: number },
): Promise<readonly PageFigures[]> {
  execFileSync(process.execPath, [join(projectRoot, 'services/dashboard/src/build/main.ts')], { stdio: 'inherit' });
  const database = `page_${events}`;
  const warehouse = rig.warehouse(database);
  await migrate(warehouse);
  say(`filling a store with about ${events.toLocaleString('en')} events …`);
  await fillStore(warehouse, { events, seed });
  await whenQuiet(rig);
  try {
    return [...(await measureWith(rig, database, 0)), ...(await measureWith(rig, database, REMEMBERED_CELLS))];
  } finally {
    await dropDatabase(rig, database);
  }
}
