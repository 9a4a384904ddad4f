/** The `rapport` command: what the user types, put into calls. */
import { Command, CommanderError, Option } from 'commander';
import { exitCodes } from './cli-error.ts';
import { type Context, connected } from './command-context.ts';
import { addAttentionCommands } from './commands/attention-commands.ts';
import { audit } from './commands/audit.ts';
import { addDlqCommands } from './commands/dlq-commands.ts';
import { doctor } from './commands/doctor.ts';
import { addExportCommands } from './commands/export-commands.ts';
import { checkImport, importInto } from './commands/import.ts';
import { addEventCommands } from './commands/lineage-commands.ts';
import { addMetricCommands } from './commands/metric-commands.ts';
import { addRebuildCommands } from './commands/rebuild-commands.ts';
import { addReleaseCommands } from './commands/release-commands.ts';
import { addReportCommands } from './commands/report-commands.ts';
import { simulateInto } from './commands/simulate.ts';
import { start } from './commands/start.ts';
import { status } from './commands/status.ts';
import { addAccessCommands, addTokenCommands } from './commands/token-commands.ts';
import { exitCodeOf } from './exit-code-of.ts';
import { whole } from './option-values.ts';
import { createPlatform } from './platform.ts';
import { loadSettings } from './settings.ts';
import { createTerminal, endOnBrokenOutput } from './terminal.ts';

const EXIT_CODES = `
Exit codes: 0 ok · 1 failure · 2 usage · 3 a check found a difference · 4 not found · 75 try again`;

function addStackCommands(program: Command, context: Context): void {
  const { platform, terminal, settings } = context;
  program
    .command('start')
    .description('the main job: everything up, two programmes fed, a report (what `npm start` runs)')
    .option('--fresh', 'throw the local data away first')
    .option('--once', 'end after the report')
    .option('--detach', 'return and leave everything running')
    .action(async (options) => {
      // A cut-off step (a download, a wait) may hold the process open: everything of ours is stopped, so end it.
      process.exit(await start(context, options));
    });
  program
    .command('up')
    .description('start Kafka, ClickHouse and the services, and return')
    .action(() => platform.up());
  program
    .command('down')
    .description('stop everything that runs here; the data stays')
    .action(async () => {
      await platform.down();
      terminal.say('stopped');
    });
  program
    .command('status')
    .description('what runs, where, and how far the projector is')
    .action(async () => {
      if (!(await status(platform, settings, terminal))) process.exitCode = exitCodes.difference;
    });
  program
    .command('doctor')
    .description('is everything here that Rapport needs, and does it answer?')
    .action(async () => {
      if (!(await doctor(platform, settings, terminal))) process.exitCode = exitCodes.difference;
    });
}

function addFeedCommands(program: Command, context: Context): void {
  program
    .command('simulate')
    .description('send a synthetic programme with known truth')
    .option('--programme <id>', 'its id', 'simulated')
    .option('--seed <number>', 'the same seed gives the same programme', whole, 1)
    .option('--pairs <number>', 'how many pairings', whole)
    .addHelpText('after', '\nExamples:\n  rapport simulate --programme trial --seed 7 --pairs 200')
    .action((options) => connected(context, (connections) => simulateInto({ ...context, connections }, options)));
  program
    .command('import')
    .description('import CSV or JSONL files through a mapping')
    .argument('<files...>', 'files to import; the mapping says what each holds')
    .requiredOption('--mapping <file>', 'the mapping (YAML)')
    .option('--dry-run', 'check everything, send nothing', false)
    .option('--rejects <file>', 'where rejected rows go (default: beside the first file)')
    .addHelpText(
      'after',
      '\nExamples:\n  rapport import people.csv pairs.csv --mapping mapping.yaml --dry-run\n  rapport import pairs.jsonl --mapping mapping.yaml\nExit code 3 tells that some rows were rejected; the others are imported.',
    )
    .action(async (files: string[], { dryRun, ...options }: { dryRun: boolean; mapping: string; rejects?: string }) => {
      const rejected = dryRun
        ? await checkImport(context, { files, ...options })
        : await connected(context, (connections) => importInto({ ...context, connections }, { files, ...options }));
      if (rejected > 0) process.exitCode = exitCodes.difference;
    });
}

function addInspectionCommands(program: Command, context: Context): void {
  addDlqCommands(program, context);
  program
    .command('audit')
    .description('compare broker offsets, ledger and rows: gaps, overlaps, duplicates')
    .addOption(new Option('--format <format>', 'how to print').choices(['table', 'json']).default('table'))
    .addHelpText('after', '\nExit code 3 tells that something is missing or double.')
    .action(async ({ format }) => {
      const clean = await connected(context, (connections) =>
        audit(connections, context.settings, context.terminal, format),
      );
      if (!clean) process.exitCode = exitCodes.difference;
    });
}

function buildProgram(context: Context): Command {
  const program = new Command('rapport')
    .description('Event-sourced analytics for mentoring programmes.')
    .version('0.1.0')
    .showHelpAfterError('(rapport <command> --help tells more)')
    .exitOverride()
    .addHelpText('afterAll', EXIT_CODES);
  addStackCommands(program, context);
  addFeedCommands(program, context);
  addMetricCommands(program, context);
  addEventCommands(program, context);
  addReportCommands(program, context);
  addAttentionCommands(program, context);
  addExportCommands(program, context);
  addInspectionCommands(program, context);
  addRebuildCommands(program, context);
  addTokenCommands(program, context);
  addAccessCommands(program, context);
  addReleaseCommands(program, context);
  return program;
}

async function main(): Promise<void> {
  const terminal = createTerminal(process.stdout, process.stderr);
  endOnBrokenOutput(process, (code) => process.exit(code));
  try {
    const settings = loadSettings();
    const platform = createPlatform({ settings, terminal });
    await buildProgram({ settings, platform, terminal }).parseAsync();
  } catch (error) {
    // Commander has already said what it had to say.
    if (!(error instanceof CommanderError))
      terminal.say(`rapport: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = exitCodeOf(error);
  }
}

await main();
