/** What the consumer knows of each of its partitions, within one membership. Forgotten whenever something goes wrong. */
import { type Chunker, type ChunkLimits, createChunker } from './chunker.ts';
import type { PartitionProgress } from './consumer-options.ts';
import type { StartPosition } from './start-position.ts';

export type PartitionState = {
  generation: number;
  chunker: Chunker;
  /** Everything below is stored and committed. */
  committed: bigint;
  highWatermark: bigint;
  /** The offset to which kafkajs was last sent back. */
  soughtAt?: bigint;
};

type Open = (topic: string, partition: number) => Promise<StartPosition>;

const keyOf = (topic: string, partition: number) => `${topic}/${partition}`;

export function createPartitionStates(limits: ChunkLimits, open: Open) {
  const states = new Map<string, PartitionState & { topic: string; partition: number }>();

  /** The partition's state in this generation; read from the committed offset on first sight. */
  async function stateOf(topic: string, partition: number, generation: number): Promise<PartitionState> {
    const known = states.get(keyOf(topic, partition));
    if (known?.generation === generation) return known;
    const start = await open(topic, partition);
    const chunker = createChunker({ topic, partition, limits, ...start });
    const { position } = start;
    const state = { topic, partition, generation, chunker, committed: position, highWatermark: position };
    states.set(keyOf(topic, partition), state);
    return state;
  }

  /** The committed position is the truth: after this it is read again before anything else is stored. */
  function forget(topic: string, partition: number): void {
    states.delete(keyOf(topic, partition));
  }

  function progress(generation: number): PartitionProgress[] {
    return [...states.values()]
      .filter((state) => state.generation === generation)
      .map(({ topic, partition, committed, highWatermark }) => ({
        topic,
        partition,
        position: committed,
        highWatermark,
      }));
  }

  return { stateOf, forget, progress };
}
