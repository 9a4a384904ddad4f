import { createWriteStream } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { QueryFault } from './fault.ts';
import { classifyStatement } from './statement.ts';
import type { InsertData, Statement } from './statement-kinds.ts';

const MIB = 1024 * 1024;
/** The longest statement taken, in bytes. Data after an INSERT's FORMAT have no limit but the disk. */
export const STATEMENT_LIMIT = 64 * MIB;

type Ready = Exclude<Statement, { kind: 'need-more' } | { kind: 'refused' }>;

/** A request's statement with its text. `data` says which file an INSERT's data were written to. */
export type Received = { statement: Ready; text: Buffer; dataFile: string | undefined };

/**
 * Takes in a request: the statement (from URL, body, or both joined by a line break) and, for an INSERT with data, the
 * data byte for byte in `dataFile`, so that nothing of a half-sent body is ever inserted.
 */
export async function receive(sql: string, body: Readable | undefined, dataFile: string): Promise<Received> {
  const chunks = body?.[Symbol.asyncIterator]();
  let text: Buffer = sql === '' ? Buffer.alloc(0) : Buffer.from(body === undefined ? sql : `${sql}\n`);
  let statement = classifyStatement(text, chunks === undefined);
  while (chunks !== undefined && statement.kind === 'need-more') {
    const { grown, complete } = await readMore(chunks, text);
    text = grown;
    statement = classifyStatement(text, complete);
    if (statement.kind === 'need-more' && text.length > STATEMENT_LIMIT) {
      throw new QueryFault(229, 'QUERY_IS_TOO_LARGE', `a statement may have ${STATEMENT_LIMIT} bytes`);
    }
  }
  if (statement.kind === 'refused') throw new QueryFault(statement.code, statement.type, statement.message);
  if (statement.kind === 'need-more') throw new QueryFault(62, 'SYNTAX_ERROR', 'Syntax error: unexpected end of query');
  if (statement.kind !== 'insert-data') return { statement, text, dataFile: undefined };
  await spool(dataFile, text.subarray(statement.dataStart), chunks);
  return { statement, text, dataFile };
}

// The text is looked at again each time it has doubled, so that a long statement costs linear time.
async function readMore(chunks: AsyncIterator<Buffer>, text: Buffer): Promise<{ grown: Buffer; complete: boolean }> {
  const parts = [text];
  let size = text.length;
  const goal = Math.max(1, text.length > 64 * 1024 ? text.length * 2 : text.length + 1);
  while (size < goal) {
    const next = await nextChunk(chunks);
    if (next === undefined) return { grown: Buffer.concat(parts), complete: true };
    parts.push(next);
    size += next.length;
  }
  return { grown: Buffer.concat(parts), complete: false };
}

async function nextChunk(chunks: AsyncIterator<Buffer>): Promise<Buffer | undefined> {
  try {
    const next = await chunks.next();
    return next.done === true ? undefined : next.value;
  } catch (error) {
    throw bodyFault(error);
  }
}

async function spool(file: string, start: Buffer, rest: AsyncIterator<Buffer> | undefined): Promise<void> {
  const second = rest === undefined ? undefined : await nextChunk(rest);
  try {
    if (rest === undefined || second === undefined) return await writeFile(file, start);
    const all = async function* () {
      yield start;
      for (let chunk: Buffer | undefined = second; chunk !== undefined; chunk = await nextChunk(rest)) yield chunk;
    };
    await pipeline(all, createWriteStream(file));
  } catch (error) {
    await rm(file, { force: true });
    throw bodyFault(error);
  }
}

function bodyFault(error: unknown): Error {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const message = error instanceof Error ? error.message : String(error);
  if (code === 'ENOSPC') return new QueryFault(243, 'NOT_ENOUGH_SPACE', 'no space left for the body of the request');
  if (code.startsWith('Z_') || code.startsWith('ERR_') || code.startsWith('ZSTD')) {
    return new QueryFault(354, 'ZLIB_INFLATE_FAILED', `the body cannot be decoded: ${message}`, { cause: error });
  }
  return error instanceof Error ? error : new Error(message);
}

/** The statement that loads `dataFile` in place of the data which came with the request. */
export function loadStatement(text: Buffer, insert: InsertData, dataFile: string): string {
  const part = (start: number, end: number): string => text.toString('utf8', start, end);
  const file = `'${dataFile.replaceAll(/[\\']/g, '\\$&')}'`;
  if (insert.input !== undefined) {
    const { start, end, structure } = insert.input;
    const source = `file(${file}, '${insert.format}', ${part(structure.start, structure.end)}, 'none')`;
    return `${part(0, start)}${source}${part(end, insert.clauseEnd)}`;
  }
  const clauses = part(insert.infileAt, insert.clauseEnd);
  return `${part(0, insert.infileAt)} FROM INFILE ${file} COMPRESSION 'none' ${clauses} FORMAT ${insert.format}`;
}
