/** What a page says while it waits, where there is nothing, where it is refused and where nobody answers; and all that opens over it. */
import type { Browser, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enter, expectAccessible, fromShare, NORTH, openBrowser, openPage, reach, settled } from './harness.ts';

const PATIENCE = { timeout: 30_000 };
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

/** The pages that ask something when they are opened, by the key that follows `g`. */
const PAGES = [
  ...([
    ['a', '/attention'],
    ['e', '/engagement'],
    ['r', '/retention'],
    ['u', '/outcomes'],
    ['q', '/equity'],
  ] as const),
  ...([
    ['x', '/explore'],
    ['p', '/reports'],
    ['h', '/health'],
    ['v', '/events'],
    ['f', '/exports'],
    ['o', '/'],
  ] as const),
];

/** What the frame itself asks: who is signed in, what there is. Without it there is no page to look at. */
const isFrames = (url: string) => /\/v1\/(programmes|metrics|freshness)(\?|$)/.test(url);

async function answerAll(page: Page, answer: (route: Route) => Promise<void>): Promise<void> {
  await page.route(/\/api\/insights\/v1\//, (route) =>
    isFrames(route.request().url()) ? route.continue() : answer(route),
  );
}

const problem = (status: number, code: string, detail: string) => ({
  status,
  contentType: 'application/problem+json',
  body: JSON.stringify({ type: 'about:blank', title: 'No', status, code, detail }),
});

/** Opens every page in one document, as keys lead there, and looks at each. */
async function eachPage(page: Page, look: (path: string) => Promise<void>): Promise<void> {
  for (const [key, path] of PAGES) {
    await page.keyboard.press('g');
    await page.keyboard.press(key);
    await page.waitForURL((url) => url.pathname === path);
    await page.locator('h1').first().waitFor();
    await look(path);
  }
}

const REFUSED = 'this is for other roles';
const DOWN = 'the store of the answers is down';

