/** `npm run chaos`: every fault on real brokers and the real engine, and the judgement of each. `--help` tells the rest. */
import { parseArgs } from 'node:util';
import { allFaults } from './all-faults.ts';
import type { Fault } from './fault.ts';
import { killAllMembers } from './members.ts';
import { lineOf, tableOf } from './report.ts';
import { type OwnRig, startRig } from './rig.ts';
import { type Outcome, runFault } from './run-fault.ts';
import { seedOf } from './seed.ts';

const HELP = `npm run chaos -- [--seed N] [--fault name,name] [--rounds N] [--list] [--words] [--json]
  --seed    what is thrown: load, moments, choices (default: from the clock, and printed)
  --fault   only these (all names of --list that begin so); default: all
  --rounds  how often, each round with a seed of its own
  --words   the last words of every run's processes, of a pass too
  --json    the raw outcomes as JSON on stdout, after the table
Exit code: 0 when nothing is lost or double, every control found its damage and every check could run; else 1.
`;

const AT_ONCE = 3;
const say = (line: string): void => void process.stderr.write(`${line}\n`);

type Job = { fault: Fault; seed: number; words: boolean };

/** Runs of their own processes go side by side, as they wait most of the time; the proxies serve one run, and a broken rig all. */
async function runAll(rig: OwnRig, jobs: readonly Job[]): Promise<Outcome[]> {
  const outcomes = new Map<Job, Outcome>();
  let fronts: Promise<unknown> = Promise.resolve();

  async function run(job: Job): Promise<void> {
    const outcome = await runFault({ rig, ...job });
    outcomes.set(job, outcome);
    say(lineOf(outcome));
    for (const note of outcome.notes) say(`    ${note}`);
  }

  async function take(queue: Job[]): Promise<void> {
    for (let job = queue.shift(); job !== undefined; job = queue.shift()) {
      const own = job;
      if (job.fault.needs !== 'fronts') await run(job);
      else {
        fronts = fronts.then(() => run(own));
        await fronts;
      }
    }
  }

  const together = jobs.filter(({ fault }) => fault.needs !== 'rig');
  await Promise.all(Array.from({ length: AT_ONCE }, () => take(together)));
  for (const job of jobs.filter(({ fault }) => fault.needs === 'rig')) await run(job);
  return jobs.flatMap((job) => outcomes.get(job) ?? []);
}

function chosen(names: string | undefined): readonly Fault[] {
  if (names === undefined) return allFaults;
  const wanted = names.split(',');
  return allFaults.filter(({ name }) => wanted.some((one) => name === one || name.startsWith(`${one}-`)));
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      ...{ seed: { type: 'string' }, fault: { type: 'string' }, rounds: { type: 'string', default: '1' } },
      ...{
        list: { type: 'boolean' },
        words: { type: 'boolean' },
        json: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    },
  });
  if (values.help === true || values.list === true) {
    const list = allFaults.map(({ name, does }) => `${name.padEnd(24)} ${does}`);
    process.stdout.write(values.help === true ? HELP : `${list.join('\n')}\n`);
    return 0;
  }
  const faults = chosen(values.fault);
  const [seed, rounds] = [Number(values.seed ?? Date.now() % 1_000_000), Number(values.rounds)];
  if (faults.length === 0 || !Number.isInteger(seed) || !(rounds >= 1)) {
    process.stderr.write(HELP);
    return 2;
  }
  const began = Date.now();
  const rig = await startRig(say);
  const end = (): void => {
    killAllMembers();
    void rig.stop().finally(() => process.exit(130));
  };
  process.once('SIGINT', end).once('SIGTERM', end);
  try {
    say(`seed ${seed}, ${faults.length} faults, ${rounds} rounds`);
    const seeds = Array.from({ length: rounds }, (_, round) => (round === 0 ? seed : seedOf(seed, String(round))));
    const outcomes = await runAll(
      rig,
      seeds.flatMap((one) => faults.map((fault) => ({ fault, seed: one, words: values.words === true }))),
    );
    process.stdout.write(`${tableOf(outcomes)}\n\nseed ${seed}; ${Math.round((Date.now() - began) / 1_000)} s\n`);
    if (values.json === true) process.stdout.write(`${JSON.stringify(outcomes)}\n`);
    return outcomes.every(({ verdict }) => verdict === 'pass') ? 0 : 1;
  } finally {
    killAllMembers();
    await rig.stop();
  }
}

process.exitCode = await main();
