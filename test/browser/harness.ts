/** Pages as somebody sees them: opened in Chromium, watched for everything that must not happen, and looked at by axe. */
import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { CHROMIUM_ARGS } from './chromium.ts';

/** The simulated programme, as of the day after its last event. */
export const NORTH = 'programme=north&as_of=2026-11-01T00:00:00Z';

export type Opened = {
  page: Page;
  /** Goes to a path and waits until nothing is loading any more. */
  go(path: string): Promise<void>;
  /** What was said on the console, thrown, or refused by the page's policy. */
  faults: string[];
};

/** A browser of its own. The caller closes it. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: inject('chromium'), args: CHROMIUM_ARGS });

/** What a refused request says on the console is no fault of the page: it was asked for. */
const isExpected = (text: string) => /Failed to load resource: the server responded with a status of 4\d\d/.test(text);

// What runs in the browser is text here: the types of this program are Node's.
const WATCH_POLICY = `document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) =>
  console.error('policy: ' + violatedDirective + ' ' + blockedURI + ' in ' + sourceFile))`;
const RUN_AXE = `axe.run(document, { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] } })`;

/** Nothing loads any more: no skeleton, nothing faded. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await expect.poll(() => page.locator('.skeleton, [aria-busy="true"]').count(), { timeout: 30_000 }).toBe(0);
}

/** What the page says is wrong, or refused: whole sentences, in the order of the page. */
export const problemsOn = (page: Page): Promise<string[]> =>
  page.getByRole('main').locator('.notice-warn, .notice-bad').allTextContents();

export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Opened> {
  // Tests of charts and dialogs wait for conditions, not for animations.
  const context = await browser.newContext({
    baseURL: inject('dashboard'),
    reducedMotion: 'reduce',
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !isExpected(message.text())) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  await page.addInitScript(WATCH_POLICY);
  const go = async (path: string) => {
    await page.goto(path);
    await settled(page);
  };
  return { page, go, faults };
}

/** More stops than any page has before what a test looks for. */
const MOST_STOPS = 250;

/** Whether keys go there. */
const hasFocus = (target: Locator): Promise<boolean> =>
  target.evaluate((element: { matches(selector: string): boolean }) => element.matches(':focus'));

/** Goes there by Tab from where the focus is, as somebody without a mouse does. */
export async function reach(target: Locator): Promise<void> {
  await target.waitFor();
  const page = target.page();
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if (await hasFocus(target)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${MOST_STOPS} times Tab did not lead to ${String(target)}`);
}

/** Opens the Share menu by its key and chooses an item by the beginning of its words: the focus moves a moment after each key. */
export async function fromShare(page: Page, words: string, item: string): Promise<void> {
  await page.keyboard.press('e');
  await page.locator('[role="menu"]:focus-within').waitFor();
  await page.keyboard.type(words);
  const chosen = page.getByRole('menuitem', { name: item });
  await expect.poll(() => hasFocus(chosen)).toBe(true);
  await page.keyboard.press('Enter');
}

/** Reaches it and presses Enter. */
export async function enter(target: Locator): Promise<void> {
  await reach(target);
  await target.page().keyboard.press('Enter');
}

type Violation = {
  id: string;
  impact: string | null;
  help: string;
  nodes: { target: string[]; failureSummary?: string }[];
};

/** No serious or critical finding of axe, by the rules of WCAG 2.2 A and AA. */
export async function expectAccessible(page: Page): Promise<void> {
  // Evaluated rather than added as a script: the page's policy lets no inline script in, which is as it should be.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<{ violations: Violation[] }>(RUN_AXE);
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(
    serious.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
  ).toEqual([]);
}
