/** A file as bytes, on disk or in memory: read in blocks from any place, and looked up again for the few rows that are refused. */
import { open } from 'node:fs/promises';

export type SourceFile = {
  path: string;
  size: number;
  /** Blocks from `offset` to the end; each block is a buffer of its own. */
  blocks(offset: number): AsyncGenerator<Buffer>;
  /** The bytes of [start, end), at most `limit` of them. */
  slice(start: number, end: number, limit: number): Promise<Buffer>;
  /** Where the physical line that holds `offset` ends, behind its line feed. */
  lineEnd(offset: number): Promise<number>;
  /** Number of the physical line at `offset`, from 1. Ask in ascending order: it counts on from the last answer. */
  lineOf(offset: number): Promise<number>;
  close(): Promise<void>;
};

const BLOCK_BYTES = 256 * 1024;
const LINE_FEED = 10;

function countLineFeeds(block: Buffer): number {
  let count = 0;
  for (let at = block.indexOf(LINE_FEED); at !== -1; at = block.indexOf(LINE_FEED, at + 1)) count += 1;
  return count;
}

/** Where bytes come from: at most `length` of them from `offset`, none behind the end. */
type Bytes = {
  path: string;
  size: number;
  readAt(offset: number, length: number): Promise<Buffer>;
  close(): Promise<void>;
};

function sourceFileOf({ path, size, readAt, close }: Bytes, blockBytes: number): SourceFile {
  let counted = { offset: 0, line: 1 };

  async function* blocks(offset: number): AsyncGenerator<Buffer> {
    for (let at = offset; ; ) {
      const block = await readAt(at, blockBytes);
      if (block.length === 0) return;
      at += block.length;
      yield block;
    }
  }

  async function lineEnd(offset: number): Promise<number> {
    let at = offset;
    for await (const block of blocks(offset)) {
      const index = block.indexOf(LINE_FEED);
      if (index !== -1) return at + index + 1;
      at += block.length;
    }
    return at;
  }

  async function lineOf(offset: number): Promise<number> {
    if (offset < counted.offset) counted = { offset: 0, line: 1 };
    while (counted.offset < offset) {
      const block = await readAt(counted.offset, Math.min(blockBytes, offset - counted.offset));
      if (block.length === 0) break;
      counted = { offset: counted.offset + block.length, line: counted.line + countLineFeeds(block) };
    }
    return counted.line;
  }

  return {
    ...{ path, size, blocks, lineEnd, lineOf, close },
    slice: (start, end, limit) => readAt(start, Math.min(end - start, limit)),
  };
}

/** Opens a file for reading. Close it. */
export async function openSourceFile(path: string, blockBytes = BLOCK_BYTES): Promise<SourceFile> {
  const handle = await open(path, 'r');
  const { size } = await handle.stat();

  async function readAt(offset: number, length: number): Promise<Buffer> {
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(length), 0, length, offset);
    return buffer.subarray(0, bytesRead);
  }
  return sourceFileOf({ path, size, readAt, close: () => handle.close() }, blockBytes);
}

/** A file that is in memory already: what was sent to us with names in it need not come to lie on a disk. */
export function sourceFileIn(name: string, bytes: Buffer): SourceFile {
  const readAt = async (offset: number, length: number) => bytes.subarray(offset, offset + length);
  return sourceFileOf({ path: name, size: bytes.length, readAt, close: async () => undefined }, BLOCK_BYTES);
}
