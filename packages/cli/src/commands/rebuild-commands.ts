/** How `rapport rebuild`, `rapport archive` and `rapport restore` are typed. */
import { type Command, Option } from 'commander';
import { CliError, exitCodes } from '../cli-error.ts';
import type { Context } from '../command-context.ts';
import { confirm } from '../confirm.ts';
import { archiveLog, restoreLog, verifyLogArchive } from './archive.ts';
import { projectionNamed, rebuild, removeRebuild, rollBack } from './rebuild.ts';

type Typed = {
  archive?: string;
  accept: boolean;
  swap: boolean;
  breakLock: boolean;
  rollBack: boolean;
  dropPrevious: boolean;
  abandon: boolean;
  format: 'table' | 'json';
};

const HELP = `
The log is read again from its start into tables of their own, beside the live ones; reading and projecting go on. Then
both are held against each other, row by row, and where they are the same the rebuilt tables take the place of the live
ones. A rebuild that was interrupted or killed goes on where it was when it is started again.

Examples:
  rapport rebuild
  rapport rebuild --no-swap --format json
  rapport rebuild --accept
  rapport rebuild --archive backup/log
  rapport rebuild --roll-back
  rapport rebuild --drop-previous
Exit code 3 tells that the tables differ and nothing was changed, 75 that another rebuild is running, 130 that it was interrupted.`;

function refuseSeveral(options: Typed): void {
  const chosen = [options.rollBack, options.dropPrevious, options.abandon].filter(Boolean).length;
  if (chosen > 1) throw new CliError('one of --roll-back, --drop-previous and --abandon at a time', exitCodes.usage);
}

const atTerminal = () => process.stdin.isTTY === true && process.stderr.isTTY === true;

function addRebuildCommand(program: Command, context: Context): void {
  program
    .command('rebuild')
    .description('make the tables anew from the log, compare, and put them in place')
    .argument('[projection]', 'which projection', 'warehouse')
    .option('--archive <dir>', 'where the records are that the log has lost of its start')
    .option('--accept', 'take the rebuilt tables although they differ from the live ones', false)
    .option('--no-swap', 'compare only, change nothing')
    .option('--roll-back', 'put the tables of before the last rebuild back, with what came since', false)
    .option('--drop-previous', 'remove the tables that the last rebuild keeps', false)
    .option('--abandon', 'remove an unfinished rebuild', false)
    .option('--break-lock', 'take over from a rebuild that is surely gone', false)
    .addOption(new Option('--format <format>', 'how to print').choices(['table', 'json']).default('table'))
    .addHelpText('after', HELP)
    .action(async (name: string, options: Typed) => {
      refuseSeveral(options);
      const projection = projectionNamed(name);
      const force = options.breakLock;
      if (options.rollBack) return rollBack(context, force);
      if (options.dropPrevious) return removeRebuild(context, 'previous', force);
      if (options.abandon) return removeRebuild(context, 'unfinished', force);
      const ask = atTerminal() ? { confirm } : {};
      if (!(await rebuild(context, { projection, ...options, ...ask }))) process.exitCode = exitCodes.difference;
    });
}

const ARCHIVE_HELP = `
Every record of every topic, dead letters included, goes to Avro files, one set a partition, with a manifest that has their
ranges and SHA-256. A second run writes only what is new; one that was interrupted goes on from its last whole file.

Examples:
  rapport archive backup/log
  rapport archive --verify backup/log
Exit code 3 tells that a file is damaged or missing.`;

const RESTORE_HELP = `
For a broker that was lost: the topics must be empty or missing and the projector stopped. Records come back to the same
partitions and offsets, with their timestamps and headers; what transactions and compaction had left out is left out again.
The projector then reads everything from the start; what the warehouse has already is not counted twice.

Examples:
  rapport restore backup/log
  rapport restore backup/log --renumber`;

type ArchiveOptions = { verify: boolean; format: 'table' | 'json' };

function addArchiveCommands(program: Command, context: Context): void {
  program
    .command('archive')
    .description('keep the log in files, or check such files')
    .argument('<dir>', 'folder of the archive')
    .option('--verify', 'read every file and compare with the manifest; writes nothing', false)
    .addOption(new Option('--format <format>', 'how to print').choices(['table', 'json']).default('table'))
    .addHelpText('after', ARCHIVE_HELP)
    .action(async (directory: string, { verify, format }: ArchiveOptions) => {
      if (!verify) return archiveLog(context, directory);
      if (!(await verifyLogArchive(context, directory, format))) process.exitCode = exitCodes.difference;
    });
  program
    .command('restore')
    .description('put an archive into a broker that has nothing')
    .argument('<dir>', 'folder of the archive')
    .option('--renumber', 'without the holes that the archive has: offsets differ from before', false)
    .addHelpText('after', RESTORE_HELP)
    .action((directory: string, options: { renumber: boolean }) => restoreLog(context, directory, options));
}

/** Adds what keeps and remakes: rebuild, archive, restore. */
export function addRebuildCommands(program: Command, context: Context): void {
  addRebuildCommand(program, context);
  addArchiveCommands(program, context);
}
