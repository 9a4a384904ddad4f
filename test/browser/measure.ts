/**
 * `node test/browser/measure.ts [address] [query]`: how fast the dashboard is on a running Rapport (`npm start`), in Chromium, as Markdown.
 * No test: what it says depends on the machine, which it names.
 */
import { cpus, totalmem } from 'node:os';
import { type Browser, chromium, type Page } from 'playwright-core';
import { CHROMIUM_ARGS, findChromium } from './chromium.ts';
import { inMeasuredPage, loadsOf, middle } from './loads.ts';
import { bytesOf, pressArrows, settledIn, vitalsOf, widenTriangle } from './measuring.ts';

const [address = 'http://127.0.0.1:8700', query = 'programme=simulated&as_of=2026-11-01T00:00:00Z'] =
  process.argv.slice(2);
const TIMES = 10;
const PATHS = ['/', '/attention', '/engagement', '/retention', '/outcomes', '/equity', '/explore', '/reports'];

const inPage = <T>(browser: Browser, work: (page: Page) => Promise<T>) => inMeasuredPage(browser, address, work);
const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
const whole = (milliseconds: number) => `${Math.round(milliseconds)} ms`;

async function measure(browser: Browser): Promise<string[]> {
  const first = await inPage(browser, (page) => bytesOf(page, `/?${query}`));
  const { warm: overview } = await loadsOf(browser, { address, path: `/?${query}`, times: TIMES });
  const arrows = await inPage(browser, async (page) => {
    await widenTriangle(page, 60, 36);
    await settledIn(page, `/retention?${query}`);
    return pressArrows(page);
  });
  const pages: string[] = [];
  for (const path of PATHS) {
    const [ms, vitals] = await inPage(browser, async (page) => [
      await settledIn(page, `${path}?${query}`),
      await vitalsOf(page),
    ]);
    const { fcp, lcp, cls, tbt } = vitals;
    pages.push(`| \`${path}\` | ${whole(ms)} | ${whole(fcp)} | ${whole(lcp)} | ${cls.toFixed(3)} | ${whole(tbt)} |`);
  }
  return [
    '| what | measured | budget |',
    '| --- | --- | --- |',
    `| first load until the overview is usable, gzip | ${kilobytes(first.usable)} | < 250 kB |`,
    `| … with what is fetched afterwards (charts) | ${kilobytes(first.all)} | |`,
    `| overview usable, warm, median of ${TIMES} | ${whole(middle(overview))} (${whole(Math.min(...overview))} to ${whole(Math.max(...overview))}) | ≤ 1,000 ms |`,
    `| arrow key to next paint, grid of ${arrows.rows} × ${arrows.columns}, median of ${arrows.times.length} | ${whole(middle(arrows.times))} (longest ${whole(Math.max(...arrows.times))}) | < 100 ms |`,
    '',
    '| page, cold browser | usable | FCP | LCP | CLS | TBT |',
    '| --- | --- | --- | --- | --- | --- |',
    ...pages,
  ];
}

const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGS });
try {
  const lines = await measure(browser);
  const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Chromium ${browser.version()}, ${new Date().toISOString().slice(0, 10)}`;
  process.stdout.write(`${machine}\n\n${lines.join('\n')}\n`);
} finally {
  await browser.close();
}
