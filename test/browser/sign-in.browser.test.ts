/** Who gets in, what a browser may be made to do by others, and what stays when somebody leaves. */
import { type Browser, request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { expectAccessible, NORTH, type Opened, openBrowser, openPage } from './harness.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

async function closing(opened: Opened, work: (opened: Opened) => Promise<void>): Promise<void> {
  await work(opened);
  expect(opened.faults).toEqual([]);
  await opened.page.context().close();
}

describe('whoever comes to this machine before a token was made', () => {
  it('lands on a page with numbers, by a link that says which', async () => {
    await closing(await openPage(browser), async ({ page, go }) => {
      await go('/');
      await page.waitForURL(/programme=north&as_of=2026-/);
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('north');
      await page.locator('.figure').first().waitFor();
      await expectAccessible(page);
    });
  });

  it('is told where there is no such page', async () => {
    await closing(await openPage(browser), async ({ page }) => {
      await page.goto('/nowhere');
      await page.getByText('There is no such page').waitFor();
    });
  });
});

describe('the page’s server', () => {
  it('lets nobody else’s page change anything', async () => {
    const foreign = await request.newContext({ baseURL: inject('dashboard') });
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://elsewhere.example' }, {}]) {
      const answer = await foreign.post('/session', { data: { token: 'rpt_x' }, headers });
      expect(answer.status(), JSON.stringify(headers)).toBe(403);
      expect((await foreign.post('/api/insights/v1/query', { data: { queries: [] }, headers })).status()).toBe(403);
    }
    await foreign.dispose();
  });

  it('passes on the APIs’ questions and nothing else of their processes', async () => {
    const { status } = await fetch(`${inject('dashboard')}/api/insights/metrics`);
    expect(status).toBe(404);
    expect((await fetch(`${inject('dashboard')}/api/insights/v1/programmes`)).status).toBe(200);
    expect((await fetch(`${inject('dashboard')}/api/insights/v1/../metrics`)).status).toBe(404);
    expect((await fetch(`${inject('dashboard')}/api/insights/v1/%2e%2e/metrics`)).status).not.toBe(200);
  });

  it('answers nobody who says another name for this machine', async () => {
    const named = await request.newContext({ extraHTTPHeaders: { host: 'evil.example' } });
    expect((await named.get(`${inject('dashboard')}/api/insights/v1/programmes`)).status()).toBe(401);
    await named.dispose();
  });

  it('refuses a token that nobody made, in words', async () => {
    await closing(await openPage(browser), async ({ page, go }) => {
      await go(`/?${NORTH}`);
      const answer = await page.evaluate<{ status: number; code: string }>(
        `fetch('/session', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"token":"rpt_nobody"}' })
          .then(async (answer) => ({ status: answer.status, code: (await answer.json()).code }))`,
      );
      expect(answer).toEqual({ status: 401, code: 'TOKEN_INVALID' });
    });
  });
});
