import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { loadStatement, type Received } from './body.ts';
import type { Connection, Engine, Outcome } from './engine.ts';
import { QueryFault, toFault } from './fault.ts';
import { contentTypeOf } from './formats.ts';
import type { Slot, Slots } from './pipes.ts';
import type { QueryRequest } from './request.ts';
import { type Answer, sendBytes, sendStream } from './respond.ts';

export type ExecuteDeps = { engine: Engine; slots: Slots; spoolFolder: string };

/** One request on its way through the engine. `gone` fires when the client went away before the answer was complete. */
export type Execution = { request: QueryRequest; received: Received; answer: Answer; gone: AbortSignal };

/** Runs a request on a fresh connection, so that nothing of one request is ever seen by another. */
export async function execute(deps: ExecuteDeps, execution: Execution): Promise<void> {
  const slot = await deps.slots.acquire(execution.gone);
  const connection = deps.engine.connect();
  try {
    const mark = `request-${randomUUID()}`;
    await prepare(connection, execution.request, mark);
    await run(deps, execution, { connection, slot, mark });
  } finally {
    connection.close();
    slot.release();
  }
}

type Place = { connection: Connection; slot: Slot; mark: string };

const literal = (value: string): string => `'${value.replaceAll(/[\\']/g, '\\$&')}'`;

async function prepare(connection: Connection, request: QueryRequest, mark: string): Promise<void> {
  // Rows are acknowledged when they are stored, so asynchronous inserts are off; a command line's `implicit_select` is too.
  const settings = new Map([['implicit_select', '0'], ['async_insert', '0'], ...request.settings]);
  settings.set('log_comment', mark);
  const { database } = request;
  if (database !== undefined) {
    await connection.query(`USE \`${database.replaceAll(/[\\`]/g, '\\$&')}\``, 'TabSeparated');
  }
  if (request.readOnly && !settings.has('readonly')) settings.set('readonly', '2');
  const pairs = [...settings].map(([name, value]) => `${name} = ${literal(value)}`);
  for (const [name, value] of request.parameters) pairs.push(`param_${name} = ${literal(value)}`);
  await connection.query(`SET ${pairs.join(', ')}`, 'TabSeparated');
}

async function run(deps: ExecuteDeps, execution: Execution, place: Place): Promise<void> {
  const { received, request, answer } = execution;
  const { statement, text, dataFile } = received;
  switch (statement.kind) {
    case 'empty':
      throw new QueryFault(62, 'SYNTAX_ERROR', 'Syntax error: Empty query');
    case 'insert-data':
      return sendWritten(answer, await place.connection.write(loadStatement(text, statement, dataFile ?? '')));
    case 'insert-select':
      return sendWritten(answer, await place.connection.write(text.toString('utf8', 0, statement.end)));
    case 'other': {
      const outcome = await place.connection.query(text.toString('utf8', 0, statement.end), request.defaultFormat);
      setFormat(answer, statement.format ?? request.defaultFormat);
      return sendBytes(answer, outcome.bytes, outcome);
    }
    case 'select': {
      const name = statement.format?.name ?? request.defaultFormat;
      const sql = (path: string): string => {
        const before = text.toString('utf8', 0, statement.format?.span.start ?? statement.end);
        const after = text.toString('utf8', statement.format?.span.end ?? statement.end, statement.end);
        return `${before}\nINTO OUTFILE ${literal(path)} APPEND COMPRESSION 'none' FORMAT ${name}${after}`;
      };
      return select(deps, execution, place, { name, sql, plain: text.toString('utf8', 0, statement.end) });
    }
  }
}

async function sendWritten(answer: Answer, outcome: Outcome): Promise<void> {
  setFormat(answer, 'TabSeparated');
  return sendBytes(answer, outcome.bytes, outcome);
}

function setFormat(answer: Answer, name: string): void {
  answer.response.setHeader('Content-Type', contentTypeOf(name));
  answer.response.setHeader('X-ClickHouse-Format', name);
}

type Selection = { name: string; sql(path: string): string; plain: string };

async function select(deps: ExecuteDeps, execution: Execution, place: Place, selection: Selection): Promise<void> {
  const { answer, request, gone } = execution;
  setFormat(answer, selection.name);
  const stopCancelling = cancelWhenGone(deps.engine, place.mark, gone);
  try {
    if (request.waitForEnd) return await selectToFile(deps, execution, place, selection);
    const pipe = place.slot.open();
    const done = place.connection.query(selection.sql(place.slot.pipePath), selection.name).finally(pipe.finish);
    done.catch(() => undefined);
    const leave = (): void => void pipe.reader.destroy();
    gone.addEventListener('abort', leave, { once: true });
    try {
      await sendStream(answer, pipe.reader, done);
    } finally {
      gone.removeEventListener('abort', leave);
      pipe.reader.destroy();
      await done.catch(() => undefined);
    }
  } catch (error) {
    if (answer.response.headersSent || toFault(error).code !== 62) throw error;
    await selectPlainly(answer, place, selection);
  } finally {
    stopCancelling();
  }
}

// A syntax error is told about the text as the client wrote it, not as it was rewritten to write to the pipe. Where only
// the rewriting was wrong, this is also the answer.
async function selectPlainly(answer: Answer, place: Place, selection: Selection): Promise<void> {
  const outcome = await place.connection.query(selection.plain, selection.name);
  await sendBytes(answer, outcome.bytes, outcome);
}

async function selectToFile(deps: ExecuteDeps, run: Execution, place: Place, selection: Selection): Promise<void> {
  const path = join(deps.spoolFolder, `result-${place.mark}`);
  try {
    const outcome = await place.connection.query(selection.sql(path), selection.name);
    await sendStream(run.answer, createReadStream(path), Promise.resolve(outcome));
  } finally {
    await rm(path, { force: true });
  }
}

const CANCEL_AGAIN_MS = 250;

// The request may go away before the engine knows its query, so that asking once is not enough.
function cancelWhenGone(engine: Engine, mark: string, gone: AbortSignal): () => void {
  let active = true;
  let timer: NodeJS.Timeout | undefined;
  async function cancel(): Promise<void> {
    if (!active) return;
    const connection = engine.connect();
    const where = `Settings['log_comment'] = ${literal(mark)}`;
    await connection.query(`KILL QUERY WHERE ${where} ASYNC`, 'TabSeparated').catch(() => undefined);
    connection.close();
    if (active) timer = setTimeout(() => void cancel(), CANCEL_AGAIN_MS);
  }
  const begin = (): void => void cancel();
  if (gone.aborted) begin();
  else gone.addEventListener('abort', begin, { once: true });
  return () => {
    active = false;
    clearTimeout(timer);
    gone.removeEventListener('abort', begin);
  };
}
