/** `rapport dlq list` and `show`: the records that could not become rows. */
import { countDeadLetters, type DeadLetterState, listDeadLetters, showDeadLetter } from '@rapport/warehouse';
import { CliError, exitCodes } from '../cli-error.ts';
import { parsePlace, placeText } from '../dead-letters/places.ts';
import { filterOf } from '../dead-letters/selection.ts';
import type { Format } from '../metric-text.ts';
import type { Connections } from '../platform.ts';
import type { Settings } from '../settings.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';

export type ListOptions = {
  limit: number;
  format: Exclude<Format, 'csv'>;
  status: DeadLetterState | 'all';
  code?: string;
  topic?: string;
  since?: number;
};
export type DlqDependencies = { connections: Connections; settings: Settings; terminal: Terminal };

const withPlainOffset = (_key: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value);

/** Prints the latest dead letters with reason and place, and how many there are by reason. */
export async function printDeadLetters(
  { connections: { warehouse }, settings, terminal }: DlqDependencies,
  { limit, format, status, ...asked }: ListOptions,
): Promise<void> {
  const filter = { ...filterOf(asked, settings.topicPrefix), state: status };
  const letters = await listDeadLetters(warehouse, { ...filter, limit });
  if (format === 'json') {
    terminal.print(JSON.stringify(letters, withPlainOffset, 2));
    return;
  }
  const rows = letters.map((l) => [placeText(l), l.kafkaAt, l.state, l.code, l.field, l.programmeId, l.message]);
  terminal.print(table(['place', 'when (UTC)', 'state', 'code', 'field', 'programme', 'reason'], rows));
  const counts = Map.groupBy(await countDeadLetters(warehouse, filter), ({ code }) => code);
  const sums = [...counts].map(([code, own]) => `${own.reduce((sum, { count }) => sum + count, 0)} ${code}`);
  const which = status === 'all' ? '' : `${status} `;
  terminal.say(sums.length === 0 ? `no ${which}dead letters` : `${which}dead letters by reason: ${sums.join(', ')}`);
}

/** Prints one dead letter whole: its bytes as base64, and as text where they are text. */
export async function printDeadLetter(
  { connections: { warehouse }, terminal }: DlqDependencies,
  place: string,
): Promise<void> {
  const letter = await showDeadLetter(warehouse, parsePlace(place));
  if (letter === undefined) throw new CliError(`there is no dead letter at ${place}`, exitCodes.notFound);
  const { key, value, ...rest } = letter;
  const bytes = (buffer: Buffer | null) => (buffer === null ? null : buffer.toString('base64'));
  terminal.print(JSON.stringify({ ...rest, key_base64: bytes(key), value_base64: bytes(value) }, withPlainOffset, 2));
}
