/** How `rapport metric` is typed. */
import { cohortGrains } from '@rapport/metrics';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { type Context, connected } from '../command-context.ts';
import { type Format, formats } from '../metric-text.ts';
import { smallestGroup, whole } from '../option-values.ts';
import { addQuestionOptions, type QuestionOptions, questionOf } from '../question-options.ts';
import { addTraceCommand } from './lineage-commands.ts';
import {
  type DictionaryFormat,
  dictionaryFormats,
  diffMetric,
  explainMetric,
  printCatalogue,
  printVersions,
  showMetric,
  showTriangle,
  type TriangleOptions,
  writeDictionary,
} from './metric.ts';

const ID = 'the metric, as `metric list` names it';
const tableOrJson = () => new Option('--format <format>', 'how to print').choices(['table', 'json']).default('table');

type Asked = QuestionOptions & { format: Format };

function addCatalogueCommands(metric: Command, { terminal }: Context): void {
  metric
    .command('list')
    .description('every metric with its question, by family')
    .option('--family <family>', 'one family only')
    .addOption(tableOrJson())
    .action(({ format, family }) => printCatalogue(terminal, format, family));
  metric
    .command('versions')
    .description('how a metric’s definition changed')
    .argument('<id>', ID)
    .addOption(tableOrJson())
    .action((id: string, { format }) => printVersions(terminal, id, format));
  metric
    .command('dictionary')
    .description('all that is said about every metric, as a page, a text or JSON')
    .addOption(new Option('--format <format>', 'what to make').choices(dictionaryFormats).default('html'))
    .option('-o, --output <file>', 'write it to this file')
    .addHelpText('after', '\nExamples:\n  rapport metric dictionary -o dictionary.html')
    .action(({ format, output }: { format: DictionaryFormat; output?: string }) =>
      writeDictionary(terminal, format, output),
    );
}

const SHOW_HELP = `
Examples:
  rapport metric show pair-survival --programme code-review --as-of 2024-10-24T19:33:01Z --format json
  rapport metric show meetings --programme simulated --grain month --from 2026-01-01 --to 2026-07-01 --compare previous
  rapport metric show no-show --programme simulated --by side --explain`;

function addAnswerCommands(metric: Command, context: Context): void {
  const { terminal } = context;
  const show = metric.command('show').description('one metric: value, interval, n').argument('<id>', ID);
  addQuestionOptions(show)
    .addOption(new Option('--format <format>', 'how to print').choices(formats).default('table'))
    .option('--protect <k>', 'hide cells about fewer people, as the API does with 5', smallestGroup)
    .option('--explain', 'also what stands behind it', false)
    .addHelpText('after', SHOW_HELP)
    .action((id: string, options: Asked & { explain: boolean; protect?: number }) =>
      connected(context, (connections) =>
        showMetric(connections, terminal, { question: questionOf(id, options), ...options }),
      ),
    );
  const explain = metric
    .command('explain')
    .description('the SQL behind an answer, what it reads, and the formula with the numbers put in')
    .argument('<id>', ID);
  addQuestionOptions(explain)
    .addOption(tableOrJson())
    .action((id: string, options: Asked) =>
      connected(context, (connections) =>
        explainMetric(connections, terminal, { question: questionOf(id, options), format: options.format }),
      ),
    );
}

function addTriangleCommand(metric: Command, context: Context): void {
  const triangle = metric
    .command('triangle')
    .description('cohorts by the time since their start')
    .argument('<id>', ID)
    .addOption(new Option('--cohort <length>', 'who starts in one is a cohort').choices(cohortGrains).default('month'))
    .addOption(new Option('--period <length>', 'length of a step (default: that of a cohort)').choices(cohortGrains))
    .option('--periods <number>', 'how many steps (default 12)', whole);
  addQuestionOptions(triangle, [
    ...['grain', 'week_start', 'horizon', 'curve'],
    ...['compare', 'compare_from', 'compare_to', 'align'],
  ])
    .addOption(tableOrJson())
    .addHelpText('after', '\nExamples:\n  rapport metric triangle pair-survival --cohort year --periods 5')
    .action((id: string, { cohort, period, periods, ...options }: Asked & TriangleOptions) =>
      connected(context, (connections) =>
        showTriangle(connections, context.terminal, {
          ...{ question: questionOf(id, options), format: options.format, cohort },
          ...(period === undefined ? {} : { period }),
          ...(periods === undefined ? {} : { periods }),
        }),
      ),
    );
}

/** `--between K1 K2`, or K1 alone for until now. @throws InvalidArgumentError */
function twoMoments(moments: readonly string[]): [string, string | undefined] {
  const [first, second, ...rest] = moments;
  if (first === undefined || rest.length > 0) throw new InvalidArgumentError('--between takes one or two times');
  return [first, second];
}

const DIFF_HELP = `
The same question is answered with what was known at two moments. An event is named where leaving out its type changes a
unit of the metric back, or adding its type alone changes it.

Examples:
  rapport metric diff pair-survival --between 2026-10-01T00:00:00Z 2026-11-01T00:00:00Z --as-of 2026-10-01T00:00:00Z
  rapport metric diff meetings --between 2026-10-01T00:00:00Z --programme simulated --format json`;

function addDiffCommand(metric: Command, context: Context): void {
  const diff = metric
    .command('diff')
    .description('what changed between two moments of knowledge, and which events changed it')
    .argument('<id>', ID)
    .requiredOption('--between <times...>', 'what was known then, and then (default now)')
    .option('--list <number>', 'how many events to name', whole, 50);
  addQuestionOptions(diff, ['known_at', 'compare', 'compare_from', 'compare_to', 'align', 'reference'])
    .addOption(tableOrJson())
    .addHelpText('after', DIFF_HELP)
    .action((id: string, options: Asked & { between: string[]; list: number }) =>
      connected(context, (connections) =>
        diffMetric(connections, context.terminal, {
          ...{ question: questionOf(id, options), format: options.format, list: options.list },
          between: twoMoments(options.between),
        }),
      ),
    );
}

/** Adds the catalogue, and answers from it. */
export function addMetricCommands(program: Command, context: Context): void {
  const metric = program.command('metric').description('the metric catalogue, and answers from it');
  addCatalogueCommands(metric, context);
  addAnswerCommands(metric, context);
  addTriangleCommand(metric, context);
  addDiffCommand(metric, context);
  addTraceCommand(metric, context);
}
