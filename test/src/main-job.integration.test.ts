/**
 * The main job, as a user runs it: the real command, the real Kafka, the real engine, the real sample. What is asserted here is
 * what the README promises.
 */
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { topicOf } from '@rapport/events';
import { Kafka, logLevel } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { eventually } from './eventually.ts';
import { createRapportCommand, isRunning, projectRoot, type RapportCommand } from './rapport-command.ts';

const sample = join(projectRoot, 'services', 'ingest', 'sample', 'review-mentoring');
const sampleFiles = ['participants.csv', 'pairings.csv', 'meetings.csv'].map((file) => join(sample, file));
const mapping = join(sample, 'mapping.yaml');
const expected = JSON.parse(readFileSync(join(sample, 'expected.json'), 'utf8'));
const AS_OF = '2024-10-24T19:33:01Z';

let rapport: RapportCommand;
let scratch: string;

type Row = Record<string, never> & {
  group: Record<string, string>;
  bucket: string | null;
  value: number | null;
  n: number | null;
  ci: { low: number; high: number } | null;
};

async function show(...args: string[]): Promise<Row[]> {
  const run = await rapport.run('metric', 'show', ...args, '--format', 'json');
  expect(run, run.stderr).toMatchObject({ code: 0 });
  return JSON.parse(run.stdout).data;
}

async function queryable(): Promise<void> {
  await eventually('the projector to catch up', async () => {
    const run = await rapport.run('status');
    return /\(0 waiting\)/.test(run.stdout);
  });
}

async function counts(): Promise<Record<string, number | null>> {
  await queryable();
  const value = async (metric: string) =>
    (await show(metric, '--programme', 'code-review', '--as-of', AS_OF))[0]?.value ?? null;
  return {
    pairings: await value('pairings'),
    meetings: await value('meetings'),
    survival: await value('pair-survival'),
  };
}

async function kill9Projector(): Promise<void> {
  const { pid } = JSON.parse(readFileSync(join(rapport.home, 'run', 'projector.json'), 'utf8'));
  process.kill(pid, 'SIGKILL');
  await eventually('the projector to be gone', async () => !isRunning(pid));
}

beforeAll(async () => {
  rapport = createRapportCommand({ kafkaBrokers: inject('kafkaBrokers'), clickhouseUrl: inject('clickhouseUrl') });
  scratch = mkdtempSync(join(tmpdir(), 'rapport-files-'));
  const up = await rapport.run('up');
  expect(up, up.stderr).toMatchObject({ code: 0 });
});

afterAll(async () => {
  await rapport?.remove();
  rmSync(scratch, { recursive: true, force: true });
});

describe('the real sample', () => {
  it('survives a kill -9 of the projector in mid-import without gap, overlap or duplicate', async () => {
    const importing = rapport.run('import', ...sampleFiles, '--mapping', mapping);
    await eventually('the first rows to arrive', async () => {
      const run = await rapport.run('status');
      return /^[1-9]\d* of /m.test(run.stdout);
    });
    await kill9Projector();
    expect(await importing).toMatchObject({ code: 0 });
    expect(await rapport.run('up')).toMatchObject({ code: 0 });
    await queryable();
    const audit = await rapport.run('audit');
    expect(audit, audit.stdout).toMatchObject({ code: 0 });
  });

  it('gives the reference figures: counts exactly, estimates to 1e-6', async () => {
    expect((await show('pairings', '--programme', 'code-review'))[0]?.value).toBe(expected.pairings);
    expect((await show('meetings', '--programme', 'code-review'))[0]?.value).toBe(expected.meetings);
    const [survival] = (await show('pair-survival', '--programme', 'code-review', '--as-of', AS_OF)) as unknown as {
      n: number;
      points: Record<string, number>[];
      median: number;
      median_ci: number[];
      rmst: number;
    }[];
    expect(survival).toMatchObject({
      n: expected.all.n,
      median: expected.all.median_days,
      median_ci: expected.all.median_ci,
    });
    expect(survival?.rmst).toBeCloseTo(expected.all.rmst_730, 6);
    for (const [index, point] of expected.all.points.entries()) {
      const ours = survival?.points[index];
      expect(ours).toMatchObject({ day: point.day, at_risk: point.at_risk });
      for (const field of ['survival', 'ci_low', 'ci_high']) expect(ours?.[field]).toBeCloseTo(point[field], 6);
    }
  });

  it('gives the reference meetings a month', async () => {
    const rows = await show(
      'meetings',
      '--programme',
      'code-review',
      '--grain',
      'month',
      '--from',
      '2019-01-01',
      '--to',
      '2020-01-01',
    );
    expect(Object.fromEntries(rows.map((row) => [row.bucket, row.value]))).toEqual(expected.meetings_by_month);
  });

  it('gives the reference rate of mentees who became reviewers', async () => {
    const [rate] = await show('milestone-rate', '--programme', 'code-review', '--where', 'milestone=became_reviewer');
    expect(rate?.n).toBe(expected.mentees);
    expect(rate?.value).toBeCloseTo(expected.became_reviewer_rate, 6);
    expect(rate?.ci?.low).toBeCloseTo(expected.wilson95[0], 6);
    expect(rate?.ci?.high).toBeCloseTo(expected.wilson95[1], 6);
  });

  it('changes nothing when it is imported again, in another order and with rows twice', async () => {
    const before = await counts();
    expect(await rapport.run('import', ...sampleFiles, '--mapping', mapping)).toMatchObject({ code: 0 });
    expect(await counts()).toEqual(before);

    const shuffled = ['participants.csv', 'pairings.csv', 'meetings.csv'].map((name) => {
      const [header, ...lines] = readFileSync(join(sample, name), 'utf8').trimEnd().split('\n');
      const twice = [...lines, ...lines.filter((_, index) => index % 3 === 0)].toReversed();
      writeFileSync(join(scratch, name), `${[header, ...twice].join('\n')}\n`);
      return join(scratch, name);
    });
    expect(await rapport.run('import', ...shuffled, '--mapping', mapping)).toMatchObject({ code: 0 });
    expect(await counts()).toEqual(before);
    expect(await rapport.run('audit')).toMatchObject({ code: 0 });
  });
});

