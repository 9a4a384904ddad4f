/** How a dead letter is addressed: by the place of the record that it was made of. */
import { CliError, exitCodes } from '../cli-error.ts';

export type Place = { topic: string; partition: number; offset: bigint };

/** `topic/partition/offset`, as `dlq list` writes it. */
export const placeText = ({ topic, partition, offset }: Place): string => `${topic}/${partition}/${offset}`;

/** @throws CliError (usage) */
export function parsePlace(text: string): Place {
  const [, topic, partition, offset] = /^(.+)\/(\d+)\/(\d+)$/.exec(text) ?? [];
  if (topic === undefined || partition === undefined || offset === undefined) {
    throw new CliError(`${text} is no place: write topic/partition/offset, as \`dlq list\` does`, exitCodes.usage);
  }
  return { topic, partition: Number(partition), offset: BigInt(offset) };
}
