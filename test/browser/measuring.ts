/** What is measured of a page in Chromium: bytes, moments, and how long a key takes until it is painted. */
import { get } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright-core';

const PATIENCE_MS = 120_000;
const POLL_MS = 10;

// What runs in the browser is text here: the types of this program are Node's. It is put in before the page loads, since the page's policy lets nothing be evaluated later.
/** Collects what the browser tells of paints, shifts, long tasks and keys, and since when nothing has been loading. */
export const VITALS = `
window.measured = { lcp: 0, cls: 0, tbt: 0, keys: [], restingSince: 0 };
const watch = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
watch('largest-contentful-paint', ({ startTime }) => { measured.lcp = startTime; });
watch('layout-shift', ({ hadRecentInput, value }) => { if (!hadRecentInput) measured.cls += value; });
watch('longtask', ({ duration }) => { measured.tbt += Math.max(0, duration - 50); });
const look = () => {
  const rests = document.querySelector('h1') !== null && document.querySelector('.skeleton, [aria-busy="true"]') === null;
  if (!rests) measured.restingSince = 0;
  else if (measured.restingSince === 0) measured.restingSince = performance.now();
  requestAnimationFrame(look);
};
requestAnimationFrame(look);
addEventListener('keydown', (event) => {
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => measured.keys.push(performance.now() - event.timeStamp);
    channel.port2.postMessage(0);
  });
}, true);`;

/** Asks the page until it says yes. Asking goes through the debugger, which the page's policy does not bind. */
async function until(page: Page, question: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await page.evaluate<boolean>(question))) {
    if (Date.now() > deadline) throw new Error(`the page did not come to this in ${PATIENCE_MS} ms: ${question}`);
    await setTimeout(POLL_MS);
  }
}

/**
 * Goes to a path. Returns the milliseconds from the beginning of the navigation until its heading stands there and nothing is loading, by the page's own clock.
 * It must rest for a quarter of a second: between two waves of questions it does not.
 * @throws Error when it does not come to rest in two minutes
 */
export async function settledIn(page: Page, path: string): Promise<number> {
  await page.goto(path);
  await until(page, 'measured.restingSince > 0 && performance.now() - measured.restingSince > 250');
  return page.evaluate<number>('measured.restingSince');
}

export type Vitals = { fcp: number; lcp: number; cls: number; tbt: number };

/** First and largest paint (ms), layout shift (a score), and blocked time over 50 ms a task (ms), until now. */
export const vitalsOf = (page: Page): Promise<Vitals> =>
  page.evaluate<Vitals>(
    `({ ...measured, fcp: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN })`,
  );

/** The bytes of documents, scripts, styles and fonts that a path makes the browser fetch, as gzip, until it is usable and until the network rests. */
export async function bytesOf(page: Page, path: string): Promise<{ usable: number; all: number }> {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (['document', 'script', 'stylesheet', 'font'].includes(request.resourceType())) asked.push(request.url());
  });
  await settledIn(page, path);
  const early = new Set(asked);
  await page.waitForLoadState('networkidle');
  let [usable, all] = [0, 0];
  for (const url of new Set(asked)) {
    const bytes = await gzipBytes(url);
    all += bytes;
    if (early.has(url)) usable += bytes;
  }
  return { usable, all };
}

/** The bytes of a file as the server sends it to somebody who takes gzip and nothing better; `fetch` would unpack them. */
function gzipBytes(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'gzip' } }, (answer) => {
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      answer.on('end', () => resolve(bytes));
      answer.on('error', reject);
    }).on('error', reject);
  });
}

type Line = { cells: { period: number }[] };
type Triangle = { data: Line[]; meta: { triangle: { periods: number } } };

/** Lets the cohort grid have `rows` × `columns` cells: the API's own, repeated. No history of a demonstration is as long. */
export async function widenTriangle(page: Page, rows: number, columns: number): Promise<void> {
  await page.route('**/triangle?*', async (route) => {
    const response = await route.fetch();
    const triangle = (await response.json()) as Triangle;
    const repeated = <T>(list: readonly T[], length: number): T[] =>
      Array.from({ length }, (_, place) => list[place % list.length] as T);
    const data = repeated(triangle.data, rows).map((line, place) => ({
      ...line,
      cohort: new Date(Date.UTC(2020, place, 1)).toISOString().slice(0, 10),
      cells: repeated(line.cells, columns).map((cell, step) => ({ ...cell, period: step + 1 })),
    }));
    triangle.meta.triangle.periods = columns;
    await route.fulfill({ response, json: { ...triangle, data } });
  });
}

export type Arrows = { rows: number; columns: number; times: number[] };

/** Moves through the grid by arrow keys: milliseconds from each key to the frame after it. */
export async function pressArrows(page: Page): Promise<Arrows> {
  const grid = page.locator('table.grid');
  const [rows, columns] = [
    await grid.locator('tbody tr').count(),
    await grid.locator('tbody tr').first().locator('td.heat').count(),
  ];
  await grid.locator('td.heat').first().focus();
  for (let step = 0; step < 120; step += 1) {
    await page.keyboard.press(step % 3 === 0 ? 'ArrowDown' : 'ArrowRight');
    await until(page, `measured.keys.length > ${step}`);
  }
  return { rows, columns, times: await page.evaluate<number[]>('measured.keys') };
}
