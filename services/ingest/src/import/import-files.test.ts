import { existsSync, readFileSync } from 'node:fs';
import type { RapportEvent } from '@rapport/events';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createImportBench, type ImportBench, PAIRING_MAPPING } from '../testing/import-bench.ts';
import { ImportError } from './import-error.ts';
import { importFiles } from './import-files.ts';

let bench: ImportBench;
beforeEach(() => {
  bench = createImportBench();
  bench.put('mapping.yaml', PAIRING_MAPPING);
});
afterEach(() => bench.remove());

const PEOPLE = ['id,joined', ...Array.from({ length: 40 }, (_, i) => `p-${i},2025-01-01`)].join('\n');
const PAIR_HEADER = 'pair,mentor,mentee,start,end,reason';
const pairRow = (i: number) => `pair-${i},p-${i % 10},p-${10 + (i % 30)},2025-02-03 09:00,2025-06-30 17:00,moved`;
const sample = (name: string) => new URL(`../../sample/${name}`, import.meta.url).pathname;

function thousandPairs(): Buffer {
  const rows = Array.from({ length: 1000 }, (_, i) => Buffer.from(pairRow(i)));
  rows[99] = Buffer.from(pairRow(99).replace('2025-02-03', '2025-02-31'));
  rows[299] = Buffer.from(pairRow(299).replace(/p-9,/, 'p-nobody,'));
  rows[499] = Buffer.from(pairRow(499).replace('pair-499', ''));
  rows[699] = Buffer.from(pairRow(699).replace('2025-06-30', '2025-01-30'));
  rows[899] = Buffer.from([0x22, 0x00, 0xff, 0xfe, 0x80, 0x2c, 0x22, 0x01, 0x2c, 0xc3]);
  return Buffer.concat([PAIR_HEADER, ...rows].flatMap((row) => [Buffer.from(row), Buffer.from('\r\n')]));
}

