/** The first five minutes of whom it is for, click by click and key by key, with the numbers held to the API's. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { NORTH, type Opened, openBrowser, openPage, settled } from './harness.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

async function opened(work: (opened: Opened) => Promise<void>): Promise<void> {
  const one = await openPage(browser, { permissions: ['clipboard-read', 'clipboard-write'] });
  await work(one);
  expect(one.faults).toEqual([]);
  await one.page.context().close();
}

type Row = { group: Record<string, string>; bucket: string | null; value: number | null; n: number | null };

async function answerOf(path: string): Promise<Row[]> {
  const answer = await fetch(`${inject('insights')}${path}`);
  expect(answer.status, path).toBe(200);
  return ((await answer.json()) as { data: Row[] }).data;
}

const shown = (page: Page, title: string) =>
  page.locator('.card', { has: page.getByRole('link', { name: title, exact: true }) }).locator('.figure');

describe('a programme lead', () => {
  it('goes from the overview to a pair that drifts away, sees its history, and snoozes it with a note', async () => {
    await opened(async ({ page, go }) => {
      await go(`/?${NORTH}`);
      await page.getByRole('link', { name: 'See which, and why' }).click();
      await settled(page);
      const line = page.getByRole('row').filter({ hasText: 'nobody on it' }).first();
      const pairing = (await line.getByRole('link').textContent()) ?? '';
      expect(await line.textContent()).toMatch(/no meeting for \d+ days|goal is stuck|first meeting|check-in/);
      await line.getByRole('link').click();
      await page.getByRole('heading', { level: 1, name: `Pairing ${pairing}` }).waitFor();
      await page.getByText('Begun', { exact: true }).waitFor();
      await page.getByRole('button', { name: 'Snooze' }).first().click();
      await page.getByLabel('Why').selectOption('on_leave');
      await page.getByRole('dialog').getByRole('button', { name: 'Snooze', exact: true }).click();
      await page.getByText(`${pairing}: snoozed`).waitFor();
      await page.goto(`/attention?${NORTH}&state=snoozed`);
      await expect
        .poll(() => page.getByRole('row').filter({ hasText: pairing }).textContent(), { timeout: 30_000 })
        .toContain('on leave');
    });
  });
});

describe('an analyst', () => {
  it('compares, reads what a number means, looks behind it, and takes the same numbers away', async () => {
    await opened(async ({ page, go }) => {
      await go(`/explore?${NORTH}&metric=meeting-completion&group_by=mentee_department&look=pivot`);
      await page.keyboard.press('c');
      await page.keyboard.press('y');
      const [first] = await answerOf(
        `/v1/metrics/meeting-completion/series?programme=north&as_of=2026-11-01T00:00:00Z&from=2025-11-01&to=2026-11-01&group_by=mentee_department`,
      );
      const name = Object.values(first?.group ?? {})[0] ?? '';
      const cell = page.getByRole('row', { name: new RegExp(`^${name}`) }).getByRole('button');
      expect(await cell.textContent()).toContain(`${((first?.value ?? 0) * 100).toFixed(1)}`);
      await cell.click();
      const panel = page.getByRole('dialog');
      await panel.getByText('Read from').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'code' }).click();
      expect(await page.getByText('curl -s -H').textContent()).toContain(
        '/v1/metrics/meeting-completion/series?programme=north',
      );
    });
  });

  it('sends a link that opens the same view with the same numbers in another browser', async () => {
    await opened(async ({ page, go }) => {
      await go(`/outcomes?${NORTH}`);
      await page.getByLabel('Compare with').selectOption('year');
      await page.waitForURL(/compare=year/);
      await settled(page);
      await page.keyboard.press('l');
      await page.getByText('Link copied').waitFor();
      const link = await page.evaluate<string>('navigator.clipboard.readText()');
      const figures = await page.locator('.figure').allTextContents();
      const other = await openBrowser();
      try {
        const { page: theirs } = await openPage(other);
        await theirs.goto(link);
        await settled(theirs);
        await expect.poll(() => theirs.locator('.figure').allTextContents(), { timeout: 30_000 }).toEqual(figures);
        expect(await theirs.getByLabel('Compare with').inputValue()).toBe('year');
      } finally {
        await other.close();
      }
    });
  });
});

describe('the screen, the API and the file', () => {
  it('have one number', async () => {
    await opened(async ({ page, go }) => {
      await go(`/outcomes?${NORTH}`);
      const path =
        '/v1/metrics/satisfaction/series?programme=north&from=2025-11-01&to=2026-11-01&as_of=2026-11-01T00:00:00Z';
      const [row] = await answerOf(path);
      const value = row?.value ?? Number.NaN;
      expect((await shown(page, 'Match satisfaction').textContent())?.trim()).toBe(value.toFixed(2));
      const csv = await page.evaluate<string>(
        `fetch('/api/insights${path}&format=csv').then((answer) => answer.text())`,
      );
      const [head = '', line = ''] = csv.split('\r\n');
      expect(Number(line.split(',')[head.split(',').indexOf('value')])).toBe(value);
    });
  });
});

describe('somebody without a mouse', () => {
  it('goes to pages by keys, opens and closes the palette, and moves through the cohort grid', async () => {
    await opened(async ({ page, go }) => {
      await go(`/?${NORTH}`);
      await page.keyboard.press('g');
      await page.keyboard.press('r');
      await page.getByRole('heading', { level: 1, name: 'Retention' }).waitFor();
      await settled(page);
      expect(page.url()).toContain('programme=north');
      const grid = page.locator('table.grid');
      await grid.locator('td[tabindex="0"]').focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowRight');
      const place = await page.evaluate<[number, number]>(
        '[document.activeElement.parentElement.sectionRowIndex, document.activeElement.cellIndex]',
      );
      expect(place).toEqual([1, 3]);
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Go to' }).fill('net promoter');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: /Net promoter/ }).waitFor();
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
      await page.keyboard.press('Escape');
      await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    });
  });
});