describe('bad input', () => {
  it('costs a broken row only that row, named by line and reason', async () => {
    copyFileSync(join(sample, 'participants.csv'), join(scratch, 'participants.csv'));
    const [header, ...lines] = readFileSync(join(sample, 'pairings.csv'), 'utf8').trimEnd().split('\n');
    const rows = lines.slice(0, 1000).map((line) => line.split(','));
    const broken: Record<number, string> = {
      100: rows[100]!.with(3, 'yesterday').join(','),
      200: rows[200]!.with(1, 'p-nobody').join(','),
      300: rows[300]!.with(0, '').join(','),
      400: rows[400]!.with(3, '2016-01-02T00:00:00Z').with(4, '2016-01-01T00:00:00Z').join(','),
      500: '\u0000\u0001\ufffd\u0007junk',
    };
    const text = [header, ...rows.map((row, index) => broken[index] ?? row.join(','))].join('\n');
    writeFileSync(join(scratch, 'pairings.csv'), `${text}\n`);
    const rejects = join(scratch, 'rejects.jsonl');
    const run = await rapport.run(
      'import',
      join(scratch, 'participants.csv'),
      join(scratch, 'pairings.csv'),
      '--mapping',
      mapping,
      '--rejects',
      rejects,
    );
    expect(run.code).toBe(3);
    const rejected = readFileSync(rejects, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rejected.map((row) => row.line)).toEqual([102, 202, 302, 402, 502]);
    for (const row of rejected) expect(row.reason ?? row.code).toMatch(/\w+/);
    expect(run.stderr).toMatch(/995/);
  });

  it('puts a record that another client broke in the dead letters, and the rest flows', async () => {
    const kafka = new Kafka({ brokers: inject('kafkaBrokers'), logLevel: logLevel.NOTHING });
    const producer = kafka.producer();
    await producer.connect();
    await producer.send({
      topic: topicOf('meeting', rapport.topicPrefix),
      messages: [{ key: 'k', value: Buffer.from('not avro at all') }],
    });
    await producer.disconnect();
    const letters = await eventually('the dead letter', async () => {
      const run = await rapport.run('dlq', 'list', '--format', 'json');
      const found = JSON.parse(run.stdout || '[]');
      return found.length > 0 && found;
    });
    expect(letters[0]).toMatchObject({ code: 'NOT_FRAMED', topic: topicOf('meeting', rapport.topicPrefix) });
    const { topic, partition, offset } = letters[0];
    const one = await rapport.run('dlq', 'show', `${topic}/${partition}/${offset}`);
    expect(one.stdout).toContain(Buffer.from('not avro at all').toString('base64'));
    await queryable();
    expect(await rapport.run('audit')).toMatchObject({ code: 0 });
  });

  it('tells what to do when an argument is wrong', async () => {
    expect(await rapport.run('metric', 'show', 'pair-survivl')).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('pair-survival'),
    });
    expect(await rapport.run('metric', 'show')).toMatchObject({ code: 2 });
  });
});

describe('the end', () => {
  it('leaves no process behind after down', async () => {
    expect(await rapport.run('down')).toMatchObject({ code: 0 });
    expect(existsSync(join(rapport.home, 'run', 'projector.json'))).toBe(false);
    expect(await rapport.run('status')).toMatchObject({ code: 3 });
  });
});

describe('start', () => {
  it('feeds two programmes, reports them, and on Ctrl-C leaves no process behind', async () => {
    const own = createRapportCommand({ kafkaBrokers: inject('kafkaBrokers'), clickhouseUrl: inject('clickhouseUrl') });
    try {
      const child = own.spawn('start');
      let said = '';
      child.stdout?.on('data', (data: Buffer) => (said += data.toString()));
      child.stderr?.on('data', (data: Buffer) => (said += data.toString()));
      const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
      await eventually('the report', async () => said.includes('Running until Ctrl-C'), 110_000);
      const pids = ['projector', 'ingest', 'insights', 'attention', 'dashboard'].map(
        (name) => JSON.parse(readFileSync(join(own.home, 'run', `${name}.json`), 'utf8')).pid,
      );
      // As npm and a terminal do it: the same signal, more than once.
      child.kill('SIGINT');
      child.kill('SIGINT');
      expect(await ended).toBe(0);
      expect(pids.filter(isRunning)).toEqual([]);
      expect(said).toMatch(/Programme simulated[\s\S]*pair-survival +0\.\d+ +share +0\.\d+ to 0\.\d+ +[\d,]+ +log_log/);
      expect(said).toMatch(/Programme code-review[\s\S]*pairings +3,306/);
    } finally {
      await own.remove();
    }
  });
});
