/** The first five minutes of whom it is for, without a mouse, with the numbers held to the API's. */
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { enter, fromShare, NORTH, type Opened, openBrowser, openPage, reach, settled } from './harness.ts';

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
  page.locator('.card', { has: page.getByRole('link', { name: title, exact: true }) }).locator('.figure .cell');

/** Chooses in a list that has the focus by its words, as one types them. */
async function choose(list: Locator, words: string, value: string): Promise<void> {
  await reach(list);
  await list.page().keyboard.type(words);
  await expect.poll(() => list.inputValue()).toBe(value);
}

const PATIENCE = { timeout: 30_000 };

describe('a programme lead', () => {
  it('goes from the overview to a pair that drifts away, sees its history, snoozes it with a note, and is mailed on Mondays', async () => {
    await opened(async ({ page, go }) => {
      await go(`/?${NORTH}`);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await expect.poll(() => page.evaluate('document.activeElement.id'), PATIENCE).toBe('content');
      await enter(page.getByRole('link', { name: 'See which, and why' }));
      await settled(page);
      const line = page.getByRole('row').filter({ hasText: 'nobody on it' }).first();
      const pairing = (await line.getByRole('link').textContent()) ?? '';
      await expect
        .poll(() => line.textContent())
        .toMatch(/no meeting for \d+ days|goal is stuck|first meeting|check-in/i);
      await enter(line.getByRole('link'));
      await page.getByRole('heading', { level: 1, name: `Pairing ${pairing}` }).waitFor();
      await page.getByText('Begun', { exact: true }).waitFor();
      await enter(page.getByRole('button', { name: 'Snooze' }).first());
      const dialog = page.getByRole('dialog');
      await choose(dialog.getByLabel('Why'), 'on', 'on_leave');
      await enter(dialog.getByRole('button', { name: 'Snooze', exact: true }));
      await page.getByText(`${pairing}: snoozed`).waitFor();
      await page.keyboard.press('g');
      await page.keyboard.press('a');
      await enter(page.getByRole('button', { name: 'Snoozed' }));
      const snoozed = page.getByRole('row').filter({ hasText: pairing }).first();
      await expect.poll(() => snoozed.textContent(PATIENCE), PATIENCE).toContain('on leave');
      await page.keyboard.press('g');
      await page.keyboard.press('o');
      await page.getByRole('heading', { level: 1, name: 'north' }).waitFor();
      await settled(page);
      await fromShare(page, 'subs', 'Subscribe …');
      const order = page.getByRole('dialog', { name: 'Subscribe' });
      await order.locator('input:focus').waitFor();
      await page.keyboard.type('Overview on Mondays');
      await choose(order.getByLabel('Day of the week'), 'Mon', '1');
      await reach(order.getByRole('textbox', { name: 'To' }));
      await page.keyboard.type('lead@example.org');
      await page.keyboard.press('Enter');
      await order.waitFor({ state: 'detached' });
      await page.keyboard.press('g');
      await page.keyboard.press('p');
      await enter(page.getByRole('button', { name: 'Preview of Overview on Mondays' }));
      const preview = page.getByRole('dialog', { name: 'Preview' });
      await preview.getByText(/It waits: \w+|is told to its end\./).waitFor(PATIENCE);
      await preview.frameLocator('iframe').getByRole('heading', { name: 'Overview on Mondays' }).waitFor(PATIENCE);
      await page.keyboard.press('Escape');
      await preview.waitFor({ state: 'detached' });
      await enter(page.getByRole('button', { name: 'Remove Overview on Mondays' }));
      await page.getByRole('button', { name: 'Remove Overview on Mondays' }).waitFor({ state: 'detached' });
    });
  });
});

