/** What people keep: a view under a name, a subscription, a frozen report, an annotation. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { expectAccessible, NORTH, type Opened, openBrowser, openPage } from './harness.ts';

const PATIENCE = { timeout: 60_000 };
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

async function inPage(work: (opened: Opened) => Promise<void>): Promise<void> {
  const opened = await openPage(browser);
  await work(opened);
  expect(opened.faults).toEqual([]);
  await opened.page.context().close();
}

async function share(page: Page, what: string): Promise<void> {
  await page.getByRole('button', { name: 'Share and export' }).click();
  await page.getByRole('menuitem', { name: what }).click();
}

/** Until the log has it and the warehouse too: whoever comes next finds it. */
async function isListed(path: string, text: string): Promise<boolean> {
  const answer = await fetch(`${inject('insights')}${path}`);
  return answer.ok && (await answer.text()).includes(text);
}

it('keeps a view under a name, which opens the same page with the same numbers in another browser', async () => {
  const address = `/metrics/active-pairs?${NORTH}&grain=month`;
  let seen = '';
  await inPage(async ({ page, go }) => {
    await go(address);
    seen = (await page.getByRole('main').textContent()) ?? '';
    await share(page, 'Save this view …');
    const dialog = page.getByRole('dialog', { name: 'Save this view' });
    await dialog.getByLabel('Name').fill('Who is active');
    await expectAccessible(page);
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
  });
  await expect.poll(() => isListed('/v1/views', 'Who is active'), PATIENCE).toBe(true);
  await inPage(async ({ page, go }) => {
    await go('/reports');
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Who is active' }).click();
    await page.waitForURL(/\/metrics\/active-pairs\?.*grain=month/);
    const digits = (text: string) => text.replaceAll(/\D+/g, ' ').slice(0, 400);
    await expect
      .poll(async () => digits((await page.getByRole('main').textContent()) ?? ''), PATIENCE)
      .toBe(digits(seen));
    await go('/reports');
    await page.getByRole('button', { name: 'Edit Who is active' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Edit the view' });
    await dialog.getByLabel('Name').fill('Who was active');
    await dialog.getByLabel('Share with everybody who sees this programme').check();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Save' }).press('Enter');
    await dialog.waitFor({ state: 'detached' });
    const row = page.getByRole('row', { name: /^Who was active/ });
    await row.getByText('shared').waitFor(PATIENCE);
    // What the page shows at once the log has too.
    await expect.poll(() => isListed('/v1/views', 'Who was active'), PATIENCE).toBe(true);
    await page.getByRole('button', { name: 'Remove Who was active' }).click();
    await page.getByText('Nothing saved yet').waitFor(PATIENCE);
  });
});

type Kept = { id: string; title: string };
type Previewed = { answer: { data: { value: number | null }[] } };

const cellsOf = (html: string) => [...html.matchAll(/<td[^>]*>([^<]*)<\/td>/g)].map(([, cell = '']) => cell);

/** The one subscription that has this name, and what would be delivered of it, from the API itself. */
async function previewed(title: string) {
  const list = (await (await fetch(`${inject('insights')}/v1/subscriptions`)).json()) as { data: Kept[] };
  const path = `${inject('insights')}/v1/subscriptions/${list.data.find((one) => one.title === title)?.id}`;
  const preview = (await (await fetch(`${path}/preview`, { method: 'POST' })).json()) as { data: Previewed };
  const mail = await fetch(path.replace(inject('insights'), `${inject('dashboard')}/api/insights`).concat('/mail'));
  // Of the page's own policy nothing is left, which would refuse the mail's styles; of its rights nothing either.
  const policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox";
  expect(mail.headers.get('content-security-policy')).toBe(policy);
  return { answer: preview.data.answer, mail: await mail.text() };
}

it('subscribes for Thursdays, changes that, and shows beforehand the very mail and why it waits', async () => {
  await inPage(async ({ page, go }) => {
    await go(`/metrics/meetings?${NORTH}`);
    await share(page, 'Subscribe …');
    const dialog = page.getByRole('dialog', { name: 'Subscribe' });
    await dialog.getByLabel('Name').fill('Meetings of the week');
    await dialog.getByLabel('Day of the week').selectOption('Thursday');
    await dialog.getByRole('textbox', { name: 'To' }).fill('board@example.org');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Subscribe' }).click();
    await dialog.waitFor({ state: 'detached' });
  });
  await expect.poll(() => isListed('/v1/subscriptions', 'Meetings of the week'), PATIENCE).toBe(true);
  await inPage(async ({ page, go }) => {
    await go('/reports');
    await page.getByText('board@example.org').waitFor(PATIENCE);
    await page.getByText('Thursdays, about the week before').waitFor(PATIENCE);
    await page.getByRole('button', { name: 'Edit Meetings of the week' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Edit the subscription' });
    await dialog.getByLabel('Name').fill('Mail me Mondays');
    await dialog.getByLabel('Day of the week').selectOption('Monday');
    await dialog.getByRole('textbox', { name: 'To' }).fill('office@example.org');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Save' }).press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Mondays, about the week before').waitFor(PATIENCE);
    await page.getByText('office@example.org').waitFor(PATIENCE);
    await expect.poll(() => isListed('/v1/subscriptions', 'Mail me Mondays'), PATIENCE).toBe(true);
    await page.getByRole('button', { name: 'Preview of Mail me Mondays' }).click();
    await page.waitForURL(/preview=/);
    // The simulated history ends before the week that is due; what another test imports may have been told since.
    const preview = page.getByRole('dialog', { name: 'Preview' });
    await preview.getByText(/It waits: \w+|is told to its end\./).waitFor(PATIENCE);
    const { mail, answer } = await previewed('Mail me Mondays');
    const frame = preview.frameLocator('iframe');
    await expect.poll(() => frame.locator('td').allTextContents(), PATIENCE).toEqual(cellsOf(mail));
    await frame.getByRole('heading', { name: 'Mail me Mondays' }).waitFor(PATIENCE);
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await preview.waitFor({ state: 'detached' });
    // Nothing is due before the first week after the order is over: what a later week sent is put in its place.
    const sent = { at: '2026-10-26T06:00:00.000Z', period: '2026-w43', state: 'sent', reason: null, has_answer: true };
    const failed = { ...sent, period: '2026-w42', state: 'failed', reason: 'not_delivered', has_answer: false };
    await page.route(/\/deliveries$/, (route) =>
      route.fulfill({ json: { data: [sent, failed], meta: { row_count: 2 }, links: {} } }),
    );
    await page.route(/\/deliveries\/2026-w43$/, (route) =>
      route.fulfill({ json: { data: { period: '2026-w43', answer }, meta: {}, links: {} } }),
    );
    await page.getByRole('button', { name: 'Deliveries of Mail me Mondays' }).click();
    const log = page.getByRole('dialog', { name: 'Deliveries of Mail me Mondays' });
    await log.getByText('the other side did not take it').waitFor(PATIENCE);
    await log.getByRole('button', { name: 'Numbers of week 43 of 2026' }).press('Enter');
    await page.waitForURL(/sent=2026-w43/);
    await log.getByRole('heading', { name: 'Week 43 of 2026, as it was sent' }).waitFor(PATIENCE);
    await expect.poll(() => log.getByRole('table').count(), PATIENCE).toBe(2);
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await log.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Remove Mail me Mondays' }).click();
    await page.getByText('No subscriptions').waitFor(PATIENCE);
  });
});

it('freezes an answer, and issues it again byte by byte', async () => {
  await inPage(async ({ page, go }) => {
    await go('/metrics/pairings?programme=north');
    await share(page, 'Freeze …');
    const dialog = page.getByRole('dialog', { name: 'Freeze' });
    await dialog.getByLabel('Name').fill('Board, October');
    await dialog.getByRole('button', { name: 'Freeze' }).click();
    await dialog.waitFor({ state: 'detached', ...PATIENCE });
    await go('/reports');
    await page.getByRole('link', { name: 'board-october' }).click();
    const panel = page.getByRole('dialog', { name: 'board-october' });
    await panel.getByRole('button', { name: 'Issue again' }).click();
    await panel.getByText(/^Identical: \d+ bytes with the same SHA-256\.$/).waitFor(PATIENCE);
    await expectAccessible(page);
  });
});

it('keeps an annotation, by keys alone', async () => {
  await inPage(async ({ page, go }) => {
    await go('/reports?programme=north');
    await page.getByRole('button', { name: 'Add', exact: true }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Add an annotation' });
    await dialog.getByLabel('What happened').fill('Offices are closed');
    await dialog.getByLabel('First day').fill('2026-08-03');
    await dialog.getByLabel('Last day').fill('2026-08-14');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Add' }).press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('rowheader', { name: 'Offices are closed' }).waitFor(PATIENCE);
  });
  await expect.poll(() => isListed('/v1/annotations?programme=north', 'Offices are closed'), PATIENCE).toBe(true);
});
