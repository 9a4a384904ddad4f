import { afterAll, describe, expect, inject, it } from 'vitest';
import { allFaults } from './all-faults.ts';
import { killAllMembers } from './members.ts';
import { type Outcome, runFault } from './run-fault.ts';

// A short selection of `npm run chaos`, on the tests' own stack: one death, one bad network, and one control.
const SEED = 20_260;
// Half a minute on two idle cores; a busy machine may take its time.
const PATIENCE_MS = 300_000;
const SMALL = { batches: 14, eventsPerBatch: 150 };

afterAll(killAllMembers);

const outcomes = new Map<string, Promise<Outcome>>();

// They wait most of the time, so they run side by side.
function outcomeOf(name: string): Promise<Outcome> {
  for (const one of ['kill-inserted', 'clickhouse-cut', 'without-token']) {
    const fault = allFaults.find((known) => known.name === one);
    if (fault === undefined) throw new Error(`no fault is called ${one}`);
    if (outcomes.has(one)) continue;
    const rig = { kafkaBrokers: inject('kafkaBrokers'), clickhouseUrl: inject('clickhouseUrl') };
    outcomes.set(one, runFault({ rig, fault: { ...fault, load: SMALL }, seed: SEED }));
  }
  return outcomes.get(name) ?? Promise.reject(new Error(`${name} is not among them`));
}

const undamaged = { verdict: 'pass', notes: [], differ: [], audit: 'clean' };

describe('a projector', () => {
  it('that is killed between its rows and its ledger row costs nothing and doubles nothing', {
    timeout: PATIENCE_MS,
  }, async () => {
    const outcome = await outcomeOf('kill-inserted');
    expect(outcome).toMatchObject({ ...undamaged, judgement: { lost: 0, duplicated: 0, rawDuplicates: 0 } });
    expect(outcome.judgement?.records).toBeGreaterThan(SMALL.batches * SMALL.eventsPerBatch);
    expect(outcome.judgement?.deadLetters.expected).toBeGreaterThan(0);
  });

  it('whose connections to ClickHouse are cut again and again costs nothing and doubles nothing', {
    timeout: PATIENCE_MS,
  }, async () => {
    expect(await outcomeOf('clickhouse-cut')).toMatchObject({ ...undamaged, judgement: { lost: 0, duplicated: 0 } });
  });
});

describe('the check of chaos', () => {
  it('sees the rows that are stored twice where tokens and merging rows are switched off', {
    timeout: PATIENCE_MS,
  }, async () => {
    const { verdict, judgement } = await outcomeOf('without-token');
    expect(judgement?.duplicated).toBeGreaterThan(0);
    expect(verdict).toBe('pass');
  });
});
