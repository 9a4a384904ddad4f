import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { constants, createBrotliCompress, createDeflate, createGzip, createZstdCompress } from 'node:zlib';
import type { Outcome } from './engine.ts';
import { faultText, type QueryFault, statusOf, toFault } from './fault.ts';

const HELD_BACK = 64 * 1024;

/** What the answers of one request have in common. `encoding` is the Content-Encoding agreed on. */
export type Answer = {
  response: ServerResponse;
  version: string;
  headOnly: boolean;
  encoding: Encoding | undefined;
};
export type Encoding = 'zstd' | 'br' | 'gzip' | 'deflate';

/** The encoding to answer in: what the client accepts, if compression was asked for by `enable_http_compression=1`. */
export function chooseEncoding(accepted: string, enabled: boolean): Encoding | undefined {
  if (!enabled) return undefined;
  const names = accepted.split(',').map((one) => one.split(';')[0]?.trim().toLowerCase());
  return (['zstd', 'br', 'gzip', 'deflate'] as const).find((name) => names.includes(name));
}

function encoderOf(encoding: Encoding) {
  switch (encoding) {
    case 'zstd':
      return createZstdCompress();
    case 'br':
      return createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 4 } });
    case 'gzip':
      return createGzip({ level: 3 });
    case 'deflate':
      return createDeflate({ level: 3 });
  }
}

// The X-ClickHouse-Summary header: counts as strings, as ClickHouse writes them.
function summaryOf(outcome: Outcome): string {
  return JSON.stringify({
    read_rows: '0',
    read_bytes: '0',
    written_rows: String(outcome.writtenRows),
    written_bytes: String(outcome.writtenBytes),
    total_rows_to_read: '0',
    result_rows: String(outcome.resultRows),
    result_bytes: String(outcome.resultBytes),
    elapsed_ns: String(Math.round(outcome.elapsed * 1e9)),
  });
}

/** Answers with bytes that are all there. */
export async function sendBytes(answer: Answer, bytes: Buffer, outcome: Outcome): Promise<void> {
  answer.response.setHeader('X-ClickHouse-Summary', summaryOf(outcome));
  if (answer.encoding !== undefined && bytes.length > 0 && !answer.headOnly) {
    return sendEncoded(answer, [bytes], answer.encoding);
  }
  answer.response.setHeader('Content-Length', bytes.length);
  answer.response.end(answer.headOnly ? undefined : bytes);
}

/** Answers with a fault, if no byte of another answer has gone out yet. */
export function sendFault(response: ServerResponse, fault: QueryFault, version: string): void {
  const text = Buffer.from(faultText(fault, version));
  for (const name of response.getHeaderNames()) {
    if (name.startsWith('content-') || name === 'x-clickhouse-summary') response.removeHeader(name);
  }
  response.writeHead(statusOf(fault.code), {
    'Content-Type': 'text/plain; charset=UTF-8',
    'Content-Length': text.length,
    'X-ClickHouse-Exception-Code': String(fault.code),
  });
  response.end(text);
}

/**
 * Sends rows while the query still runs. The first bytes are held back, so that an early failure is an error answer of
 * its own; a later one is written behind the rows in ClickHouse's way and the connection is cut, which every client sees.
 */
export async function sendStream(answer: Answer, rows: AsyncIterable<Buffer>, done: Promise<Outcome>): Promise<void> {
  const iterator = rows[Symbol.asyncIterator]();
  const held: Buffer[] = [];
  let size = 0;
  let ended = false;
  while (!ended && size < HELD_BACK) {
    const next = await iterator.next();
    if (next.done === true) ended = true;
    else size += held.push(next.value) && next.value.length;
  }
  if (ended) return sendBytes(answer, Buffer.concat(held), await done);
  const tag = randomBytes(8).toString('hex');
  answer.response.setHeader('X-ClickHouse-Exception-Tag', tag);
  let failed = false;
  const all = async function* (): AsyncGenerator<Buffer> {
    yield* held;
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
    const fault = await done.then(() => undefined, toFault);
    failed = fault !== undefined;
    if (fault !== undefined) yield exceptionBlock(tag, faultText(fault, answer.version));
  };
  await sendEncoded(answer, all(), answer.encoding, () => failed);
}

async function sendEncoded(
  answer: Answer,
  rows: Iterable<Buffer> | AsyncIterable<Buffer>,
  encoding: Encoding | undefined,
  cut: () => boolean = () => false,
): Promise<void> {
  const { response } = answer;
  if (encoding === undefined) await pipeline(rows, response, { end: false });
  else {
    response.setHeader('Content-Encoding', encoding);
    response.setHeader('Vary', 'Accept-Encoding');
    await pipeline(rows, encoderOf(encoding), response, { end: false });
  }
  if (cut()) response.socket?.end();
  else response.end();
}

function exceptionBlock(tag: string, text: string): Buffer {
  return Buffer.from(`\r\n__exception__\r\n${tag}\r\n${text}${Buffer.byteLength(text)} ${tag}\r\n__exception__\r\n`);
}
