/** The projector's dependencies, wrapped: they strike at an exact moment, and leave out the defence that is under question. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { deadLetterTopic } from '@rapport/events';
import type { Chunk, ChunkControl, EventProducer, LogClient, OnChunk } from '@rapport/log';
import type { RawInsert, Warehouse } from '@rapport/warehouse';
import type { Blow, Defence, Moment, Plan } from './plan.ts';

export type Striker = {
  /** A chunk of events begins: gives its number. */
  begin(): number;
  at(moment: Moment, chunk: number): Promise<void>;
};

const never = new Promise<void>(() => undefined);

/** Strikes once, with the signal of the blow, at its moment. */
export function createStriker(blow: Blow | undefined): Striker {
  let chunks = 0;
  let struck = false;

  async function at(moment: Moment, chunk: number): Promise<void> {
    if (blow === undefined || struck || blow.moment !== moment || chunk < blow.chunk) return;
    struck = true;
    if (blow.what === 'kill') {
      process.kill(process.pid, 'SIGKILL');
      return never;
    }
    process.stdout.write('frozen\n');
    process.kill(process.pid, 'SIGSTOP');
    // Awake again. What arrived meanwhile (the group's "you are out") is heard before the work goes on.
    await pause(3_000);
  }

  return {
    begin: () => {
      chunks += 1;
      return chunks;
    },
    at,
  };
}

const COMMITTED_BEFORE_MS = 400;

/** Which chunk the work at hand belongs to: several partitions are worked on at once. */
export type CurrentChunk = AsyncLocalStorage<number>;
export const createCurrentChunk = (): CurrentChunk => new AsyncLocalStorage();

/** Chunks of events pass the striker; the dead letters' own topic does not. */
export function wrapLog(log: LogClient, striker: Striker, plan: Plan, current: CurrentChunk): LogClient {
  const without = new Set<Defence>(plan.without);
  const numbers = new WeakMap<Chunk, number>();

  function wrap(onChunk: OnChunk): OnChunk {
    return async function onWrappedChunk(chunk, control) {
      if (chunk.topic === deadLetterTopic(log.topicPrefix)) return onChunk(chunk, control);
      const number = numbers.get(chunk) ?? striker.begin();
      numbers.set(chunk, number);
      await striker.at('announced', number);
      const told: ChunkControl = without.has('fence') ? { ...control, isStale: () => false } : control;
      if (without.has('order')) {
        // "Done" is said at once, and the work is done when it suits.
        setTimeout(() => void onChunk(chunk, told).catch(() => undefined), COMMITTED_BEFORE_MS);
        return;
      }
      await current.run(number, () => onChunk(chunk, told));
      await striker.at('stored', number);
    };
  }

  return {
    ...log,
    createChunkedConsumer: (options) => log.createChunkedConsumer({ ...options, onChunk: wrap(options.onChunk) }),
  };
}

/** Inserts of event rows pass the striker on their way. */
export function wrapWarehouse(warehouse: Warehouse, striker: Striker, plan: Plan, current: CurrentChunk): Warehouse {
  const without = new Set<Defence>(plan.without);

  function settingsOf({ settings = {} }: RawInsert): Record<string, string | number> {
    if (!without.has('token')) return settings;
    const { insert_deduplication_token: _, ...rest } = settings;
    return { ...rest, insert_deduplicate: 0, deduplicate_blocks_in_dependent_materialized_views: 0 };
  }

  async function insertStream(insert: RawInsert): Promise<void> {
    const settings = settingsOf(insert);
    if (!/INSERT INTO `?events_/.test(insert.sql)) return warehouse.insertStream({ ...insert, settings });
    const number = current.getStore() ?? 0;
    const whole = Buffer.concat([...insert.body]);
    const middle = whole.length >> 1;
    async function* pieces(): AsyncGenerator<Buffer> {
      yield whole.subarray(0, middle);
      await striker.at('half-sent', number);
      yield whole.subarray(middle);
      // The last bytes are handed to the socket when the next are asked for; one more turn, and they are on the way.
      await new Promise((resolve) => setImmediate(resolve));
      await striker.at('inserting', number);
    }
    const body = pieces() as unknown as readonly Buffer[];
    await warehouse.insertStream({ ...insert, body, settings });
    await striker.at('inserted', number);
  }

  return { ...warehouse, insertStream };
}

/** Where dead letters go: to their topic, or nowhere. */
export function wrapProducer(producer: EventProducer, plan: Plan): Pick<EventProducer, 'sendRaw'> {
  const drops = plan.quietAs !== undefined || plan.without?.includes('dead-letters') === true;
  return drops ? { sendRaw: () => Promise.resolve([]) } : producer;
}
