import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { endOnBrokenOutput } from './terminal.ts';

function open() {
  const stdout = new EventEmitter();
  const said: string[] = [];
  const stderr = Object.assign(new EventEmitter(), { write: (text: string) => said.push(text) > 0 });
  const exits: number[] = [];
  endOnBrokenOutput({ stdout, stderr } as never, (code) => exits.push(code));
  const fail = (stream: EventEmitter, code: string) => stream.emit('error', Object.assign(new Error(code), { code }));
  return { stdout, stderr, said, exits, fail };
}

describe('broken output', () => {
  it('ends quietly when the reader has gone', () => {
    const { stdout, fail, said, exits } = open();
    fail(stdout, 'EPIPE');
    expect([said, exits]).toEqual([[], [0]]);
  });

  it('says why where it cannot be written', () => {
    const { stdout, fail, said, exits } = open();
    fail(stdout, 'ENOSPC');
    expect(exits).toEqual([1]);
    expect(said.join('')).toBe('rapport: the output cannot be written: ENOSPC\n');
  });

  it('goes on when only the messages are lost', () => {
    const { stderr, fail, exits } = open();
    fail(stderr, 'EPIPE');
    expect(exits).toEqual([]);
  });
});
