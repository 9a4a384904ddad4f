/** Who signs in as what: the pages each finds, and what is said where something is not theirs. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enter, expectAccessible, type Opened, openBrowser, openPage, problemsOn, reach, settled } from './harness.ts';
import { type Role, startWithTokens, type WithTokens } from './with-tokens.ts';

const PATIENCE = { timeout: 30_000 };
const ALL = ['Overview', 'Engagement', 'Retention', 'Outcomes', 'Equity', 'Explore', 'Reports', 'Exports'];
const FOR_HELPERS = 'they are for programme leads and administrators';
const FOR_DATA = 'it is for tokens of the roles admin and data that see all of them';

/** What a role finds beside what everybody does, and what it is told elsewhere. */
const SEES: Readonly<
  Record<Role, { more: readonly string[]; refused: readonly (readonly [path: string, words: string])[] }>
> = {
  lead: {
    more: ['Needs attention'],
    refused: [['/health?programme=north', FOR_DATA]],
  },
  analyst: {
    more: ['Event catalogue'],
    refused: [
      ['/attention?programme=north', FOR_HELPERS],
      ['/health?programme=north', FOR_DATA],
    ],
  },
  data: {
    more: ['Data health', 'Event catalogue', 'Import'],
    refused: [['/attention?programme=north', FOR_HELPERS]],
  },
  admin: { more: ['Needs attention', 'Data health', 'Event catalogue', 'Import'], refused: [] },
};

let browser: Browser;
let own: WithTokens;

beforeAll(async () => {
  [browser, own] = await Promise.all([openBrowser(), startWithTokens()]);
});
afterAll(async () => {
  await browser?.close();
  await own?.stop();
});

describe('somebody without a token', () => {
  it('is asked for one, told in words where it is wrong, and sees nothing before', async () => {
    const { page, faults } = await openPage(browser, { baseURL: own.dashboard });
    await page.goto('/retention?programme=north');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await expectAccessible(page);
    await reach(page.getByLabel('Token'));
    await page.keyboard.type('rpt_nobody');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByRole('alert').textContent(), PATIENCE).toMatch(/token/i);
    await expectAccessible(page);
    expect(await page.getByRole('navigation').count()).toBe(0);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

/** Behind a number everybody sees what kinds of events it was made of; single units are for administrators. */
async function opensBehind(page: Page, role: Role): Promise<void> {
  await enter(page.locator('.headline .cell-button').first());
  const panel = page.getByRole('dialog', { name: /^Active pairs/ });
  await panel.getByRole('row').filter({ hasText: 'pairing.' }).first().waitFor(PATIENCE);
  const words = panel.getByText('Single units and their events are for administrators.');
  const unit = panel.getByRole('columnheader', { name: 'Unit' });
  await (role === 'admin' ? unit : words).waitFor(PATIENCE);
  expect(await (role === 'admin' ? words : unit).count()).toBe(0);
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
}

const ANSWERED = [
  '/engagement',
  '/retention?cohort=year',
  '/outcomes',
  '/equity',
  '/explore',
  '/metrics/pair-survival',
];

/** Pages that are everybody's have a number for everybody, and refuse nothing. */
async function isAnswered({ page, go }: Opened): Promise<void> {
  for (const path of ANSWERED) {
    await go(`${path}${path.includes('?') ? '&' : '?'}programme=north`);
    // The programme is simulated: nothing is told of it since.
    const problems = (await problemsOn(page)).filter((text) => !text.startsWith('Nothing has been told of north'));
    expect(problems, path).toEqual([]);
    if (path.startsWith('/retention'))
      await expect.poll(() => page.locator('td.heat', { hasText: '%' }).count(), PATIENCE).toBeGreaterThan(0);
  }
}

describe.each(['lead', 'analyst', 'data', 'admin'] as const)('a token of the role %s', (role) => {
  it('opens the pages of the role, says in words what is not its own, and is gone after signing out', async () => {
    const { page, go, faults } = await openPage(browser, { baseURL: own.dashboard });
    await page.goto('/?programme=north');
    await reach(page.getByLabel('Token'));
    await page.keyboard.type(own.tokens[role]);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'north' }).waitFor(PATIENCE);
    await settled(page);
    // Released or live: every number of the first page has a period that it may be told of.
    await expect.poll(() => page.locator('.headline .cell').count(), PATIENCE).toBe(6);
    await opensBehind(page, role);
    await isAnswered({ page, go, faults });
    const { more, refused } = SEES[role];
    const list = page.getByRole('navigation').locator('.nav-link');
    await expect.poll(async () => (await list.allTextContents()).sort(), PATIENCE).toEqual([...ALL, ...more].sort());
    await expectAccessible(page);
    for (const [path, words] of refused) {
      await go(path);
      await page.getByRole('main').getByText(words).first().waitFor(PATIENCE);
      await expectAccessible(page);
    }
    await enter(page.getByRole('button', { name: 'Sign out' }));
    await page.getByLabel('Token').waitFor(PATIENCE);
    await page.goto('/explore?programme=north');
    await page.getByLabel('Token').waitFor(PATIENCE);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
