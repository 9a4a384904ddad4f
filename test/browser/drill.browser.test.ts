/** Behind every number: from a page to what a cell was made of, by keys and by a link, and what is said where there is no such cell. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { expectAccessible, NORTH, type Opened, openBrowser, openPage } from './harness.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

async function opened(work: (opened: Opened) => Promise<void>): Promise<void> {
  const one = await openPage(browser);
  await work(one);
  expect(one.faults).toEqual([]);
  await one.page.context().close();
}

type Lineage = { data: { events: { type: string; events: number }[] } };

describe('a number', () => {
  it('opens by Enter what it was made of, counts as the API does, and is found again by its link', async () => {
    await opened(async ({ page, go }) => {
      await go(`/engagement?${NORTH}&show=tables`);
      const card = page.locator('.card', { has: page.getByRole('link', { name: 'Meetings per pair-month' }) }).first();
      const cell = card.locator('.cell-button').nth(3);
      const shown = (await cell.locator('.cell').textContent()) ?? 'none';
      await cell.focus();
      await page.keyboard.press('Enter');
      const panel = page.getByRole('dialog', { name: /^Meetings per pair-month · / });
      await panel.getByText('meeting.held').waitFor();
      await expect.poll(() => panel.textContent()).toContain(shown);
      await expectAccessible(page);
      const address = new URL(page.url());
      const place = address.searchParams.get('cell') ?? '';
      const view = `${NORTH}&grain=month&from=2025-11-01&to=2026-11-01&cell=${encodeURIComponent(place)}`;
      const answer = await fetch(`${inject('insights')}/v1/metrics/meetings-per-pair-month/lineage?${view}`);
      const { data } = (await answer.json()) as Lineage;
      const held = data.events.find(({ type }) => type === 'meeting.held')?.events ?? 0;
      await expect
        .poll(() => panel.getByRole('row').filter({ hasText: 'meeting.held' }).textContent())
        .toContain(held.toLocaleString('en-GB'));
      await opened(async (other) => {
        await other.page.goto(address.href);
        const same = other.page.getByRole('dialog', { name: /^Meetings per pair-month · / });
        await same.getByText('meeting.held').waitFor();
        await expect.poll(() => same.textContent()).toContain(shown);
      });
      await page.keyboard.press('Escape');
      await panel.waitFor({ state: 'detached' });
      expect(new URL(page.url()).searchParams.has('drill')).toBe(false);
    });
  });

  it('in a chart opens where one points, and by Enter where the cursor is', async () => {
    await opened(async ({ page, go }) => {
      await go(`/engagement?${NORTH}`);
      const chart = page.getByRole('img', { name: /^Meetings per pair-month: / });
      await chart.locator('svg').waitFor();
      await chart.focus();
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      const byKeys = page.getByRole('dialog', { name: 'Meetings per pair-month · Dec 2025' });
      await byKeys.getByText('meeting.held').waitFor();
      await page.keyboard.press('Escape');
      await byKeys.waitFor({ state: 'detached' });
      await chart.click();
      const byMouse = page.getByRole('dialog', { name: /^Meetings per pair-month · (Apr|May) 2026$/ });
      await byMouse.getByText('meeting.held').waitFor();
      await page.keyboard.press('Escape');
      await byMouse.waitFor({ state: 'detached' });
      await page.locator('.chart-canvas:focus').and(chart).waitFor();
      const groups = page.getByRole('img', { name: /^Time to first meeting: / });
      await groups.scrollIntoViewIfNeeded();
      await groups.focus();
      await page.keyboard.press('Home');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog', { name: /^Time to first meeting · / }).waitFor();
    });
  });

  it('that is hidden says why, and has nothing behind it', async () => {
    await opened(async ({ page, go }) => {
      await go(`/explore?${NORTH}&metric=pairings&group_by=mentee_department,mentor_department&show=tables`);
      const cell = page.getByRole('main').locator('.cell-button', { has: page.locator('[data-state="suppressed"]') });
      await cell.first().focus();
      await page.keyboard.press('Enter');
      const panel = page.getByRole('dialog', { name: /^Pairings/ });
      await panel.getByText('hidden: too few people stand behind it').waitFor();
      await panel.getByRole('link', { name: 'What it means, and what changed' }).waitFor();
      expect(await panel.getByRole('table').count()).toBe(0);
      await expectAccessible(page);
    });
  });

  it('of a cohort opens from the grid, and an address that names no cell says so', async () => {
    await opened(async ({ page, go }) => {
      await go(`/retention?${NORTH}`);
      await page.locator('td.heat').first().focus();
      await page.keyboard.press('Enter');
      const panel = page.getByRole('dialog', { name: /^Pair survival .* · Q\d \d{4}$/ });
      await panel.waitFor();
      await page.keyboard.press('Escape');
      await panel.waitFor({ state: 'detached' });
      // Back in the cell, and a second time, when all of the panel is there before the stroke ends.
      await page.locator('td.heat:focus').waitFor();
      await page.keyboard.press('Enter');
      await panel.getByRole('table').or(panel.getByText('What it means')).first().waitFor();
      await page.goto(`/explore?${NORTH}&drill=nps:by:side&cell=side=nobody`);
      await page.getByRole('dialog').getByText('There is no such cell').waitFor();
    });
  });
});
