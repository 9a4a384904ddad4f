/** How `rapport attention` is typed. */
import { outcomes } from '@rapport/attention';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { type Context, connected } from '../command-context.ts';
import { collectList, moment, whole } from '../option-values.ts';
import {
  doToAlert,
  type ListOptions,
  listAlerts,
  printRules,
  type ReplayWish,
  replayAlerts,
  type Shown,
  showAlert,
} from './attention.ts';
import { ending } from './token-commands.ts';

const tableOrJson = () => new Option('--format <format>', 'how to print').choices(['table', 'json']).default('table');

function code(text: string): string {
  if (/^[a-z0-9][a-z0-9_.-]{0,63}$/.test(text)) return text;
  throw new InvalidArgumentError('must be a code such as on_leave: free text about people has no place on the log');
}

function ahead(text: string): number {
  const until = ending(text)(Date.now());
  if (until !== null) return until;
  throw new InvalidArgumentError('must be a time ahead');
}

const noted = (note: string | undefined) => (note === undefined ? {} : { note });

function addReading(attention: Command, context: Context): void {
  const { terminal } = context;
  attention
    .command('list')
    .description('alerts, the newest first')
    .option('--programme <id>', 'of one programme')
    .option('--state <states>', 'raised, acknowledged, snoozed, resolved (default raised,acknowledged)', collectList)
    .option('--limit <number>', 'how many', whole, 50)
    .addOption(tableOrJson())
    .action((options: ListOptions) => connected(context, (open) => listAlerts(open, terminal, options)));
  attention
    .command('show')
    .description('one alert: why, since when, what was done')
    .argument('<alert>', 'as `attention list` names it')
    .action((id: string) => connected(context, (open) => showAlert(open, terminal, id)));
  attention
    .command('rules')
    .description('the rules, their conditions and versions')
    .addOption(tableOrJson())
    .action(({ format }: { format: Shown }) => printRules(terminal, format));
}

function addDeeds(attention: Command, context: Context): void {
  const { terminal } = context;
  const NOTE = ['--note <code>', 'why, as a code such as on_leave', code] as const;
  attention
    .command('acknowledge')
    .description('somebody takes it on')
    .argument('<alert>', 'the alert')
    .action((id: string) => connected(context, (open) => doToAlert(open, terminal, id, { kind: 'acknowledge' })));
  attention
    .command('snooze')
    .description('nobody wants to see it until then')
    .argument('<alert>', 'the alert')
    .requiredOption('--until <time>', 'an instant ahead, or a time from now such as 7d', ahead)
    .option(...NOTE)
    .action((id: string, { until, note }: { until: number; note?: string }) =>
      connected(context, (open) => doToAlert(open, terminal, id, { kind: 'snooze', until, ...noted(note) })),
    );
  attention
    .command('resolve')
    .description('it is over')
    .argument('<alert>', 'the alert')
    .addOption(new Option('--outcome <outcome>', 'how').choices([...outcomes]).makeOptionMandatory())
    .option(...NOTE)
    .action((id: string, { outcome, note }: { outcome: (typeof outcomes)[number]; note?: string }) =>
      connected(context, (open) => doToAlert(open, terminal, id, { kind: 'resolve', outcome, ...noted(note) })),
    );
}

/** Adds what programme leads do. */
export function addAttentionCommands(program: Command, context: Context): void {
  const attention = program.command('attention').description('pairings that may need somebody: why, and who is on it');
  addReading(attention, context);
  addDeeds(attention, context);
  attention
    .command('replay')
    .description('what the rules would have raised on each day of a history, and how good that was; writes nothing')
    .requiredOption('--programme <id>', 'whose history')
    .requiredOption('--from <time>', 'the first day', moment)
    .requiredOption('--to <time>', 'the last day', moment)
    .addOption(tableOrJson())
    .action((wish: ReplayWish) => connected(context, (open) => replayAlerts(open, context.terminal, wish)));
}
