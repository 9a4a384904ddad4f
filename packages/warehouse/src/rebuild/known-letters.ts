import type { Warehouse } from '../client.ts';

type Place = { topic: string; partition: number; offset: bigint };

/**
 * Which of these records have a dead letter that came over the dead-letter topic, as `topic/partition/offset`. A rebuild
 * gets those from the topic again, with their place on it; others it must put into the table itself.
 */
export async function lettersOnTopic(warehouse: Warehouse, places: readonly Place[]): Promise<ReadonlySet<string>> {
  const rows = await warehouse.query<{ topic: string; partition: number; offset: string }>(
    `SELECT topic, partition, toString(d.offset) AS offset FROM dead_letters AS d FINAL
     WHERE letter_partition >= 0
     AND (d.topic, d.partition, d.offset) IN (SELECT t, p, toInt64(o) FROM (SELECT 1)
       ARRAY JOIN {topics:Array(String)} AS t, {partitions:Array(Int32)} AS p, {offsets:Array(String)} AS o)`,
    {
      topics: places.map(({ topic }) => topic),
      partitions: places.map(({ partition }) => partition),
      offsets: places.map(({ offset }) => String(offset)),
    },
  );
  return new Set(rows.map(({ topic, partition, offset }) => `${topic}/${partition}/${offset}`));
}
