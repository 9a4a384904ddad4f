/** How `rapport export` and `rapport reporting` are typed. */
import { type ExportFormat, type ExportVariant, exportFormats, exportVariants } from '@rapport/warehouse';
import { type Command, Option } from 'commander';
import { exitCodes } from '../cli-error.ts';
import { type Context, connected } from '../command-context.ts';
import { collectList } from '../option-values.ts';
import { addQuestionOptions, type QuestionOptions, questionOf } from '../question-options.ts';
import { exportMetric, exportRows, printExports, type RowsWish, showExport } from './export.ts';
import { printReporting, showReporting } from './reporting.ts';

type Typed = { format: ExportFormat; variant: ExportVariant; output?: string };

const tableOrJson = () => new Option('--format <format>', 'how to print').choices(['table', 'json']).default('table');

function addFileOptions(command: Command): Command {
  return command
    .addOption(new Option('--format <format>', 'of the file').choices(exportFormats).default('parquet'))
    .addOption(
      new Option('--variant <variant>', 'formatted: CSV for spreadsheets').choices(exportVariants).default('raw'),
    )
    .option('-o, --output <file>', 'where to (default: its name, here)');
}

const RUN_HELP = `
The file is there when it is whole; beside it is <file>.manifest.json with query, times, rows, digest, columns and versions.
Nothing is hidden: this is the administrator's view. Exports of the API are protected (POST /v1/exports).

Examples:
  rapport export run rows pairings --format parquet -o pairings.parquet
  rapport export run metric pair-survival --by start_year --format csv`;

function addRun(exporting: Command, context: Context): void {
  const { terminal } = context;
  const run = exporting.command('run').description('write a file').addHelpText('after', RUN_HELP);
  addFileOptions(run.command('rows'))
    .description('rows of a reporting view, as they are')
    .argument('<view>', 'as `reporting list` names it')
    .option('--columns <names>', 'these columns only', collectList)
    .option('--programme <id>', 'of this programme only')
    .option('--as-of <time>', 'what had happened by then (default now)')
    .option('--known-at <time>', 'what was known by then (default now)')
    .action((rows: string, typed: Omit<RowsWish, 'rows'>) =>
      connected(context, (connections) => exportRows(connections, terminal, { ...typed, rows })),
    );
  const metric = run.command('metric').description('the answer to a question').argument('<id>', 'the metric');
  addFileOptions(addQuestionOptions(metric)).action(
    (id: string, { format, variant, output, ...asked }: Typed & QuestionOptions) =>
      connected(context, (connections) =>
        exportMetric(connections, terminal, { format, variant, output, question: questionOf(id, asked) }),
      ),
  );
}

/** Adds exports, and the tables that data teams build on. */
export function addExportCommands(program: Command, context: Context): void {
  const { terminal, settings } = context;
  const exporting = program.command('export').description('files of answers and rows, with digest and manifest');
  addRun(exporting, context);
  exporting
    .command('list')
    .description('the exports that the API of this machine keeps')
    .addOption(tableOrJson())
    .action(({ format }) => printExports(settings, terminal, format));
  exporting
    .command('show')
    .description('what a file is by its manifest, and whether it is still that file')
    .argument('<file>', 'the file; its manifest lies beside it')
    .addOption(tableOrJson())
    .addHelpText('after', '\nExit code 3 tells that the file is another one.')
    .action(async (file: string, { format }) => {
      if (!(await showExport(terminal, file, format))) process.exitCode = exitCodes.difference;
    });
  const reporting = program.command('reporting').description('the tables that data teams build on');
  reporting
    .command('list')
    .description('every view with its version')
    .addOption(tableOrJson())
    .action(({ format }) => printReporting(terminal, settings.database, format));
  reporting
    .command('show')
    .description('columns and changes of a view')
    .argument('<view>', 'as `reporting list` names it')
    .addOption(tableOrJson())
    .action((name: string, { format }) => showReporting(terminal, settings.database, name, format));
}
