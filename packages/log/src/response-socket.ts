/**
 * Sockets that hand kafkajs one whole answer at a time. By itself it keeps every piece that the network delivers and
 * joins them at the end: at full load that is a third of a consumer's CPU, spent on garbage.
 */
import { connect, type Socket } from 'node:net';
import { connect as connectSecurely } from 'node:tls';
import type { ISocketFactory } from 'kafkajs';

const SIZE_BYTES = 4;
const READ_BYTES = 256 * 1024;
const KEEP_ALIVE_MS = 60_000;
// Far more than any fetch asks for: what announces this does not speak Kafka's protocol.
const LARGEST_ANSWER = 512 * 1024 * 1024;

/** Puts answers together: each begins with its size, four bytes big-endian, which stays part of what is handed on. */
export function createAnswerAssembler(onAnswer: (answer: Buffer) => void) {
  const size = Buffer.alloc(SIZE_BYTES);
  let sizeRead = 0;
  let answer: Buffer | undefined;
  let filled = 0;

  function begin(): void {
    const length = size.readInt32BE(0);
    if (length < 0 || length > LARGEST_ANSWER) {
      throw new Error(`an answer of ${length} bytes is announced: is this a Kafka broker?`);
    }
    answer = Buffer.allocUnsafeSlow(SIZE_BYTES + length);
    size.copy(answer);
    filled = SIZE_BYTES;
    sizeRead = 0;
  }

  function finish(whole: Buffer): void {
    answer = undefined;
    onAnswer(whole);
  }

  /** Takes the next bytes; they are copied, so the caller may use their memory again. @throws Error on a senseless size */
  return function accept(bytes: Uint8Array): void {
    let at = 0;
    while (at < bytes.length) {
      if (answer === undefined) {
        size[sizeRead] = bytes[at] as number;
        sizeRead += 1;
        at += 1;
        if (sizeRead === SIZE_BYTES) begin();
      } else {
        const part = bytes.subarray(at, at + answer.length - filled);
        answer.set(part, filled);
        filled += part.length;
        at += part.length;
      }
      if (answer !== undefined && filled === answer.length) finish(answer);
    }
  };
}

function connectPlainly(host: string, port: number, onConnect: () => void): Socket {
  const accept = createAnswerAssembler((answer) => socket.emit('data', answer));
  const socket = connect(
    {
      host,
      port,
      onread: {
        buffer: Buffer.allocUnsafeSlow(READ_BYTES),
        callback: (count, buffer) => {
          try {
            accept(buffer.subarray(0, count));
          } catch (error) {
            socket.destroy(error as Error);
          }
          return true;
        },
      },
    },
    onConnect,
  );
  return socket;
}

/** kafkajs's socket factory. TLS sockets cannot read into memory of ours: they work as kafkajs makes them. */
export const answerSockets: ISocketFactory = ({ host, port, ssl, onConnect }) => {
  const socket = ssl ? connectSecurely({ host, port, ...ssl }, onConnect) : connectPlainly(host, port, onConnect);
  return socket.setKeepAlive(true, KEEP_ALIVE_MS);
};

/**
 * The same factory, and a way to end every socket that it made. kafkajs forgets connections: two questions that refresh the
 * metadata at once each make their own to a broker, and only one of them is disconnected. The other kept processes alive for ever.
 */
export function createClosableSockets(): { make: ISocketFactory; destroyAll(): void } {
  const open = new Set<Socket>();
  const make: ISocketFactory = (options) => {
    const socket = answerSockets(options);
    open.add(socket);
    return socket.once('close', () => open.delete(socket));
  };
  const destroyAll = () => {
    for (const socket of open) socket.destroy();
  };
  return { make, destroyAll };
}
