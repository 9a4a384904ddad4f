/** How `rapport token` and `rapport access` are typed. */
import { tokenRoles } from '@rapport/service';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { type Context, connected } from '../command-context.ts';
import { collectList, moment, whole } from '../option-values.ts';
import { type AccessLogOptions, printAccessLog } from './access-log.ts';
import { type CreateOptions, createToken, listTokens, revokeToken, rotateToken } from './token.ts';

const AGES: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `90d`, `12h`, `30m` in milliseconds. @throws InvalidArgumentError */
export function duration(text: string): number {
  const [, amount, unit] = /^(\d{1,6})([mhd])$/.exec(text) ?? [];
  if (amount !== undefined && unit !== undefined) return Number(amount) * (AGES[unit] ?? 0);
  throw new InvalidArgumentError('must be a time such as 90d, 12h or 30m');
}

/** `90d` from now, an instant to come, or `never`. @throws InvalidArgumentError */
export function ending(text: string): (now: number) => number | null {
  if (text === 'never') return () => null;
  if (/^\d+[a-z]$/.test(text)) {
    const length = duration(text);
    return (now) => now + length;
  }
  const time = Date.parse(text);
  if (Number.isNaN(time) || time <= Date.now())
    throw new InvalidArgumentError('must be a time from now such as 90d, an instant to come, or never');
  return () => time;
}

const YEAR = '365d';

function positive(text: string): number {
  const value = whole(text);
  if (value >= 1) return value;
  throw new InvalidArgumentError('must be at least 1');
}

const json = (command: Command) => command.option('--json', 'print JSON');

function oneName(text: string): string {
  if (/^[\p{L}\p{N}][\p{L}\p{N} ._@-]{0,98}$/u.test(text)) return text;
  throw new InvalidArgumentError('must be 1 to 99 letters, digits, spaces and . _ @ -');
}

const TOKEN_HELP = `
Roles: analyst (every programme, releases), lead (programmes of theirs, releases), data (every programme, releases, groups of
10), admin (live answers, the request log), producer (POST /v1/events only). Services read the file with every request: what
is made or ended here counts at once. As soon as there is a token, requests without one are refused (401).`;

const CREATE_HELP = `
Examples:
  rapport token create dashboard --role analyst
  rapport token create "north lead" --role lead --programme north --expires 90d
  TOKEN=$(rapport token create etl --role data 2>/dev/null); curl -H "Authorization: Bearer $TOKEN" localhost:8702/v1/programmes`;

const ROTATE_HELP = `
Examples:
  rapport token rotate dashboard
  rapport token rotate etl --grace 24h --json`;

function addMaking(token: Command, context: Context): void {
  json(token.command('create'))
    .description('make a token and show it, this once')
    .argument('<name>', 'whose it is, for lists and the request log', oneName)
    .addOption(new Option('--role <role>', 'what it is for').choices(tokenRoles).makeOptionMandatory())
    .option('--programme <id>', 'only this programme; a lead needs one or more', collectList)
    .option('--k <people>', 'hide cells about fewer people; can only raise what the role has', positive)
    .addOption(
      new Option('--expires <when>', 'a time from now (90d), an instant, or never')
        .argParser(ending)
        .default(ending(YEAR), YEAR),
    )
    .option('--requests <number>', 'how many requests a minute (default 600)', positive)
    .option('--cells <number>', 'how many cells a minute (default 200000)', positive)
    .addHelpText('after', TOKEN_HELP + CREATE_HELP)
    .action((name: string, options: CreateOptions) => createToken(context, name, options));
  json(token.command('rotate'))
    .description('make another secret for a token; the old one ends')
    .argument('<token>', 'its id or name')
    .option('--grace <time>', 'let the old one work this much longer, such as 24h', duration, 0)
    .option('--expires <when>', 'another end than the old one’s', ending)
    .addHelpText('after', ROTATE_HELP)
    .action((which: string, { grace, ...options }: { grace: number; json?: boolean }) =>
      rotateToken(context, which, { graceMs: grace, ...options }),
    );
}

/** Adds `rapport token` with its four commands. */
export function addTokenCommands(program: Command, context: Context): void {
  const token = program.command('token').description('API tokens: who may ask what').addHelpText('after', TOKEN_HELP);
  addMaking(token, context);
  json(token.command('list'))
    .description('those that can be used, without their secrets')
    .option('--all', 'ended ones, too')
    .addHelpText('after', '\nExamples:\n  rapport token list\n  rapport token list --all --json')
    .action((options: { all?: boolean; json?: boolean }) => listTokens(context, options));
  json(token.command('revoke'))
    .description('end a token at once')
    .argument('<token>', 'its id or name')
    .addHelpText('after', '\nExamples:\n  rapport token revoke dashboard\nExit code 4 tells that there is none to end.')
    .action((which: string, options: { json?: boolean }) => revokeToken(context, which, options));
}

/** Adds `rapport access log`. */
export function addAccessCommands(program: Command, context: Context): void {
  const access = program.command('access').description('who asked what of the API');
  json(access.command('log'))
    .description('the request log, the newest first')
    .option('--since <time>', 'only from then on: a time, or an age such as 90m, 2h, 7d', moment)
    .option('--until <time>', 'only before', moment)
    .option('--token <token>', 'only of this token: its id or name')
    .option('--metric <id>', 'only where this metric was asked for')
    .option('--limit <number>', 'how many', positive, 50)
    .addHelpText(
      'after',
      '\nExamples:\n  rapport access log --since 24h\n  rapport access log --token dashboard --json',
    )
    .action((options: AccessLogOptions) =>
      connected(context, (connections) => printAccessLog(connections, context.terminal, options)),
    );
}
