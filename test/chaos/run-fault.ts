/** One run of one fault: disturb, wait until everything is read, judge. */
import { setTimeout as pause } from 'node:timers/promises';
import { createWarehouse, groupIdOf, migrate } from '@rapport/warehouse';
import { eventually } from '../src/eventually.ts';
import type { Fault, Finding } from './fault.ts';
import { differences, type Judgement, judge } from './oracle.ts';
import { patiently } from './patiently.ts';
import type { Rig } from './rig.ts';
import { GROUP, lagOf, type OpenStage, openStage } from './stage.ts';

export type Outcome = {
  fault: string;
  seed: number;
  /** In a control, `pass` means that the damage was found. */
  verdict: 'pass' | 'MISMATCH' | 'CHECK_ERROR';
  /** From the kill, or the end of what held things up, until every record then on the log was projected. */
  recoverySeconds: number | undefined;
  seconds: number;
  judgement: Judgement | undefined;
  audit: 'clean' | 'faults' | 'not run';
  /** Tables, facts and dimensions that differ from an undisturbed run's over the same log. */
  differ: readonly string[];
  mustFind: Finding | undefined;
  /** Why, where it is not a pass. */
  notes: readonly string[];
};

const QUIET = 'quiet@1';
const CAUGHT_UP_MS = 120_000;
const POLL_MS = 60;
// The auditor leaves the newest rows for its next run, as a row and its receipt appear one after the other.
const AUDIT_SETTLE_MS = 5_200;
const AUDIT_CLEAN = 0;
const AUDIT_DIFFERENCE = 3;

/** Waits until everything that is on the log now is projected; gives the seconds since `from`. */
async function recovery({ stage: { log }, streamTopics }: OpenStage, from: number): Promise<number> {
  const ends = await patiently(() => Promise.all(streamTopics.map((topic) => log.endOffsets(topic))));
  const deadline = Date.now() + CAUGHT_UP_MS;
  for (;;) {
    const behind = await Promise.all(
      streamTopics.map(async (topic, index) => {
        const committed = await patiently(() => log.committed(GROUP, topic));
        return [...(ends[index] ?? [])].some(([partition, end]) => (committed.get(partition)?.offset ?? 0n) < end);
      }),
    );
    if (!behind.includes(true)) return (Date.now() - from) / 1_000;
    if (Date.now() > deadline) throw new Error('what was on the log at the end of the fault is not projected yet');
    await pause(POLL_MS);
  }
}

async function compareWithQuiet({ stage, streamTopics }: OpenStage): Promise<string[]> {
  const database = `${stage.warehouse.database}_quiet`;
  const quiet = createWarehouse({ url: stage.rig.clickhouseUrl, database });
  try {
    await migrate(quiet);
    const over = { RAPPORT_CLICKHOUSE_DATABASE: database, RAPPORT_SINK_MAX_ROWS: '100000' };
    const reader = stage.underTest('quiet', { quietAs: QUIET }, over);
    await eventually('the undisturbed run', async () => (await lagOf(stage.log, groupIdOf(QUIET), streamTopics)) === 0);
    await reader.stop();
    return await differences(stage.warehouse, quiet);
  } finally {
    await quiet.close();
  }
}

async function runAudit({ stage }: OpenStage): Promise<{ audit: Outcome['audit']; said: string[] }> {
  const spec = { name: 'audit', script: 'packages/cli/src/main.ts', args: ['audit'] };
  const command = stage.script(spec, { RAPPORT_SINK_MAX_ROWS: undefined });
  await command.ended;
  const code = command.exitCode();
  const audit = code === AUDIT_CLEAN ? 'clean' : code === AUDIT_DIFFERENCE ? 'faults' : 'not run';
  return { audit, said: command.tail() };
}

function damageOf({ judgement, differ, audit, mustFind }: Outcome): string[] {
  if (judgement === undefined) return [];
  const { lost, duplicated, rawDuplicates } = judgement;
  const found = { lost, duplicated, rawDuplicates };
  if (mustFind !== undefined && found[mustFind] === 0)
    return [`the control found nothing ${mustFind}: the check is blind`];
  if (mustFind === 'lost' || mustFind === 'duplicated') return [];
  return [
    ...(lost > 0 ? [`${lost} lost`] : []),
    ...(duplicated > 0 ? [`${duplicated} duplicated`] : []),
    ...(differ.length > 0 ? [`differs from the undisturbed run: ${differ.join(', ')}`] : []),
    // A control’s overlap is for the auditor to find.
    ...(audit === 'faults' && mustFind === undefined ? ['the auditor reports faults'] : []),
  ];
}

/** `words`: the last words of the processes, of a pass too. */
export type RunOptions = { rig: Rig; fault: Fault; seed: number; words?: boolean };

/** Never rejects: what could not be checked is an outcome too. */
export async function runFault({ rig, fault, seed, words = false }: RunOptions): Promise<Outcome> {
  const began = performance.now();
  const notes: string[] = [];
  const isControl = fault.mustFind === 'lost' || fault.mustFind === 'duplicated';
  const outcome: Outcome = {
    ...{ fault: fault.name, seed, verdict: 'CHECK_ERROR', recoverySeconds: undefined, seconds: 0 },
    ...{ judgement: undefined, audit: 'not run', differ: [], mustFind: fault.mustFind, notes },
  };
  let open: OpenStage | undefined;

  async function disturbAndWait(opened: OpenStage): Promise<void> {
    const { stage } = opened;
    await fault.prepare?.(stage);
    await fault.disturb(stage);
    outcome.recoverySeconds = await recovery(opened, opened.healedAt() ?? Date.now());
    await opened.sending()?.done;
    const topics = [...opened.streamTopics, opened.deadLetters];
    await eventually('everything to be read', async () => (await lagOf(stage.log, GROUP, topics)) === 0, CAUGHT_UP_MS);
  }

  async function check(opened: OpenStage): Promise<void> {
    const { warehouse, topicPrefix } = opened.stage;
    const putIn = opened.sending()?.putIn;
    if (putIn === undefined) throw new Error('nothing was sent');
    const readAt = Date.now();
    await Promise.all(opened.members.map((member) => member.stop()));
    outcome.judgement = await judge({ brokers: rig.kafkaBrokers, warehouse, topicPrefix, putIn });
    if (!isControl) outcome.differ = await compareWithQuiet(opened);
    if (fault.unaudited === true) return;
    await pause(Math.max(0, AUDIT_SETTLE_MS - (Date.now() - readAt)));
    const { audit, said } = await runAudit(opened);
    outcome.audit = audit;
    if (audit !== 'clean' && fault.mustFind === undefined) notes.push(...said.slice(-12));
    if (audit === 'not run') throw new Error('rapport audit could not run');
  }

  try {
    open = await openStage(rig, seed, fault);
    await disturbAndWait(open);
    await check(open);
    const damage = damageOf(outcome);
    notes.unshift(...damage);
    outcome.verdict = damage.length === 0 ? 'pass' : 'MISMATCH';
  } catch (error) {
    notes.unshift(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  }
  if (words || outcome.verdict !== 'pass') {
    for (const { name, tail } of open?.members ?? [])
      notes.push(
        ...tail()
          .slice(-12)
          .map((line) => `${name}: ${line}`),
      );
  }
  await open?.close();
  outcome.seconds = (performance.now() - began) / 1_000;
  return outcome;
}
