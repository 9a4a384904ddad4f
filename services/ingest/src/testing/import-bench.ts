/** For tests: a folder of its own, files in it, and an import whose events are kept. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RapportEvent } from '@rapport/events';
import { type ImportOptions, type ImportReport, importFiles } from '../import/import-files.ts';
import type { Reject } from '../import/rejects.ts';

export type ImportBench = ReturnType<typeof createImportBench>;
export type Imported = { report: ImportReport; events: RapportEvent[]; rejects: Reject[] };

/** A people, pairings and meetings mapping for tests, with foreign column names. */
export const PAIRING_MAPPING = `
version: 1
source: test
time_zone: Europe/Berlin
constants: { programme_id: prog }
files:
  - match: people*.csv
    defines: { kind: person, column: id }
    events:
      - { type: participant.registered, key: 'person/{id}', occurred_at: joined, fields: { participant_id: id } }
  - match: pairs*.csv
    defines: { kind: pairing, column: pair }
    requires: [{ kind: person, column: mentor }, { kind: person, column: mentee }]
    checks: [{ column: end, not_before: start }]
    events:
      - type: pairing.activated
        key: pair/{pair}/activated
        occurred_at: start
        fields: { pairing_id: pair, mentor_id: mentor, mentee_id: mentee }
      - type: pairing.ended_early
        when: end
        key: pair/{pair}/ended
        occurred_at: end
        fields: { pairing_id: pair, reason: reason }
`;

export function createImportBench() {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-import-'));
  const path = (name: string): string => join(folder, name);

  function put(name: string, content: string | Buffer): string {
    writeFileSync(path(name), content);
    return path(name);
  }

  /** Imports the named files of the folder through `mapping.yaml` there. */
  async function run(files: readonly string[], options: Partial<ImportOptions> = {}): Promise<Imported> {
    const events: RapportEvent[] = [];
    const report = await importFiles({
      files: files.map(path),
      mapping: path('mapping.yaml'),
      producer: { send: async (batch) => events.push(...batch) },
      clock: () => Date.UTC(2026, 0, 1),
      ...options,
    });
    const rejects = report.rejectsPaths.flatMap((file) =>
      readFileSync(file, 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Reject),
    );
    return { report, events, rejects };
  }

  return { path, put, run, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
