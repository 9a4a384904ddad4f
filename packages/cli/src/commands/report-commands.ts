/** How `rapport report` is typed. */
import { readFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { CliError, exitCodes } from '../cli-error.ts';
import { type Context, connected } from '../command-context.ts';
import { collectList, smallestGroup, whole } from '../option-values.ts';
import { addQuestionOptions, type QuestionOptions, questionOf } from '../question-options.ts';
import { type OrderFile, parseOrderFile } from '../report-file.ts';
import { diffReport, freezeReport, importReport, printReports, reissueReport, showReport } from './frozen.ts';

type Shown = 'table' | 'json';
type FreezeTyped = QuestionOptions & { metrics?: string[]; fromFile?: string; protect: number; unprotected: boolean };

const tableOrJson = () => new Option('--format <format>', 'how to print').choices(['table', 'json']).default('table');

const FREEZE_HELP = `
The questions are the metrics named, all with the same options, or those of a file:
  as_of: 2026-10-01T00:00:00Z
  known_at: 2026-11-01T00:00:00Z
  questions:
    - { metric: pair-survival, group_by: [start_year] }
    - { metric: no-show, where: { side: [mentee] }, grain: month, from: 2026-01-01, to: 2026-10-01 }
as_of and known_at must not lie beyond what is stored. Reports that hide fewer than 5 people are not shown by the API.

Examples:
  rapport report freeze board-q3 --metrics pair-survival,no-show,nps --known-at 2026-11-01T00:00:00Z
  rapport report freeze board-q3 --from-file report.yaml`;

async function orderOf({ metrics, fromFile, ...options }: FreezeTyped): Promise<OrderFile> {
  if ((metrics === undefined) === (fromFile === undefined)) {
    throw new CliError('a report needs either --metrics or --from-file', exitCodes.usage);
  }
  if (fromFile !== undefined) return parseOrderFile(await readFile(fromFile, 'utf8'));
  const { asOf: _asOf, knownAt: _knownAt, ...shared } = options;
  return { questions: (metrics ?? []).map((metric) => questionOf(metric, shared)) };
}

function addFreeze(report: Command, context: Context): void {
  const freeze = report
    .command('freeze')
    .description('answer questions at fixed times and keep the answers with their digest')
    .argument('<name>', 'what to call it')
    .option('--metrics <ids>', 'these metrics', collectList)
    .option('--from-file <file>', 'the questions of this file (YAML)')
    .option('--protect <k>', 'hide cells about fewer people', smallestGroup, 5)
    .option('--unprotected', 'hide nothing: not for passing on', false);
  addQuestionOptions(freeze)
    .addHelpText('after', FREEZE_HELP)
    .action(async (name: string, typed: FreezeTyped) => {
      const order = await orderOf(typed);
      const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
      await connected(context, (connections) =>
        freezeReport(connections, context.settings, context.terminal, {
          ...{ name, questions: order.questions },
          asOf: text(typed['asOf']) ?? order.asOf,
          knownAt: text(typed['knownAt']) ?? order.knownAt,
          protection: typed.unprotected ? 'none' : { k: typed.protect },
        }),
      );
    });
}

function addReading(report: Command, context: Context): void {
  const { terminal } = context;
  report
    .command('list')
    .description('every frozen report, the newest first')
    .addOption(tableOrJson())
    .action(({ format }: { format: Shown }) =>
      connected(context, (connections) => printReports(connections, terminal, format)),
    );
  report
    .command('show')
    .description('the answers as they were frozen')
    .argument('<id>', 'the report, as `report list` names it')
    .option('-o, --output <file>', 'write it to this file, for `report import` elsewhere')
    .addOption(tableOrJson())
    .action((id: string, options: { format: Shown; output?: string }) =>
      connected(context, (connections) => showReport(connections, terminal, { id, ...options })),
    );
  report
    .command('import')
    .description('keep a report from a file, if its bytes are those of its digest')
    .argument('<file>', 'what `report show -o` wrote')
    .action((file: string) => connected(context, (connections) => importReport(connections, terminal, file)));
}

/** Adds frozen reports. */
export function addReportCommands(program: Command, context: Context): void {
  const { terminal } = context;
  const report = program.command('report').description('answers frozen at fixed times, and proof of them later');
  addFreeze(report, context);
  addReading(report, context);
  report
    .command('reissue')
    .description('answer the same questions again: are the bytes the same, and if not, why?')
    .argument('<id>', 'the report')
    .addOption(tableOrJson())
    .addHelpText('after', '\nExit code 3 tells that the bytes differ.')
    .action(async (id: string, { format }: { format: Shown }) => {
      const same = await connected(context, (connections) => reissueReport(connections, terminal, { id, format }));
      if (!same) process.exitCode = exitCodes.difference;
    });
  report
    .command('diff')
    .description('what changed since the report was frozen, and which events changed it')
    .argument('<id>', 'the report')
    .option('--known-at <time>', 'what is known then (default now)')
    .option('--list <number>', 'how many events to name of each answer', whole, 50)
    .addOption(tableOrJson())
    .action((id: string, options: { format: Shown; knownAt?: string; list: number }) =>
      connected(context, (connections) => diffReport(connections, terminal, { id, ...options })),
    );
}
