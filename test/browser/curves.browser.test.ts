/** What lasts, as a curve: the same numbers as the API's in picture, table and cursor; and what stands beside a trend. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectAccessible, NORTH, openBrowser, openPage } from './harness.ts';

type Point = { day: number; survival: number; at_risk: number; ended: number | null };
type Answer = { data: { n: number; points: Point[]; curve: Point[] }[] };

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

const WIDE = { viewport: { width: 1440, height: 900 } };
const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

it('tells the whole curve in a table and under the cursor, beside the cohorts', async () => {
  const { page, go, faults } = await openPage(browser, WIDE);
  await go(`/retention?${NORTH}`);
  const answer = await page.request.get(`/api/insights/v1/metrics/pair-survival/series?${NORTH}&curve=full`);
  const [row] = ((await answer.json()) as Answer).data;
  const [first] = row?.curve ?? [];
  if (row === undefined || first === undefined) throw new Error('no curve to look at');
  // More is told than the fixed days, or the test would show nothing.
  expect(row.curve.length).toBeGreaterThan(row.points.length);

  const cards = page.locator('.beside > section, .beside > article, .beside > div');
  const [left, right] = [await cards.nth(0).boundingBox(), await cards.nth(1).boundingBox()];
  expect([left?.y, (left?.x ?? 0) < (right?.x ?? 0)]).toEqual([right?.y, true]);

  const chart = page.getByRole('img', { name: /Pair survival/ }).first();
  await expect.poll(() => chart.locator('svg').count()).toBe(1);
  await expect.poll(() => chart.locator('text', { hasText: 'Still followed' }).count()).toBe(1);
  await chart.press('ArrowRight');
  await chart.press('ArrowRight');
  const said = `day ${first.day}: ${percent(first.survival)}`;
  await expect.poll(() => page.locator('[aria-live="polite"]', { hasText: said }).count()).toBe(1);

  await page.keyboard.press('t');
  await page.waitForURL(/show=tables/);
  const table = page.getByRole('table', { name: /at every day that is told/ });
  await expect.poll(() => table.locator('tbody tr').count()).toBe(row.curve.length);
  const shown = await table
    .locator('tbody tr')
    .evaluateAll((lines) => lines.map((line) => line.children[1]?.textContent?.replace(/\s/g, ' ')));
  expect(shown).toEqual(row.curve.map(({ survival }) => percent(survival)));
  await expectAccessible(page);
  expect(faults).toEqual([]);
  await page.context().close();
});

it('sets a period beside another as a second line, and names what is noted', async () => {
  const { page, go, faults } = await openPage(browser, WIDE);
  const notes = [{ id: 'n', programme: 'north', from: '2026-03-10', to: null, text: 'New matching rules', by: 'x' }];
  await page.route('**/v1/annotations*', (route) =>
    route.fulfill({ json: { data: notes, meta: { row_count: 1 }, links: {} } }),
  );
  await go(`/engagement?${NORTH}&compare=year`);
  const chart = page.getByRole('img', { name: /^Active pairs.*Noted: New matching rules \(10 Mar 2026\)/ });
  for (const text of ['a year before', 'this period', 'New matching rules'])
    await expect.poll(() => chart.locator('text', { hasText: text }).count()).toBe(1);
  await page.keyboard.press('t');
  await page.waitForURL(/show=tables/);
  const table = page.getByRole('table', { name: /^Active pairs/ });
  await expect.poll(() => table.getByRole('cell', { name: 'New matching rules (10 Mar 2026)' }).count()).toBe(1);
  expect(faults).toEqual([]);
  await page.context().close();
});
