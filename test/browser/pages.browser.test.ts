/** Every page in every dress: no fault on the console, nothing refused by the policy, no serious finding of axe, no sideways scrolling on a phone. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, NORTH, openBrowser, openPage, problemsOn } from './harness.ts';
import { bytesOf, VITALS } from './measuring.ts';

const PAGES = [
  ['Overview', '/'],
  ['Needs attention', '/attention'],
  ['Engagement', '/engagement'],
  ['Retention', '/retention'],
  ['Retention, one step', '/retention?look=step'],
  ['Outcomes', '/outcomes'],
  ['Equity', '/equity'],
  ['Explore', '/explore'],
  ['Explore, pivot', '/explore?look=pivot&group_by=mentee_department&grain=quarter'],
  ['Explore, code', '/explore?look=code'],
  ['Metric', '/metrics/pair-survival'],
  ['Data health', '/health'],
  ['Data health, partitions', '/health?by=partition'],
  ['Event catalogue', '/events'],
  ['Event type', '/events?type=meeting.held'],
  ['Import', '/import'],
  ['Import, mapping as text', '/import?mapping=text'],
  ['Exports', '/exports'],
] as const;

const DRESSES = [
  ['light and wide', { colorScheme: 'light', viewport: { width: 1440, height: 900 } }],
  ['dark and narrow', { colorScheme: 'dark', viewport: { width: 390, height: 844 } }],
] as const;

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

describe.each(DRESSES)('%s', (_, dress) => {
  it.each(PAGES)('%s is there for everybody', async (_name, path) => {
    const { page, go, faults } = await openPage(browser, dress);
    await go(`${path}${path.includes('?') ? '&' : '?'}${NORTH}`);
    await expectAccessible(page);
    const [wide, window] = await page.evaluate<[number, number]>(
      '[document.documentElement.scrollWidth, window.innerWidth]',
    );
    expect(wide, 'the page itself does not scroll sideways').toBeLessThanOrEqual(window);
    expect((await problemsOn(page)).filter((text) => !text.includes('may need somebody'))).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

describe('the bar above a page', () => {
  it.each([1440, 1100, 820])('is one row where a window is %d wide', async (width) => {
    const { page, go } = await openPage(browser, { viewport: { width, height: 900 } });
    await go(`/?${NORTH}`);
    const bar = page.getByRole('banner');
    for (const name of ['Programme', 'Compare with', 'Cohort of pairings']) await bar.getByLabel(name).waitFor();
    await expect.poll(async () => (await bar.boundingBox())?.height).toBeLessThan(64);
    await page.context().close();
  });
});

describe('on a phone', () => {
  it('has its filters in one row and a sheet, those that are set in sight, and the list of pairings as cards', async () => {
    const { page, go, faults } = await openPage(browser, { viewport: { width: 390, height: 844 } });
    await go(`/?${NORTH}`);
    const bar = page.getByRole('banner');
    await expect.poll(async () => (await bar.boundingBox())?.height).toBeLessThan(64);
    await page.getByRole('button', { name: /^Period and comparison/ }).click();
    const sheet = page.getByRole('dialog', { name: 'Period and comparison' });
    await sheet.getByLabel('Compare with').selectOption('year');
    await page.waitForURL(/compare=year/);
    await sheet.getByText(/weeks begin on Monday/).waitFor();
    await expectAccessible(page);
    await sheet.getByRole('button', { name: 'Show', exact: true }).click();
    await sheet.waitFor({ state: 'detached' });
    await go(`/outcomes?${NORTH}&f.side=mentee`);
    await bar.getByRole('button', { name: 'Remove the filter side' }).click();
    await page.waitForURL((url) => !url.search.includes('f.side'));
    await go(`/attention?${NORTH}`);
    // Still a table to whoever hears it.
    await expect.poll(() => page.getByRole('rowheader').count()).toBeGreaterThan(0);
    const [narrow, window] = await page.evaluate<[number, number]>(
      `[document.querySelector('.table-cards').getBoundingClientRect().width, window.innerWidth]`,
    );
    expect(narrow).toBeLessThan(window);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

describe('the first load', () => {
  it('fetches less than 250 kB until the overview is usable, as gzip', async () => {
    const { page, faults } = await openPage(browser);
    await page.addInitScript(VITALS);
    const { usable, all } = await bytesOf(page, `/?${NORTH}`);
    expect(usable).toBeGreaterThan(50_000);
    expect(usable).toBeLessThan(250_000);
    expect(all, 'with the charts, which come afterwards').toBeLessThan(500_000);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

describe('with tables in place of charts', () => {
  it('has every number of the charts in a table', async () => {
    const { page, go, faults } = await openPage(browser);
    await go(`/engagement?${NORTH}`);
    await expect.poll(() => page.locator('svg, canvas').count()).toBeGreaterThan(3);
    await page.keyboard.press('t');
    await page.waitForURL(/show=tables/);
    await expect.poll(() => page.locator('figure table').count()).toBeGreaterThanOrEqual(6);
    await expectAccessible(page);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
