/** How `rapport release` is typed. */
import { type Command, Option } from 'commander';
import { type Context, connected } from '../command-context.ts';
import { listReleases, publishRelease, showRelease } from './release.ts';

type Shown = 'table' | 'json';

const tableOrJson = () => new Option('--format <format>', 'how to print').choices(['table', 'json']).default('table');

const RELEASE_HELP = `
Tokens of the roles analyst, lead and data are never answered live: two answers of different moments could be subtracted, and
the difference be one person. They are answered as of the latest release. The insights service makes one at 02:00 UTC every
day (RAPPORT_RELEASE_EVERY_HOURS), and the first one soon after the first data, while there are tokens of these roles.`;

const PUBLISH_HELP = `
Waits until everything on the log is stored, and releases what was recorded until a minute ago. A cell that fewer people than
its k have changed in keeps its last number: releasing more often shows no more.

Examples:
  rapport release publish
  RELEASE=$(rapport release publish 2>/dev/null)
Exit code 75 tells that one is being made already, or that there is nothing to release yet.`;

const SHOW_HELP = `
Examples:
  rapport release show
  rapport release show 2026-11-23T02:00:00Z --format json`;

/** Adds releases. */
export function addReleaseCommands(program: Command, context: Context): void {
  const { terminal, settings } = context;
  const release = program
    .command('release')
    .description('instants as of which analysts, leads and data teams are answered')
    .addHelpText('after', RELEASE_HELP);
  release
    .command('publish')
    .description('make a release now')
    .option('--json', 'print JSON')
    .addHelpText('after', PUBLISH_HELP)
    .action((options: { json?: boolean }) =>
      connected(context, (connections) => publishRelease(connections, settings, terminal, options)),
    );
  release
    .command('list')
    .description('every release, the newest first')
    .addOption(tableOrJson())
    .addHelpText('after', '\nExamples:\n  rapport release list\n  rapport release list --format json')
    .action(({ format }: { format: Shown }) =>
      connected(context, (connections) => listReleases(connections, terminal, format)),
    );
  release
    .command('show')
    .description('how far the log was read for a release, and what is stored of it')
    .argument('[id]', 'the release, as `release list` names it (default: the latest)')
    .addOption(tableOrJson())
    .addHelpText('after', SHOW_HELP)
    .action((id: string | undefined, { format }: { format: Shown }) =>
      connected(context, (connections) => showRelease(connections, terminal, { id, format })),
    );
}