describe('an analyst', () => {
  it('compares by weekdays, reads what a number means, and sees the numbers of the API', async () => {
    await opened(async ({ page, go }) => {
      await go(`/explore?${NORTH}&metric=meeting-completion&group_by=mentee_department&look=pivot`);
      await page.keyboard.press('c');
      await choose(page.getByLabel('Compare with'), 'vs a year before, s', 'year weekday');
      await page.waitForURL(/compare=year&align=weekday/);
      await settled(page);
      await reach(page.getByRole('main').locator('a[href^="/metrics/meeting-completion"]').first());
      await page.getByRole('tooltip').getByText('Unit:').waitFor();
      await page.keyboard.press('x');
      await page.waitForURL((url) => !url.search.includes('compare'));
      await settled(page);
      const [first] = await answerOf(
        `/v1/metrics/meeting-completion/series?programme=north&as_of=2026-11-01T00:00:00Z&from=2025-11-01&to=2026-11-01&group_by=mentee_department`,
      );
      const name = Object.values(first?.group ?? {})[0] ?? '';
      const cell = page.getByRole('row', { name: new RegExp(`^${name}`) }).getByRole('button');
      await expect.poll(() => cell.textContent(), PATIENCE).toContain(`${((first?.value ?? 0) * 100).toFixed(1)}`);
    });
  });

  it('narrows the numbers to one cohort of pairings, and reads where that cannot be', async () => {
    await opened(async ({ page, go }) => {
      await go(`/outcomes?${NORTH}`);
      const all = await shown(page, 'Match satisfaction').textContent();
      await choose(page.getByLabel('Cohort of pairings'), 'began in 2025', '2025');
      await page.waitForURL(/f\.pairing_year=2025/);
      await settled(page);
      const [row] = await answerOf(
        '/v1/metrics/satisfaction/series?programme=north&from=2025-11-01&to=2026-11-01&as_of=2026-11-01T00:00:00Z&f.pairing_year=2025',
      );
      await expect
        .poll(async () => (await shown(page, 'Match satisfaction').textContent())?.trim(), PATIENCE)
        .toBe(row?.value?.toFixed(2));
      expect(row?.value?.toFixed(2)).not.toBe(all?.trim());
      await enter(page.getByRole('navigation').getByRole('link', { name: 'Retention' }));
      await page.getByRole('heading', { level: 1, name: 'Retention' }).waitFor();
      await settled(page);
      expect(await page.getByText('Not told by this filter').count()).toBe(0);
      await enter(page.getByRole('button', { name: 'People still in the programme' }));
      await page.getByText('Not told by this filter').first().waitFor(PATIENCE);
      await enter(page.getByRole('button', { name: 'Remove the filter year the pairing began' }));
      await settled(page);
      expect(await page.getByText('Not told by this filter').count()).toBe(0);
      expect(page.url()).not.toContain('pairing_year');
    });
  });

  it('takes a question along as SQL and as a Parquet file with as many rows as are told', async () => {
    await opened(async ({ page, go }) => {
      await go(`/explore?${NORTH}&metric=meeting-completion&group_by=mentee_department&grain=quarter&look=rows`);
      await fromShare(page, 'as', 'As SQL, curl, command …');
      const code = page.getByRole('dialog', { name: 'This view as code' });
      const sql = code.getByRole('region', { name: 'SQL' });
      await sql.waitFor(PATIENCE);
      await enter(code.getByRole('button', { name: 'Copy' }).last());
      await page.getByText('SQL copied').waitFor();
      expect(await page.evaluate<string>('navigator.clipboard.readText()')).toBe(await sql.textContent());
      expect(await code.getByRole('region', { name: 'curl' }).textContent()).toContain(
        `'${inject('insights')}/v1/metrics`,
      );
      await page.keyboard.press('Escape');
      await code.waitFor({ state: 'detached' });
      const shownRows = await page.getByRole('main').locator('tbody tr').count();
      await fromShare(page, 'parquet', 'Parquet, Arrow, JSON …');
      await page.getByRole('heading', { level: 1, name: 'Exports' }).waitFor();
      await settled(page);
      await choose(page.getByLabel('Format'), 'Parquet', 'parquet');
      await enter(page.getByRole('button', { name: 'Write the file' }));
      const name = 'meeting-completion of north, by quarter and mentee department';
      const file = page.getByRole('row', { name }).filter({ hasText: 'parquet' });
      const link = file.getByRole('link', { name: `Download ${name}` });
      await link.waitFor(PATIENCE);
      const download = page.waitForEvent('download');
      await enter(link);
      const rows = await parquetReadObjects({
        file: await asyncBufferFromFile(await (await download).path()),
        compressors,
      });
      expect(rows).toHaveLength(shownRows);
      expect(await file.getByRole('cell').allTextContents()).toContain(String(rows.length));
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

describe('a data team', () => {
  it('sees how far each partition is, and looks a type up with its sample', async () => {
    await opened(async ({ page, go }) => {
      await go(`/?${NORTH}`);
      await page.keyboard.press('g');
      await page.keyboard.press('h');
      await enter(page.getByRole('button', { name: 'By partition' }));
      await page.waitForURL(/by=partition/);
      await settled(page);
      await page.keyboard.press('g');
      await page.keyboard.press('v');
      await reach(page.getByRole('searchbox'));
      await page.keyboard.type('meeting.held');
      await page.waitForURL(/find=meeting\.held/);
      await enter(page.getByRole('button', { name: 'meeting.held', exact: true }));
      const panel = page.getByRole('dialog', { name: 'meeting.held' });
      await panel.getByRole('region', { name: 'Fields of meeting.held' }).waitFor();
      await page.keyboard.press('Escape');
      await panel.waitFor({ state: 'detached' });
    });
  });

  it('sends one event as the catalogue says, and sees it stored', async () => {
    await opened(async ({ page, go }) => {
      await go(`/health?${NORTH}`);
      const row = page.getByRole('row', { name: /mentorship\.meeting\.v1/ });
      const stored = async () => Number((await row.getByRole('cell').nth(1).textContent())?.replaceAll(',', ''));
      const before = await stored();
      expect(before).toBeGreaterThan(1_000);
      await go('/events?type=meeting.held');
      const curl = (await page.getByRole('region', { name: 'Send one' }).textContent()) ?? '';
      const [, address = '', body = ''] = /^curl -i (\S+) [\s\S]* -d '([\s\S]*)'$/.exec(curl) ?? [];
      // Nobody here has a token, and an empty one would be refused.
      expect(curl).not.toContain('Authorization');
      const sent = await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      expect(sent.status, await sent.text()).toBe(202);
      await go(`/health?${NORTH}`);
      await expect.poll(stored, PATIENCE).toBe(before + 1);
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
