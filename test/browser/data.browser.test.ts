/** What data teams do: watch the pipeline, look a contract up, bring files in and take files out. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createLogClient } from '@rapport/log';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { expectAccessible, NORTH, type Opened, openBrowser, openPage, settled } from './harness.ts';

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

async function api<T>(path: string): Promise<T> {
  const answer = await fetch(`${inject('insights')}${path}`);
  expect([path, answer.status]).toEqual([path, 200]);
  return (await answer.json()) as T;
}

type Stream = { stream: string; topic: string; types: { sample: object }[] };

describe('Data health', () => {
  it('says of a record that cannot be read why, where it stands, and what may be done', async () => {
    const { data } = await api<{ data: Stream[] }>('/v1/event-types');
    const topic = data.find(({ stream }) => stream === 'meeting')?.topic ?? '';
    const log = createLogClient({ brokers: inject('kafkaBrokers'), clientId: 'browser-test' });
    const producer = await log.createProducer();
    await producer.sendRaw([{ topic, key: 'x', value: Buffer.from([0xff, 0x00, 0xfe]), headers: {} }]);
    await producer.close();
    await log.close();
    await inPage(async ({ page, go }) => {
      await go(`/health?${NORTH}`);
      const letters = page.getByRole('region', { name: 'Records that were set aside, the newest first' });
      await letters.getByText('Not in our wire form').waitFor(PATIENCE);
      expect(await letters.textContent()).toContain(topic);
      await letters.getByRole('button', { name: `Copy retry of ${topic}` }).waitFor();
      // Nothing waits behind it: what is bad is set aside, and the rest goes on.
      await expect.poll(() => page.getByRole('list', { name: 'In short' }).textContent(), PATIENCE).toMatch(/log0/);
      await page.getByRole('button', { name: 'By partition' }).click();
      await page.waitForURL(/by=partition/);
      await expectAccessible(page);
    });
  });
});

describe('Event catalogue', () => {
  it('is searched and read by keys alone', async () => {
    await inPage(async ({ page, go }) => {
      await go('/events');
      await page.getByRole('searchbox').focus();
      await page.keyboard.type('no_show');
      await page.waitForURL(/find=no_show/);
      const type = page.getByRole('button', { name: 'meeting.no_show' });
      await type.focus();
      await page.keyboard.press('Enter');
      const panel = page.getByRole('dialog', { name: 'meeting.no_show' });
      await panel.getByRole('region', { name: 'Fields of meeting.no_show' }).waitFor();
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await panel.waitFor({ state: 'detached' });
      await expect.poll(() => page.getByRole('button', { name: /^meeting\./ }).count()).toBe(1);
    });
  });

  it('gives schemas as files', async () => {
    await inPage(async ({ page, go }) => {
      await go('/events?find=pairing.activated');
      const download = page.waitForEvent('download');
      await page.getByRole('link', { name: 'Avro schema' }).first().click();
      const file = await download;
      expect(file.suggestedFilename()).toBe('pairing.v1.avsc');
      expect(JSON.parse(readFileSync(await file.path(), 'utf8'))).toMatchObject({ name: 'PairingEvent' });
    });
  });
});

describe('Import', () => {
  // Proposed and never begun: no number that another test looks at changes by it.
  const rows = ['pair;mentor;mentee;begun', 'brought-1;q-1;q-2;2026-09-01', 'brought-2;q-3;q-4;soon'];
  const file = { name: 'pairs.csv', mimeType: 'text/csv', buffer: Buffer.from(`${rows.join('\n')}\n`) };

  it('goes from a file to events: columns chosen, rehearsed, imported', async () => {
    await inPage(async ({ page, go }) => {
      await go('/import?programme=north');
      await page.getByLabel('Choose files, or drop them here').setInputFiles(file);
      await page.getByLabel('A row of pairs.csv becomes').selectOption('pairing.proposed');
      // What is called alike was found; the rest is chosen.
      await expect.poll(() => page.getByLabel(/^mentor_id/).inputValue()).toBe('mentor');
      await page.getByLabel(/^occurred_at/).selectOption('begun');
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Write this mapping' }).click();
      await expect.poll(() => page.getByLabel('The mapping, in YAML').inputValue()).toContain('delimiter: ";"');
      await page.getByRole('button', { name: 'Rehearse' }).click();
      const refused = page.getByRole('region', { name: 'Refused rows', exact: true });
      await refused.getByText('brought-2;q-3;q-4;soon').waitFor();
      await expectAccessible(page);
      // A rehearsal writes nothing.
      expect((await fetch(`${inject('insights')}/v1/pairings/brought-1/timeline`)).status).toBe(404);
      await page.getByRole('button', { name: 'Import 1 event' }).click();
      await page.getByText('1 event went to the log').waitFor();
    });
    const stored = async () => (await fetch(`${inject('insights')}/v1/pairings/brought-1/timeline`)).status;
    await expect.poll(stored, PATIENCE).toBe(200);
  });

  it('names the line of a mapping that is wrong, and writes nothing', async () => {
    await inPage(async ({ page, go }) => {
      await go('/import?mapping=text');
      await page.getByLabel('Choose files, or drop them here').setInputFiles(file);
      const mapping =
        'version: 1\nsource: x\nfiles:\n  - match: pairs.csv\n    events:\n      - type: pairing.actvated\n';
      await page.getByLabel('The mapping, in YAML').fill(mapping);
      await page.getByRole('button', { name: 'Rehearse' }).click();
      const alert = page.getByRole('alert').filter({ hasText: 'nothing was written' });
      await alert.waitFor();
      expect(await alert.textContent()).toContain('line 6');
      expect(await page.getByRole('button', { name: /^Import \d/ }).count()).toBe(0);
    });
  });
});

describe('Exports', () => {
  it('write the file whose digest the manifest says, with the rows of the same question to the API', async () => {
    await inPage(async ({ page, go }) => {
      await go(`/exports?${NORTH}&range=P6M&grain=quarter&metric=meetings-per-pair-month`);
      await page.getByRole('button', { name: 'Write the file' }).click();
      const name = 'meetings-per-pair-month of north, by quarter';
      await page.getByRole('link', { name: `Download ${name}` }).waitFor(PATIENCE);
      await expectAccessible(page);
      const download = page.waitForEvent('download');
      await page.getByRole('link', { name: `Download ${name}` }).click();
      const bytes = readFileSync(await (await download).path());
      await page.getByRole('button', { name: `Manifest of ${name}` }).click();
      await settled(page);
      const manifest = page.getByRole('dialog', { name: 'Manifest' });
      await manifest.getByText(createHash('sha256').update(bytes).digest('hex')).waitFor();
      await expectAccessible(page);
      const [, ...lines] = bytes.toString('utf8').trim().split('\r\n');
      const asked = JSON.parse((await manifest.getByRole('region', { name: 'Asked' }).textContent()) ?? '') as object;
      const answer = await fetch(`${inject('insights')}/v1/query`, {
        ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
        body: JSON.stringify({ queries: [asked] }),
      });
      const [{ data }] = ((await answer.json()) as { data: [{ data: { value: number | null }[] }] }).data;
      expect(data.length).toBeGreaterThan(1);
      expect(lines).toHaveLength(data.length);
      for (const [place, { value }] of data.entries()) {
        if (value !== null) expect(lines[place]).toContain(String(value).slice(0, 8));
      }
    });
  });
});