describe('every page', () => {
  it.each([
    ['refused', 'Not yours to see', problem(403, 'NOT_PERMITTED', REFUSED)],
    ['failed', 'This could not be shown', problem(503, 'STORE_DOWN', DOWN)],
  ] as const)('says why where it is %s', async (state, words, answer) => {
    const { page, go, faults } = await openPage(browser);
    await answerAll(page, (route) => route.fulfill(answer));
    await go(`/?${NORTH}`);
    const silent: string[] = [];
    await eachPage(page, async (path) => {
      await settled(page);
      const notice = page.getByRole('main').getByText(words).first();
      await notice.waitFor({ timeout: 5_000 }).catch(() => silent.push(path));
      await expectAccessible(page);
    });
    expect(silent).toEqual([]);
    expect((await page.getByRole('button', { name: 'Try again' }).count()) > 0).toBe(state === 'failed');
    expect(faults.filter((text) => !text.includes('status of 503'))).toEqual([]);
    await page.context().close();
  });

  it('has its shape while it waits', async () => {
    const { page, faults } = await openPage(browser);
    let open = () => {};
    const held = new Promise<void>((resolve) => {
      open = resolve;
    });
    await answerAll(page, async (route) => {
      await held;
      await route.continue().catch(() => undefined);
    });
    await page.goto(`/?${NORTH}`);
    await page.locator('h1').first().waitFor();
    const shapeless: string[] = [];
    await eachPage(page, async (path) => {
      const place = page.getByRole('main').locator('.skeleton').first();
      await place.waitFor({ timeout: 5_000 }).catch(() => shapeless.push(path));
      await expectAccessible(page);
    });
    expect(shapeless).toEqual([]);
    open();
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('says so where there is nothing', async () => {
    const { page, go, faults } = await openPage(browser);
    const nothing = { data: [], meta: { row_count: 0, programmes: [] }, links: { self: '/', next: null } };
    const lists = /\/v1\/(attention|views|subscriptions|annotations|frozen-reports|exports)(\?|$)/;
    await page.route(lists, (route) => route.fulfill({ json: nothing }));
    // Before anything was told of it.
    await go('/?programme=north&as_of=2015-01-01T00:00:00Z');
    await eachPage(page, async () => {
      await settled(page);
      expect(await page.getByRole('main').getByText('This could not be shown').count()).toBe(0);
      expect(await page.getByText(/\bNaN\b|undefined|Invalid Date|\bnull\b/).count()).toBe(0);
      await expectAccessible(page);
    });
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

it('keeps what it has, faded, while the next is on the way, and says when nobody answers', async () => {
  const { page, go, faults } = await openPage(browser);
  await page.route(/\/v1\/freshness/, (route) => route.fulfill(problem(503, 'STORE_DOWN', DOWN)));
  await go(`/metrics/active-pairs?${NORTH}`);
  await page.getByRole('button', { name: 'not answering' }).waitFor(PATIENCE);
  let open = () => {};
  const held = new Promise<void>((resolve) => {
    open = resolve;
  });
  await page.route(/\/series\?/, async (route) => {
    await held;
    await route.fulfill(problem(503, 'STORE_DOWN', DOWN));
  });
  await page.getByLabel('Compare with').selectOption('year');
  await page.locator('.is-stale .figure').first().waitFor(PATIENCE);
  await expectAccessible(page);
  open();
  await page.getByText(DOWN).first().waitFor(PATIENCE);
  await page.unroute(/\/series\?/);
  const again = page.getByRole('button', { name: 'Try again' });
  const failed = await again.count();
  await enter(again.first());
  await expect.poll(() => again.count(), PATIENCE).toBe(failed - 1);
  expect(faults.filter((text) => !text.includes('status of 503'))).toEqual([]);
  await page.context().close();
});

/** What opens over a page: how it is opened by keys, and what is then there. */
const OVERLAYS: readonly (readonly [
  name: string,
  open: (page: Page) => Promise<void>,
  role: 'dialog' | 'menu' | 'tooltip',
])[] = [
  ['palette', (page) => page.keyboard.press('Control+k'), 'dialog'],
  ['shortcuts', (page) => page.keyboard.press('?'), 'dialog'],
  ['share', (page) => page.keyboard.press('e'), 'menu'],
  ['period', (page) => page.keyboard.press('d'), 'dialog'],
  ['appearance', (page) => enter(page.getByRole('button', { name: 'Appearance' })), 'dialog'],
  ['account', (page) => reach(page.getByRole('button', { name: 'demo' })), 'tooltip'],
  ['freeze', (page) => fromShare(page, 'fr', 'Freeze …'), 'dialog'],
  ['code', (page) => fromShare(page, 'as', 'As SQL, curl, command …'), 'dialog'],
  ['what a number was made of', (page) => enter(page.locator('.headline .cell-button').first()), 'dialog'],
];

describe('what lies over a page', () => {
  it('opens by keys, reads well in the dark, and closes by Escape', async () => {
    const { page, go, faults } = await openPage(browser, { colorScheme: 'dark' });
    await go(`/metrics/active-pairs?${NORTH}`);
    for (const [name, open, role] of OVERLAYS) {
      await open(page);
      const overlay = page.getByRole(role).first();
      await overlay.waitFor(PATIENCE).catch((error: unknown) => {
        throw new Error(`${name} did not open`, { cause: error });
      });
      await settled(page);
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await expect.poll(() => page.getByRole(role).count(), { ...PATIENCE, message: name }).toBe(0);
    }
    await go(`/attention?${NORTH}`);
    for (const deed of ['Snooze', 'Resolve']) {
      await enter(page.getByRole('main').getByRole('button', { name: deed, exact: true }).first());
      await page.getByRole('dialog', { name: deed }).waitFor();
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    }
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

it('says that there is no such page, pairing or metric', async () => {
  const { page, faults } = await openPage(browser);
  for (const [path, words] of [
    ['/nowhere', 'There is no such page'],
    ['/pairings/nobody', 'there is no such pairing'],
    ['/metrics/nothing', 'There is no such metric'],
  ] as const) {
    await page.goto(`${path}?${NORTH}`);
    await page.getByRole('main').getByText(words).first().waitFor(PATIENCE);
    await expectAccessible(page);
  }
  expect(faults).toEqual([]);
  await page.context().close();
});
