/** How `rapport dlq` is typed. */
import { type Command, Option } from 'commander';
import { exitCodes } from '../cli-error.ts';
import { type Context, connected } from '../command-context.ts';
import { moment, whole } from '../option-values.ts';
import { type ListOptions, printDeadLetter, printDeadLetters } from './dlq.ts';
import { type DeedOptions, discardDeadLetters, retryDeadLetters } from './dlq-deeds.ts';

const formatOption = () => new Option('--format <format>', 'how to print').choices(['table', 'json']).default('table');

const withFilter = (command: Command) =>
  command
    .option('--code <code>', 'only those with this reason, such as RULE_BROKEN')
    .option('--topic <topic>', 'only those of this topic or stream, such as meeting')
    .option('--since <time>', 'only those set aside since: a time, or an age such as 90m, 2h, 7d', moment);

const withDeed = (command: Command) =>
  withFilter(command)
    .argument('[places...]', 'topic/partition/offset, as `dlq list` names them')
    .option('--all', 'all that are open')
    .option('--dry-run', 'say what would be done, and do nothing')
    .option('--yes', 'do not ask')
    .option('--by <name>', 'who does it (default: the user of this machine)')
    .addOption(formatOption());

type Options = Omit<DeedOptions, 'places'>;

const RETRY_HELP = `
A retry puts the record on its topic again, key, value and headers as they were, so that its event keeps its id and is
counted once however often it comes. What today's code would refuse again stays where it is and is named (exit code 3);
--force sends it all the same, and sends again what was retried or discarded before.
A record that ClickHouse had refused (REFUSED_BY_WAREHOUSE) is good for the code, so it is sent; refused again, it makes a
new dead letter with a place of its own, and the old one stays marked as retried.

Examples:
  rapport dlq retry --code UNKNOWN_SCHEMA --dry-run
  rapport dlq retry mentorship.meeting.v1/0/17
  rapport dlq retry --all --yes --reason "mapping mended"`;

/** Adds `rapport dlq` with its four commands. */
export function addDlqCommands(program: Command, context: Context): void {
  const { settings, terminal } = context;
  const dlq = program.command('dlq').description('dead letters: records that could not become rows');
  withFilter(dlq.command('list'))
    .description('the latest, with reason, place and what became of them')
    .addOption(
      new Option('--status <status>', 'which').choices(['open', 'retried', 'discarded', 'all']).default('open'),
    )
    .option('--limit <number>', 'how many', whole, 50)
    .addOption(formatOption())
    .action((options: ListOptions) =>
      connected(context, (connections) => printDeadLetters({ connections, settings, terminal }, options)),
    );
  dlq
    .command('show')
    .description('one dead letter whole, bytes included')
    .argument('<place>', 'topic/partition/offset, as `dlq list` names it')
    .action((place: string) =>
      connected(context, (connections) => printDeadLetter({ connections, settings, terminal }, place)),
    );
  withDeed(dlq.command('retry'))
    .description('put records on their topics again, where they are good by now')
    .option('--force', 'send what is still bad, or was sent before, too')
    .option('--reason <text>', 'why; kept with the mark')
    .addHelpText('after', RETRY_HELP)
    .action(async (places: string[], options: Options & { force?: boolean }) => {
      const whole = await connected(context, (connections) =>
        retryDeadLetters({ connections, settings, terminal }, { ...options, places }),
      );
      if (!whole) process.exitCode = exitCodes.difference;
    });
  withDeed(dlq.command('discard'))
    .description('give records up; their bytes stay')
    .requiredOption('--reason <text>', 'why; kept with the mark')
    .addHelpText('after', '\nExamples:\n  rapport dlq discard --code EMPTY --reason "test records of a new producer"')
    .action(async (places: string[], options: Options & { reason: string }) => {
      const whole = await connected(context, (connections) =>
        discardDeadLetters({ connections, settings, terminal }, { ...options, places }),
      );
      if (!whole) process.exitCode = exitCodes.difference;
    });
}
