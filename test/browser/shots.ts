/** node test/browser/shots.ts http://127.0.0.1:8700: every page in four dresses, as small pictures into services/dashboard/docs. For looking at, not for comparing. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { projectRoot } from '../src/rapport-command.ts';
import { CHROMIUM_ARGS, findChromium } from './chromium.ts';

const PAGES = [
  ['overview', '/?compare=year', 'Overview'],
  ['attention', '/attention', 'Needs attention'],
  ['pairing', '/pairings/', 'A pairing'],
  ['engagement', '/engagement', 'Engagement'],
  ['retention', '/retention', 'Retention'],
  ['outcomes', '/outcomes', 'Outcomes'],
  ['equity', '/equity', 'Equity'],
  ['explore', '/explore?look=pivot&group_by=mentee_department&grain=quarter', 'Explore'],
  ['metric', '/metrics/meeting-completion', 'A metric'],
  ['reports', '/reports', 'Reports'],
  ['exports', '/exports', 'Exports'],
  ['health', '/health', 'Data health'],
  ['events', '/events', 'Event catalogue'],
  ['import', '/import', 'Import'],
] as const;

const DRESSES = [
  ['light-wide', { colorScheme: 'light', viewport: { width: 1440, height: 900 } }],
  ['dark-wide', { colorScheme: 'dark', viewport: { width: 1440, height: 900 } }],
  ['light-phone', { colorScheme: 'light', viewport: { width: 390, height: 844 } }],
  ['dark-phone', { colorScheme: 'dark', viewport: { width: 390, height: 844 } }],
] as const;

const VIEW = 'programme=simulated&as_of=2026-11-01T00:00:00Z';
const PATIENCE_MS = 60_000;
const POLL_MS = 100;

/** Nothing loads any more. */
async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor({ timeout: PATIENCE_MS });
  const loading = page.locator('.skeleton, [aria-busy="true"]');
  const deadline = Date.now() + PATIENCE_MS;
  while ((await loading.count()) > 0 && Date.now() < deadline) await page.waitForTimeout(POLL_MS);
  await page.waitForLoadState('networkidle', { timeout: 5_000 }).catch(() => undefined);
}

/** Any pairing of the demonstration that somebody should look at. */
async function somePairing(base: string): Promise<string> {
  const answer = await fetch(`${base}/api/insights/v1/attention?programme=simulated&limit=1`);
  const { data } = (await answer.json()) as { data: { pairing_id: string }[] };
  return data[0]?.pairing_id ?? 'none';
}

async function take(browser: Browser, base: string, folder: string): Promise<void> {
  const pairing = await somePairing(base);
  for (const [dress, options] of DRESSES) {
    const context = await browser.newContext({ ...options, baseURL: base, reducedMotion: 'reduce' });
    const page = await context.newPage();
    for (const [name, path] of PAGES) {
      const place = name === 'pairing' ? `${path}${pairing}` : path;
      await page.goto(`${place}${place.includes('?') ? '&' : '?'}${VIEW}`);
      await settled(page);
      await page.screenshot({ path: join(folder, `${name}-${dress}.jpg`), type: 'jpeg', quality: 46 });
    }
    process.stderr.write(`${dress} done\n`);
    await context.close();
  }
}

function index(): string {
  const rows = PAGES.map(
    ([name, , title]) =>
      `| ${title} | ${DRESSES.map(([dress]) => `[${dress.replace('-', ', ')}](${name}-${dress}.jpg)`).join(' | ')} |`,
  );
  const head = ['| page | | | | |', '| --- | --- | --- | --- | --- |'];
  return [
    '# What the pages look like',
    '',
    'Of the demonstration that `npm start` makes, by `node test/browser/shots.ts http://127.0.0.1:8700`.',
    '',
    '![The overview](overview-light-wide.jpg)',
    '',
    ...head,
    ...rows,
    '',
  ].join('\n');
}

const [base = 'http://127.0.0.1:8700'] = process.argv.slice(2);
const folder = join(projectRoot, 'services', 'dashboard', 'docs');
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGS });
try {
  await take(browser, base, folder);
  writeFileSync(join(folder, 'README.md'), index());
} finally {
  await browser.close();
}
