import { createServer } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { answerSockets, createAnswerAssembler } from './response-socket.ts';

function framed(payload: Uint8Array): Buffer {
  const answer = Buffer.alloc(4 + payload.length);
  answer.writeInt32BE(payload.length, 0);
  answer.set(payload, 4);
  return answer;
}

describe('createAnswerAssembler', () => {
  it('gives every answer whole and in order, however the network cuts them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 40 })),
        fc.array(fc.integer({ min: 1, max: 60 })),
        (all, cuts) => {
          const answers = all.map(framed);
          const stream = Buffer.concat(answers);
          const seen: Buffer[] = [];
          const accept = createAnswerAssembler((answer) => seen.push(answer));
          let at = 0;
          for (const cut of [...cuts, stream.length]) {
            const piece = Buffer.from(stream.subarray(at, at + cut));
            accept(piece);
            // The memory of a piece is used for the next one.
            piece.fill(0xff);
            at += cut;
          }
          expect(seen).toEqual(answers);
        },
      ),
    );
  });

  it('refuses a size that no broker announces', () => {
    const accept = createAnswerAssembler(() => undefined);
    expect(() => accept(Buffer.from('HTTP/1.1 400 Bad Request'))).toThrow('is this a Kafka broker?');
  });
});

describe('answerSockets', () => {
  async function serve(bytes: Buffer): Promise<number> {
    const server = createServer((peer) => peer.end(bytes)).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await new Promise((resolve) => server.once('listening', resolve));
    return (server.address() as { port: number }).port;
  }

  it('emits one datum per answer', async () => {
    const answers = [framed(Buffer.alloc(600_000, 7)), framed(Buffer.from('second'))];
    const port = await serve(Buffer.concat(answers));
    const seen: Buffer[] = [];
    const socket = answerSockets({ host: '127.0.0.1', port, ssl: undefined as never, onConnect: () => undefined });
    socket.on('data', (answer) => seen.push(answer as Buffer));
    await new Promise((resolve) => socket.once('end', resolve));
    socket.destroy();
    expect(seen.map(({ length }) => length)).toEqual([600_004, 10]);
    expect(Buffer.concat(seen).equals(Buffer.concat(answers))).toBe(true);
  });

  it('ends with an error where something else than Kafka answers', async () => {
    const port = await serve(Buffer.from('HTTP/1.1 400 Bad Request\r\n'));
    const socket = answerSockets({ host: '127.0.0.1', port, ssl: undefined as never, onConnect: () => undefined });
    const error = await new Promise<Error>((resolve) => socket.once('error', resolve));
    expect(error.message).toContain('is this a Kafka broker?');
  });
});
