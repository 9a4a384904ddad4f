import { createHash } from 'node:crypto';

/** A migration file: `NNNN_verb_noun.sql`. */
export type MigrationFile = { version: number; name: string; checksum: string; statements: readonly string[] };
export type AppliedMigration = { version: number; name: string; checksum: string };

export type MigrationErrorCode =
  | 'MIGRATION_MISNAMED'
  | 'MIGRATION_GAP'
  | 'MIGRATION_EDITED'
  | 'MIGRATION_UNKNOWN'
  | 'DEDUPLICATION_OFF';

/** The schema and the program do not fit together. Never retriable: somebody must decide. */
export class MigrationError extends Error {
  readonly code: MigrationErrorCode;
  readonly retriable = false;

  constructor(code: MigrationErrorCode, message: string) {
    super(message);
    this.name = 'MigrationError';
    this.code = code;
  }
}

const FILE_NAME = /^(\d{4})_[a-z0-9]+(?:_[a-z0-9]+)+\.sql$/;

function withoutComments(sql: string): string {
  return sql
    .split('\n')
    .filter((line) => !line.startsWith('--'))
    .join('\n');
}

/** Reads one file's text. Statements end with a semicolon at a line's end; comment lines begin with --. */
export function parseMigration(name: string, text: string): MigrationFile {
  const match = FILE_NAME.exec(name);
  if (match === null) {
    throw new MigrationError('MIGRATION_MISNAMED', `migrations/${name}: a migration is called NNNN_verb_noun.sql`);
  }
  const sql = text.replaceAll('\r\n', '\n');
  const statements = withoutComments(sql)
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
  const checksum = createHash('sha256').update(sql).digest('hex');
  return { version: Number(match[1]), name, checksum, statements };
}

/**
 * Which files are still to be applied, in order. Throws MigrationError when the files have a gap, an applied one was
 * edited or renamed, or the database is ahead of this program.
 */
export function planMigrations(
  files: readonly MigrationFile[],
  applied: readonly AppliedMigration[],
): readonly MigrationFile[] {
  const ordered = files.toSorted((a, b) => a.version - b.version);
  refuseGaps(ordered);
  const byVersion = new Map(ordered.map((file) => [file.version, file]));
  const next = String(ordered.length + 1).padStart(4, '0');
  for (const { version, name, checksum } of applied) {
    const file = byVersion.get(version);
    if (file === undefined) {
      throw new MigrationError(
        'MIGRATION_UNKNOWN',
        `the database has the migration ${name}, which this program does not know: it was made by a newer version; run that one`,
      );
    }
    if (file.name !== name || file.checksum !== checksum) {
      throw new MigrationError(
        'MIGRATION_EDITED',
        `migrations/${file.name} is not what was applied as ${name}: put its text back as it was and make the change in a new file ${next}_verb_noun.sql`,
      );
    }
  }
  const done = new Set(applied.map(({ version }) => version));
  return ordered.filter(({ version }) => !done.has(version));
}

function refuseGaps(ordered: readonly MigrationFile[]): void {
  for (const [index, { version, name }] of ordered.entries()) {
    if (version === index + 1) continue;
    const expected = String(index + 1).padStart(4, '0');
    throw new MigrationError(
      'MIGRATION_GAP',
      `migrations/${name} stands where ${expected} is due: numbers run from 0001 without gap or repetition`,
    );
  }
}
