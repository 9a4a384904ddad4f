import { type StreamName, schemaById } from '@rapport/events';
import { avroContainer, positionColumns, positionedSchema } from './avro-container.ts';
import { type BuiltBlocks, createBlockBuilder, type SinkBlock } from './block-builder.ts';
import { quoteName, type Warehouse } from './client.ts';
import { SinkError, sinkErrorFrom } from './faults.ts';
import { createLedgerWriter, type LedgerRow } from './ledger-writer.ts';
import { checkDeduplication } from './migrate.ts';
import { MigrationError } from './migration-plan.ts';

/** A contiguous offset range of one partition. `rows` became events, `dead` records went to the dead letters. */
export type SinkChunk = BuiltBlocks & {
  stream: StreamName;
  topic: string;
  partition: number;
  firstOffset: bigint;
  lastOffset: bigint;
  dead: number;
};

/** One event: its Avro datum, without framing, and where the record lay. `timestampMs` is Kafka's. */
export type SinkRow = { offset: bigint; timestampMs: number; schemaId: number; datum: Buffer };

export type ChunkSink = { write(chunk: SinkChunk): Promise<void> };
export type ChunkSinkOptions = { warehouse: Warehouse; projection: string; epoch: number };

/** The most rows of a chunk: ClickHouse stores that many as one block, and only one block is stored all or not at all. */
export const MAX_CHUNK_ROWS = 1_000_000;

const ONE_BLOCK = {
  max_insert_block_size: MAX_CHUNK_ROWS + 1,
  min_insert_block_size_rows: MAX_CHUNK_ROWS + 1,
  min_insert_block_size_bytes: 0,
  max_insert_threads: 1,
  async_insert: 0,
} as const;

const EFFECT_ONCE = { insert_deduplicate: 1, deduplicate_blocks_in_dependent_materialized_views: 1 } as const;

function refuse(code: string, message: string): SinkError {
  return new SinkError({ code, retriable: false, dataFault: false, clickhouseCode: null }, message);
}

type Target = { columns: string; schemaJson: string };
const targets = new Map<string, Target>();

function targetOf(schemaId: number, stream: StreamName): Target {
  const key = `${stream}/${schemaId}`;
  const known = targets.get(key);
  if (known !== undefined) return known;
  const registered = schemaById(schemaId);
  if (registered?.stream !== stream) {
    throw refuse('SCHEMA_MISMATCH', `schema ${schemaId} is not a published schema of the stream ${stream}`);
  }
  const { schema } = registered;
  const columns = [...positionColumns, ...schema.fields.map(({ name }) => name)].map(quoteName).join(', ');
  const target = { columns, schemaJson: positionedSchema(schema) };
  targets.set(key, target);
  return target;
}

/** A chunk from rows one by one: for what is not on the fast path. */
export function sinkChunkFromRows(chunk: Omit<SinkChunk, keyof BuiltBlocks> & { rows: readonly SinkRow[] }): SinkChunk {
  const { rows, ...range } = chunk;
  const builder = createBlockBuilder(chunk.partition);
  for (const { schemaId, offset, timestampMs, datum } of rows) {
    builder.append(schemaId, Number(offset), timestampMs, datum, 0, datum.length);
  }
  return { ...range, ...builder.build() };
}

/**
 * Writes chunks. The same chunk written again, whole or after a crash at any point, has no second effect: the range makes
 * the token, the token makes ClickHouse drop the repetition, and what slips past its window merges away by row key.
 * `write` throws SinkError {code, retriable, dataFault}; resolved means the rows and then the ledger row are stored.
 */
export function createChunkSink({ warehouse, projection, epoch }: ChunkSinkOptions): ChunkSink {
  let checked: Promise<void> | undefined;
  const ledger = createLedgerWriter(warehouse, EFFECT_ONCE);

  // Asked once, and again after a failure to ask.
  async function ready(): Promise<void> {
    checked ??= checkDeduplication(warehouse);
    try {
      await checked;
    } catch (error) {
      checked = undefined;
      throw error;
    }
  }

  async function insertBlock({ stream }: SinkChunk, block: SinkBlock, token: string): Promise<void> {
    const { columns, schemaJson } = targetOf(block.schemaId, stream);
    const table = `events_${stream}`;
    await warehouse.insertStream({
      sql: `INSERT INTO ${table} (${columns}) FORMAT Avro`,
      body: avroContainer(schemaJson, block.count, block.data),
      settings: { ...ONE_BLOCK, ...EFFECT_ONCE, insert_deduplication_token: `${token}/${table}/${block.schemaId}` },
    });
  }

  async function write(chunk: SinkChunk): Promise<void> {
    if (chunk.rows > MAX_CHUNK_ROWS) {
      throw refuse('CHUNK_TOO_LARGE', `a chunk may have ${MAX_CHUNK_ROWS} rows, this has ${chunk.rows}`);
    }
    const range = `${chunk.firstOffset}-${chunk.lastOffset}`;
    const token = `${projection}/${epoch}/${chunk.topic}/${chunk.partition}/${range}`;
    try {
      await ready();
      for (const block of chunk.blocks) await insertBlock(chunk, block, token);
      await ledger.write(ledgerRow(chunk, projection, epoch, token));
    } catch (error) {
      throw asSinkError(error);
    }
  }

  return { write };
}

function asSinkError(error: unknown): SinkError {
  if (error instanceof SinkError) return error;
  return error instanceof MigrationError ? refuse(error.code, error.message) : sinkErrorFrom(error);
}

function utc(ms: number | undefined): string | null {
  return ms === undefined ? null : new Date(ms).toISOString().slice(0, -1).replace('T', ' ');
}

function ledgerRow(chunk: SinkChunk, projection: string, epoch: number, token: string): LedgerRow {
  const { topic, stream, partition, rows, dead } = chunk;
  return {
    ...{ projection, epoch, topic, stream, partition },
    first_offset: String(chunk.firstOffset),
    last_offset: String(chunk.lastOffset),
    rows,
    dead,
    token,
    first_timestamp: utc(chunk.firstTimestampMs),
    last_timestamp: utc(chunk.lastTimestampMs),
  };
}
