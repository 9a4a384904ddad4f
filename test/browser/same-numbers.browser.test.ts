/** One question, asked in every way there is: the screen, the API, the file and the mail have one number. */

import { eventIdFrom, type RapportEvent } from '@rapport/events';
import { createLazyProducer, createLogClient } from '@rapport/log';
import type { Page } from 'playwright-core';
import { expect, inject, it } from 'vitest';
import { mailParts } from '../../services/insights/src/testing/mail-parts.ts';
import { openBrowser, openPage } from './harness.ts';
import { mailsIn } from './mailbox.ts';

const PATIENCE = { timeout: 60_000 };
const DAY_MS = 86_400_000;
const TITLE = 'Mentors of the month';
// A share of who is enrolled at the end of a period: it is there for a month in which nothing happened, too.
const METRIC = 'mentors-with-pair';

type Row = { value: number | null; n: number | null; ci: { low: number; high: number; level: number } | null };
type Answer = { data: Row[] };
type Kept = { id: string; title: string; last: { period: string; state: string } | null };

async function asked(path: string): Promise<Response> {
  const answer = await fetch(`${inject('insights')}${path}`);
  expect([path, answer.status]).toEqual([path, 200]);
  return answer;
}

const subscription = async () =>
  ((await (await asked('/v1/subscriptions')).json()) as { data: Kept[] }).data.find(({ title }) => title === TITLE);

/** Orders in the page what it shows, as somebody would. */
async function order(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Share and export' }).click();
  await page.getByRole('menuitem', { name: 'Subscribe …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Subscribe' });
  await dialog.getByLabel('Name').fill(TITLE);
  await dialog.getByLabel('How often').selectOption('month');
  await dialog.getByRole('textbox', { name: 'To' }).fill('board@example.org');
  await dialog.getByRole('button', { name: 'Subscribe' }).click();
  await dialog.waitFor({ state: 'detached' });
}

/**
 * A subscription is about what ends after it was ordered, and a period is told to its end when something was told later: this one
 * becomes a year old, and a pairing that never begins is told of now.
 */
async function becomeDue(item_id: string): Promise<void> {
  const log = createLogClient({
    ...{ brokers: inject('kafkaBrokers'), clientId: 'same-numbers', topicPrefix: inject('topicPrefix') },
  });
  const producer = createLazyProducer(log);
  const now = Date.now();
  const source = 'rapport/insights';
  const earlier: RapportEvent = {
    ...{ event_id: eventIdFrom(source, `${item_id} earlier`), type: 'workspace.subscription_set', source, item_id },
    ...{ occurred_at: now - 365 * DAY_MS, recorded_at: now, programme_id: 'north', actor_id: 'demo' },
    ...{ title: TITLE, question: JSON.stringify({ metric: METRIC, programme: 'north' }), every: 'month' },
    ...{ channel: 'email', page: `/metrics/${METRIC}` },
  };
  const later: RapportEvent = {
    ...{ event_id: eventIdFrom('same-numbers', item_id), type: 'pairing.proposed', source: 'same-numbers' },
    ...{ occurred_at: Date.parse('2026-09-01T00:00:00Z'), recorded_at: now, programme_id: 'north' },
    ...{ pairing_id: 'told-later', mentor_id: 'told-1', mentee_id: 'told-2' },
  };
  await producer.send([earlier, later]);
  await producer.close();
  await log.close();
}

/** What stands in the row of a table of HTML, by the heads of its columns. */
function cellsOf(html: string): Record<string, string> {
  const all = (tag: string) =>
    [...html.matchAll(new RegExp(`<${tag}[^>]*>([^<]*)</${tag}>`, 'g'))].map(([, text = '']) => text);
  const cells = all('td');
  return Object.fromEntries(all('th').map((head, place) => [plain(head), plain(cells[place] ?? '')]));
}

/** A narrow space is a space. */
const plain = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

/** 47.9 %, worked out here: neither the page's way nor the mail's. */
const percent = (share: number) => `${(Math.round(share * 1000) / 10).toFixed(1)} %`;

it('the screen, the API, the file and the mail that was delivered say one number, its interval and its n', async () => {
  const browser = await openBrowser();
  const { page, go, faults } = await openPage(browser);
  await go(`/metrics/${METRIC}?programme=north`);
  await order(page);
  await expect.poll(async () => (await subscription())?.id, PATIENCE).toBeDefined();
  const { id } = (await subscription()) as Kept;
  await becomeDue(id);
  await expect.poll(async () => (await subscription())?.last?.state, PATIENCE).toBe('sent');
  const parts = () => mailsIn(inject('mailbox')).map(mailParts);
  const isOurs = (one: Map<string, string>) => one.get('text/html')?.includes(TITLE) === true;
  await expect.poll(() => parts().filter(isOurs).length, PATIENCE).toBe(1);
  const mail = parts().find(isOurs);

  const month = (await subscription())?.last?.period ?? '';
  const to = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 1)).toISOString().slice(0, 10);
  const period = `programme=north&from=${month}-01&to=${to}`;
  const path = `/v1/metrics/${METRIC}/series?${period}`;
  const [row] = ((await (await asked(path)).json()) as Answer).data;
  const { value, n, ci } = row as { value: number; n: number; ci: NonNullable<Row['ci']> };
  expect([value > 0, value < 1, n > 10, ci.low < value, ci.high > value]).toEqual([true, true, true, true, true]);

  const csv = await (await asked(`${path}&format=csv`)).text();
  const [head = '', line = ''] = csv.split('\r\n');
  const inFile = (name: string) => Number(line.split(',')[head.split(',').indexOf(name)]);
  expect([inFile('value'), inFile('n'), inFile('ci_low'), inFile('ci_high')]).toEqual([value, n, ci.low, ci.high]);
  expect(mail?.get('text/csv')).toBe(csv);

  const said = { value: percent(value), interval: `${percent(ci.low)} to ${percent(ci.high)}`, n: String(n) };
  const cells = cellsOf(mail?.get('text/html') ?? '');
  expect([cells['Mentors with an active pair, in %'], cells['95 % interval'], cells['n']]).toEqual([
    ...[said.value, said.interval, said.n],
  ]);

  await go(`/metrics/${METRIC}?${period}`);
  const headline = page.locator('.card', { hasText: 'The whole period' }).locator('.headline');
  const shown = async (part: string) => plain((await headline.locator(part).first().textContent(PATIENCE)) ?? '');
  await expect.poll(() => shown('.figure .cell'), PATIENCE).toBe(said.value);
  await expect.poll(() => shown('.number'), PATIENCE).toContain(`${said.interval} (95 %) · n ${said.n}`);
  expect(faults).toEqual([]);
  await browser.close();
});
