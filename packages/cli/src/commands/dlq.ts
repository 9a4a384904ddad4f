/** `rapport dlq`: the records that could not become rows. */
import { listDeadLetters, showDeadLetter, type Warehouse } from '@rapport/warehouse';
import { CliError, exitCodes } from '../cli-error.ts';
import type { Format } from '../metric-text.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';

const withPlainOffset = (_key: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value);

/** Prints the latest dead letters with reason and place. */
export async function printDeadLetters(
  warehouse: Warehouse,
  terminal: Terminal,
  options: { limit: number; format: Exclude<Format, 'csv'> },
): Promise<void> {
  const letters = await listDeadLetters(warehouse, { limit: options.limit });
  if (options.format === 'json') {
    terminal.print(JSON.stringify(letters, withPlainOffset, 2));
    return;
  }
  const rows = letters.map((l) => [`${l.topic}/${l.partition}/${l.offset}`, l.kafkaAt, l.code, l.field, l.message]);
  terminal.print(table(['place', 'when (UTC)', 'code', 'field', 'reason'], rows));
  if (letters.length === 0) terminal.say('no dead letters');
}

function parsePlace(place: string): { topic: string; partition: number; offset: bigint } {
  const [, topic, partition, offset] = /^(.+)\/(\d+)\/(\d+)$/.exec(place) ?? [];
  if (topic === undefined || partition === undefined || offset === undefined) {
    throw new CliError(`${place} is no place: write topic/partition/offset, as \`dlq list\` does`, exitCodes.usage);
  }
  return { topic, partition: Number(partition), offset: BigInt(offset) };
}

/** Prints one dead letter whole: its bytes as base64, and as text where they are text. */
export async function printDeadLetter(warehouse: Warehouse, terminal: Terminal, place: string): Promise<void> {
  const letter = await showDeadLetter(warehouse, parsePlace(place));
  if (letter === undefined) throw new CliError(`there is no dead letter at ${place}`, exitCodes.notFound);
  const { key, value, ...rest } = letter;
  const bytes = (buffer: Buffer | null) => (buffer === null ? null : buffer.toString('base64'));
  terminal.print(JSON.stringify({ ...rest, key_base64: bytes(key), value_base64: bytes(value) }, withPlainOffset, 2));
}
