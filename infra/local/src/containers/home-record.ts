import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What `<home>/containers.json` holds: that this home's data are in the engine's volumes, and how to find them again. */
export type HomeRecord = {
  clusterId: string;
  kafkaPort: number;
  clickhousePort: number;
  /** Names of the volumes; none for a stack that keeps nothing. */
  volumes: { kafka: string; clickhouse: string } | undefined;
};

const fileOf = (home: string): string => join(home, 'containers.json');

/** The record of this home, or undefined when no containers stack was ever on it. */
export function readHomeRecord(home: string): HomeRecord | undefined {
  const file = fileOf(home);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as HomeRecord) : undefined;
}

export function writeHomeRecord(home: string, record: HomeRecord): void {
  mkdirSync(home, { recursive: true });
  const aside = `${fileOf(home)}.${process.pid}`;
  writeFileSync(aside, `${JSON.stringify(record, undefined, 2)}\n`);
  renameSync(aside, fileOf(home));
}

export function removeHomeRecord(home: string): void {
  rmSync(fileOf(home), { force: true });
}
