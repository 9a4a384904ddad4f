/** How long pages take until they are usable, in a browser that has them in its cache or has not. */
import type { Browser, Page } from 'playwright-core';
import { settledIn, VITALS } from './measuring.ts';

/** The median; of an even number of values the upper one. */
export const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Works in a page that watches itself, with an empty cache. */
export async function inMeasuredPage<T>(
  browser: Browser,
  address: string,
  work: (page: Page) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({ baseURL: address, viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    await page.addInitScript(VITALS);
    return await work(page);
  } finally {
    await context.close();
  }
}

/** Milliseconds until the page was usable: the first time, with an empty cache, and then each time. */
export type Loads = { first: number; warm: readonly number[] };

/** Loads a path once and then `times` times more. */
export const loadsOf = (
  browser: Browser,
  { address, path, times }: { address: string; path: string; times: number },
): Promise<Loads> =>
  inMeasuredPage(browser, address, async (page) => {
    const first = await settledIn(page, path);
    const warm: number[] = [];
    for (let time = 0; time < times; time += 1) warm.push(await settledIn(page, path));
    return { first, warm };
  });
