/**
 * `npm run bench [-- pipeline|latency|scale|rebuild|query|page|export|all] [--events N] [--seed N] [--json] [--markdown] [--huge] [--only name] [--sinker path]`: how fast
 * events become queryable, beside others and beside what this machine's parts can do alone, in one run on one stack.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { exportSection } from './export/section.ts';
import { exportTables } from './export/tables.ts';
import { pageSection } from './page/section.ts';
import { pageTables } from './page/tables.ts';
import { querySection } from './query/section.ts';
import { queryTables } from './query/tables.ts';
import { rebuildSection } from './rebuild.ts';
import { latencyTable, runTable, type Table, textOf } from './report.ts';
import { startRig } from './rig.ts';
import { latencySection, pipelineSection, scaleSection, type Wish } from './sections.ts';
import { usageIsTold } from './usage.ts';

const names = ['pipeline', 'latency', 'scale', 'rebuild', 'query', 'page', 'export'] as const;
type Name = (typeof names)[number];

const PIPELINE_EVENTS = 1_000_000;
const QUERY_EVENTS = 10_000_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    events: { type: 'string' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    sinker: { type: 'string' },
    json: { type: 'boolean', default: false },
    markdown: { type: 'boolean', default: false },
    huge: { type: 'boolean', default: false },
  },
});

function chosenSections(): readonly Name[] {
  if (positionals.length === 0) return ['pipeline', 'latency'];
  if (positionals.includes('all')) return names;
  const chosen = names.filter((name) => positionals.includes(name));
  const unknown = positionals.filter((one) => !names.some((name) => name === one));
  if (unknown.length > 0) throw new Error(`no section ${unknown.join(', ')}; there are ${names.join(', ')} and all`);
  return chosen;
}

async function tablesOf(section: Name, rig: Awaited<ReturnType<typeof startRig>>, wish: Wish): Promise<Table[]> {
  switch (section) {
    case 'pipeline':
      return [runTable('Kafka → queryable', await pipelineSection(rig, wish))];
    case 'latency':
      return [latencyTable(await latencySection(rig, wish))];
    case 'scale':
      return [runTable('Scale, everything on', await scaleSection(rig, wish))];
    case 'rebuild':
      return [runTable('Rebuild', await rebuildSection(rig, wish))];
    case 'export':
      return exportTables(await exportSection(rig, { ...wish, events: Number(values.events ?? QUERY_EVENTS) }));
    case 'page':
      return pageTables(await pageSection(rig, { ...wish, events: Number(values.events ?? QUERY_EVENTS) }));
    case 'query':
      return queryTables(await querySection(rig, { ...wish, events: Number(values.events ?? QUERY_EVENTS) }));
  }
}

async function main(): Promise<void> {
  const sections = chosenSections();
  const wish: Wish = {
    events: Number(values.events ?? PIPELINE_EVENTS),
    seed: Number(values.seed),
    huge: values.huge,
    only: values.only,
    sinker: values.sinker,
  };
  if (!usageIsTold())
    throw new Error('the bench reads what processes cost from /proc, which this system does not have');
  const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}, seed ${wish.seed}`;
  const home = mkdtempSync(join(tmpdir(), 'rapport-bench-'));
  const rig = await startRig(home);
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing ??= rig.close().finally(() => rmSync(home, { recursive: true, force: true }));
    return closing;
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void close().then(() => process.exit(130)));
  try {
    process.stdout.write(`${machine}\n`);
    for (const section of sections) {
      for (const table of await tablesOf(section, rig, wish)) {
        const text = values.json ? JSON.stringify({ machine, ...table }) : textOf(table, values.markdown);
        process.stdout.write(`${text}\n`);
      }
    }
  } finally {
    await close();
  }
}

await main();