describe('importFiles', () => {
  it('imports 995 of 1,000 rows and names line and reason of the five broken ones', async () => {
    bench.put('people.csv', PEOPLE);
    bench.put('pairs.csv', thousandPairs());
    // The order on the command line does not matter: people come first, as pairs name them.
    const { report, events, rejects } = await bench.run(['pairs.csv', 'people.csv']);
    expect(report.files.map(({ rows, imported, rejected }) => [rows, imported, rejected])).toEqual([
      [40, 40, 0],
      [1000, 995, 5],
    ]);
    expect(rejects.map(({ file, line, code, column }) => [file, line, code, column])).toEqual([
      ['pairs.csv', 101, 'BAD_TIME', 'start'],
      ['pairs.csv', 301, 'UNKNOWN_REFERENCE', 'mentor'],
      ['pairs.csv', 501, 'MISSING', 'pair'],
      ['pairs.csv', 701, 'WRONG_ORDER', 'end'],
      ['pairs.csv', 901, 'BAD_QUOTE', undefined],
    ]);
    expect(rejects[1]?.raw).toBe(pairRow(299).replace(/p-9,/, 'p-nobody,'));
    expect(Buffer.from(rejects[4]?.raw_base64 ?? '', 'base64').subarray(0, 3)).toEqual(Buffer.from([0x22, 0, 0xff]));
    expect(report.eventsByType).toEqual({
      'participant.registered': 40,
      'pairing.activated': 995,
      'pairing.ended_early': 995,
    });
    expect(events).toHaveLength(40 + 2 * 995);
  });

  it('turns a row into events: local times, constants, the same instant for start and end', async () => {
    bench.put('pairs.csv', `${PAIR_HEADER}\n pair-1 ,p-1,p-2,2025-07-01 09:00,2025-07-01T07:00:00Z,moved\n`);
    const { events } = await bench.run(['pairs.csv']);
    const shared = {
      occurred_at: Date.UTC(2025, 6, 1, 7),
      recorded_at: Date.UTC(2026, 0, 1),
      source: 'test',
      programme_id: 'prog',
      pairing_id: 'pair-1',
    };
    expect(events).toMatchObject([
      { ...shared, type: 'pairing.activated', mentor_id: 'p-1', mentee_id: 'p-2' },
      { ...shared, type: 'pairing.ended_early', reason: 'moved' },
    ]);
  });

  it('takes a row whole or not at all', async () => {
    bench.put('pairs.csv', `${PAIR_HEADER}\npair-1,p-1,p-2,2025-02-03,2025-03-03,Not A Code\n`);
    const { report, events, rejects } = await bench.run(['pairs.csv']);
    expect([report.rejected, events]).toEqual([1, []]);
    expect(rejects[0]).toMatchObject({ code: 'BAD_VALUE', column: 'reason', field: 'reason', line: 2 });
  });

  it('knows a person only when that person’s row was imported', async () => {
    bench.put('people.csv', 'id,joined\np-1,2025-01-01\np-2,never\n');
    bench.put('pairs.csv', `${PAIR_HEADER}\npair-1,p-1,p-2,2025-02-03,,\n`);
    const together = await bench.run(['people.csv', 'pairs.csv']);
    expect(together.rejects.map(({ code, column }) => [code, column])).toEqual([
      ['BAD_TIME', 'joined'],
      ['UNKNOWN_REFERENCE', 'mentee'],
    ]);
    // Without a file of people there is nothing to compare with.
    expect((await bench.run(['pairs.csv'])).report.rejected).toBe(0);
  });

  it('gives the same events for the same files, in whatever order and however often the rows stand there', async () => {
    bench.put('people.csv', PEOPLE);
    const rows = Array.from({ length: 30 }, (_, i) => pairRow(i));
    bench.put('pairs.csv', [PAIR_HEADER, ...rows].join('\n'));
    const ids = (events: readonly RapportEvent[]) => [...new Set(events.map((event) => event.event_id))].sort();
    const first = ids((await bench.run(['people.csv', 'pairs.csv'])).events);
    expect(first).toHaveLength(40 + 60);
    const copies = fc.shuffledSubarray([...rows, ...rows], { minLength: 60, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(copies, async (shuffled) => {
        bench.put('pairs-copy.csv', [PAIR_HEADER, ...shuffled].join('\n'));
        const again = await bench.run(['pairs-copy.csv', 'people.csv'], { clock: Date.now });
        expect(ids(again.events)).toEqual(first);
        expect(again.report.files[1]?.repeatedEvents).toBe(60);
      }),
      { numRuns: 10 },
    );
  });

  it('refuses to begin when a file does not fit, so that nothing is half imported', async () => {
    bench.put('people.csv', PEOPLE);
    bench.put('pairs.csv', 'pair,mentor\n');
    bench.put('other.txt', 'x');
    const begun = bench.run(['people.csv', 'pairs.csv', 'other.txt', 'people-2.csv']);
    await expect(begun).rejects.toThrow(ImportError);
    await expect(begun).rejects.toMatchObject({
      code: 'FILE_REFUSED',
      retriable: false,
      issues: [
        { message: expect.stringContaining('has no column "mentee", "start", "reason", "end"') },
        { message: 'matches no entry of the mapping (people*.csv, pairs*.csv)' },
        { message: expect.stringContaining('ENOENT') },
      ],
    });
  });

  it('does everything but sending in a dry run', async () => {
    bench.put('people.csv', `${PEOPLE}\nbad row\n`);
    const { report, events, rejects } = await bench.run(['people.csv'], { dryRun: true });
    expect([report.imported, report.events, report.rejected, rejects.length]).toEqual([40, 40, 1, 1]);
    expect(events).toEqual([]);
  });

  it('writes rejects where it is told, replaces old ones, and leaves none behind when all is well', async () => {
    bench.put('people.csv', 'id,joined\np-1,2025-01-01\n');
    bench.put('people.csv.rejects.jsonl', 'from last time\n');
    await bench.run(['people.csv']);
    expect(existsSync(bench.path('people.csv.rejects.jsonl'))).toBe(false);
    bench.put('people.csv', 'id,joined\n,2025-01-01\n');
    const told = await bench.run(['people.csv'], { rejectsPath: bench.path('told.jsonl') });
    expect(told.report.rejectsPaths).toEqual([bench.path('told.jsonl')]);
    await expect(bench.run(['people.csv'], { rejectsPath: bench.path('people.csv') })).rejects.toThrow(
      /read by this import/,
    );
    expect(readFileSync(bench.path('people.csv'), 'utf8')).toContain('id,joined');
  });

  it('puts no name and no e-mail address into any event', async () => {
    const names = ['answers.csv', 'goals.csv', 'meetings.jsonl', 'pairs.csv', 'people.csv', 'skills.csv'];
    const files = names.map((name) => sample(`template/${name}`));
    const events: RapportEvent[] = [];
    const report = await importFiles({
      files,
      mapping: sample('template-mapping.yaml'),
      pseudonymKey: 'a secret of tests',
      rejectsPath: bench.path('rejects.jsonl'),
      producer: { send: async (batch) => events.push(...batch) },
    });
    expect(report).toMatchObject({ rows: 15, imported: 15, rejected: 0, events: 31 });
    expect(JSON.stringify(events)).not.toMatch(/example|@|ada|bo@/i);
    const pairing = events.find((event) => event.type === 'pairing.activated');
    const mentor = events.find((event) => event.type === 'participant.enrolled' && event.role === 'mentor');
    // Written "Ada.Example@" in one file and "ada.example@" in the other: one person.
    expect(pairing).toMatchObject({ mentor_id: (mentor as { participant_id: string }).participant_id });
    expect(events.find((event) => event.type === 'survey.response_submitted')).toMatchObject({
      answers: [
        { item_id: 'recommend', value: 9 },
        { item_id: 'satisfied', value: 4 },
      ],
    });
    expect(events.find((event) => event.type === 'goal.abandoned')).toMatchObject({ obstacle: 'no_time' });
    const skills = events.filter((event) => event.type === 'goal.skill_assessed');
    expect(skills.map(({ phase, rater, score }) => [phase, rater, score])).toEqual([
      ['before', 'manager', 3],
      ['after', 'manager', 4.5],
      ['before', 'self', 4],
    ]);
  });

  it('imports the real sample completely', async () => {
    const report = await importFiles({
      files: ['meetings.csv', 'pairings.csv', 'participants.csv'].map((name) => sample(`review-mentoring/${name}`)),
      mapping: sample('review-mentoring/mapping.yaml'),
      dryRun: true,
      rejectsPath: bench.path('rejects.jsonl'),
      producer: { send: async () => undefined },
    });
    const expected = JSON.parse(readFileSync(sample('review-mentoring/expected.json'), 'utf8')) as {
      [name: string]: number;
    } & { all: { ended: number } };
    expect(report.rejected).toBe(0);
    expect(report.eventsByType).toEqual({
      'programme.configured': 1,
      'participant.registered': expected['participants'],
      'participant.milestone_reached': 285,
      'pairing.activated': expected['pairings'],
      'pairing.ended_early': expected.all.ended,
      'meeting.held': expected['meetings'],
    });
  });

  it('waits for a slow broker instead of reading ahead', async () => {
    bench.put('people.csv', ['id,joined', ...Array.from({ length: 20_000 }, (_, i) => `p-${i},2025-01-01`)].join('\n'));
    let underWay = 0;
    let most = 0;
    let taken = 0;
    const send = async (batch: readonly RapportEvent[]) => {
      underWay += batch.length;
      most = Math.max(most, underWay);
      await new Promise(setImmediate);
      underWay -= batch.length;
      taken += batch.length;
    };
    const { report } = await bench.run(['people.csv'], { producer: { send } });
    expect([report.events, taken]).toEqual([20_000, 20_000]);
    expect(most).toBeLessThanOrEqual(3_000);
  });

  it('fails when Kafka fails, with its code, and claims nothing', async () => {
    bench.put('people.csv', PEOPLE);
    const down = Object.assign(new Error('no broker'), { code: 'KAFKA_UNAVAILABLE', retriable: true });
    await expect(bench.run(['people.csv'], { producer: { send: () => Promise.reject(down) } })).rejects.toBe(down);
  });

  it('tells how far it has come', async () => {
    bench.put('people.csv', PEOPLE);
    bench.put('pairs.csv', `${PAIR_HEADER}\n${pairRow(1)}\nbad\n`);
    const seen: unknown[] = [];
    await bench.run(['people.csv', 'pairs.csv'], { onProgress: ({ rows, rejected }) => seen.push([rows, rejected]) });
    expect(seen.at(-1)).toEqual([42, 1]);
  });
});
