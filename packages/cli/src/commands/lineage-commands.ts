/** How `rapport metric trace` and `rapport event` are typed. */
import { type Command, Option } from 'commander';
import { exitCodes } from '../cli-error.ts';
import { type Context, connected } from '../command-context.ts';
import { addQuestionOptions, type QuestionOptions, questionOf } from '../question-options.ts';
import { type TraceFormat, traceCell, traceEvent, traceFormats } from './lineage.ts';

type TraceAsked = QuestionOptions & { cell: string; format: TraceFormat; events: boolean; recount: boolean };

const TRACE_HELP = `
A unit is counted, immature (too young to count) or left_out (the estimate cannot use it); what it gives are the columns that the
estimate is made from.

Examples:
  rapport metric trace pair-survival --programme code-review --by start_year --cell start_year=2023 --recount
  rapport metric trace meetings --by mentor_department --grain month --cell "mentor_department=Sales,bucket=2026-03" --events --format ndjson
Exit code 3 tells that the recount is not the cell, 4 that the answer has no such cell.`;

/** Adds `metric trace`. */
export function addTraceCommand(metric: Command, context: Context): void {
  const { terminal, settings } = context;
  const trace = metric
    .command('trace')
    .description('a cell’s units, their events on the log, and the cell counted again from them')
    .argument('<id>', 'the metric, as `metric list` names it')
    .option('--cell <list>', 'which cell: name=value of every breakdown, and bucket=… with a grain', '')
    .option('--events', 'also the events of each unit', false)
    .option('--recount', 'count the cell again from its units', false);
  addQuestionOptions(trace, ['compare', 'compare_from', 'compare_to', 'align', 'reference'])
    .addOption(new Option('--format <format>', 'how to print').choices(traceFormats).default('table'))
    .addHelpText('after', TRACE_HELP)
    .action(async (id: string, { cell, format, events, recount, ...options }: TraceAsked) => {
      const asked = { question: questionOf(id, options), topicPrefix: settings.topicPrefix };
      const isSame = await connected(context, (connections) =>
        traceCell(connections, terminal, { ...asked, cell, format, events, recount }),
      );
      if (!isSame) process.exitCode = exitCodes.difference;
    });
}

/** Adds `rapport event`. */
export function addEventCommands(program: Command, context: Context): void {
  const { terminal, settings } = context;
  const event = program.command('event').description('single events');
  event
    .command('trace')
    .description('where an event lies, how it came here, what it corrects and what it feeds')
    .argument('<id>', 'its event_id')
    .addOption(new Option('--format <format>', 'how to print').choices(['table', 'json']).default('table'))
    .addHelpText('after', '\nExamples:\n  rapport event trace 0190a6f2-5b1c-7d3e-8f00-000000000001 --format json')
    .action((id: string, { format }: { format: 'table' | 'json' }) =>
      connected(context, (connections) =>
        traceEvent(connections, terminal, { id, format, topicPrefix: settings.topicPrefix }),
      ),
    );
}
